ALTER TABLE "patient" ADD COLUMN "created_by" uuid;--> statement-breakpoint
ALTER TABLE "patient" ADD COLUMN "idempotency_key" uuid;--> statement-breakpoint
CREATE UNIQUE INDEX "patient_idempotency" ON "patient" USING btree ("created_by","idempotency_key") WHERE "patient"."idempotency_key" is not null;