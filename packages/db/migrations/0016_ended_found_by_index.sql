CREATE INDEX "notification_sign_up" ON "notification" USING btree ("sign_up_id") WHERE "notification"."sign_up_id" is not null;--> statement-breakpoint
CREATE INDEX "notification_account_token" ON "notification" USING btree ("account_token_id") WHERE "notification"."account_token_id" is not null;--> statement-breakpoint
CREATE INDEX "account_token_expiry" ON "account_token" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "sign_up_expiry" ON "sign_up" USING btree ("expires_at");