-- The order that a search of the whole clinic answers in, now with what it looks for.
DROP INDEX "slot_day";--> statement-breakpoint
CREATE INDEX "slot_day" ON "slot" USING btree ("local_date","starts_at","doctor_id","status");