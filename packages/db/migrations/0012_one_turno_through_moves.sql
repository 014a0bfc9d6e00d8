ALTER TABLE "appointment" ADD COLUMN "origin_id" uuid;--> statement-breakpoint
WITH RECURSIVE "moved" AS (
  SELECT "id", "rescheduled_from_id" AS "origin_id" FROM "appointment"
  WHERE "rescheduled_from_id" IN (SELECT "id" FROM "appointment" WHERE "rescheduled_from_id" IS NULL)
  UNION ALL
  SELECT "next"."id", "moved"."origin_id" FROM "moved" JOIN "appointment" "next" ON "next"."rescheduled_from_id" = "moved"."id"
)
UPDATE "appointment" SET "origin_id" = "moved"."origin_id" FROM "moved" WHERE "appointment"."id" = "moved"."id";--> statement-breakpoint
ALTER TABLE "appointment" ADD CONSTRAINT "appointment_origin_id_appointment_id_fk" FOREIGN KEY ("origin_id") REFERENCES "public"."appointment"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "appointment_origin" ON "appointment" USING btree ("origin_id") WHERE "appointment"."origin_id" is not null;--> statement-breakpoint
ALTER TABLE "appointment" ADD CONSTRAINT "appointment_moved_has_origin" CHECK (("appointment"."rescheduled_from_id" is null) = ("appointment"."origin_id" is null));