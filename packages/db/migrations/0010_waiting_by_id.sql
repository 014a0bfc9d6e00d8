DROP INDEX "notification_waiting";--> statement-breakpoint
CREATE INDEX "notification_waiting" ON "notification" USING btree ("id") WHERE "notification"."status" = 'pending';