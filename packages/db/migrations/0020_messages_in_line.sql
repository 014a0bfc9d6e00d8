ALTER TABLE "notification" ADD COLUMN "patient_id" uuid;--> statement-breakpoint
ALTER TABLE "notification" ADD COLUMN "by_desk" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "site" ADD COLUMN "phone" text;--> statement-breakpoint
ALTER TABLE "site" ADD COLUMN "whatsapp" text;--> statement-breakpoint
ALTER TABLE "notification" ADD CONSTRAINT "notification_patient_id_patient_id_fk" FOREIGN KEY ("patient_id") REFERENCES "public"."patient"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "notification_line" ON "notification" USING btree ("patient_id","id") WHERE "notification"."status" = 'pending' and "notification"."patient_id" is not null;