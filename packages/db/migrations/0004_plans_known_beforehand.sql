-- The order that a search of the whole clinic answers in, and a telephone by its last digits.
DROP INDEX "slot_day";--> statement-breakpoint
CREATE INDEX "patient_phone_end" ON "patient" USING btree (right("phone", 7));--> statement-breakpoint
CREATE INDEX "slot_day" ON "slot" USING btree ("local_date","starts_at","doctor_id");