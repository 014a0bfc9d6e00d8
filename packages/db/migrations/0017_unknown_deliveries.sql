ALTER TYPE "public"."notification_status" ADD VALUE 'unknown';--> statement-breakpoint
ALTER TABLE "notification" ADD COLUMN "refused_attempts" integer DEFAULT 0 NOT NULL;