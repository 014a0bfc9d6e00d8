CREATE TYPE "public"."account_proof" AS ENUM('desk', 'code');--> statement-breakpoint
ALTER TYPE "public"."notification_kind" ADD VALUE 'file-code';--> statement-breakpoint
ALTER TYPE "public"."notification_kind" ADD VALUE 'account-linked';--> statement-breakpoint
ALTER TYPE "public"."notification_kind" ADD VALUE 'document-verified';--> statement-breakpoint
ALTER TYPE "public"."token_purpose" ADD VALUE 'file-proof';--> statement-breakpoint
DROP INDEX "patient_verified_document";--> statement-breakpoint
ALTER TABLE "patient" ADD COLUMN "account_proven_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "patient" ADD COLUMN "account_proof" "account_proof";--> statement-breakpoint
ALTER TABLE "patient" ADD COLUMN "merged_into_id" uuid;--> statement-breakpoint
ALTER TABLE "patient" ADD COLUMN "revision" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "account_token" ADD COLUMN "patient_id" uuid;--> statement-breakpoint
ALTER TABLE "account_token" ADD COLUMN "email" text;--> statement-breakpoint
ALTER TABLE "account_token" ADD COLUMN "attempts" integer DEFAULT 0 NOT NULL;--> statement-breakpoint

-- An account proved its file where it came to it by a code to the address on the desk's own file, or where it was made
-- with the account rather than by a form. What a save at the desk called seen beside that proves nothing: nobody was asked.
UPDATE "patient" SET
  "account_proven_at" = CASE WHEN known.linked THEN coalesce(known.at, "patient"."created_at") END,
  "account_proof" = CASE WHEN known.linked THEN CASE WHEN known.at IS NULL THEN 'desk' ELSE 'code' END::"account_proof" END,
  "document_verified" = "patient"."document_verified" AND known.linked
FROM (
  SELECT p."id", min(signed."at") AS at, coalesce(bool_or((signed."data"->>'linked')::boolean), p."document_verified") AS linked
  FROM "patient" p LEFT JOIN "event" signed ON signed."patient_id" = p."id" AND signed."type" = 'account.signed-up'
  WHERE p."user_id" IS NOT NULL GROUP BY p."id"
) known
WHERE known."id" = "patient"."id";--> statement-breakpoint

ALTER TABLE "patient" ADD CONSTRAINT "patient_merged_into_id_patient_id_fk" FOREIGN KEY ("merged_into_id") REFERENCES "public"."patient"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "account_token" ADD CONSTRAINT "account_token_patient_id_patient_id_fk" FOREIGN KEY ("patient_id") REFERENCES "public"."patient"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "event_patient_changed" ON "event" USING btree ("patient_id","id") WHERE "event"."type" = 'patient.updated';--> statement-breakpoint
CREATE UNIQUE INDEX "patient_document_stands" ON "patient" USING btree ("document_number") WHERE "patient"."merged_into_id" is null and ("patient"."user_id" is null or "patient"."account_proven_at" is not null);--> statement-breakpoint
CREATE INDEX "patient_merged_into" ON "patient" USING btree ("merged_into_id") WHERE "patient"."merged_into_id" is not null;--> statement-breakpoint
CREATE INDEX "account_token_user" ON "account_token" USING btree ("user_id","created_at");--> statement-breakpoint
CREATE INDEX "account_token_patient" ON "account_token" USING btree ("patient_id") WHERE "account_token"."patient_id" is not null;--> statement-breakpoint
ALTER TABLE "patient" ADD CONSTRAINT "patient_account_proof" CHECK (("patient"."account_proven_at" is null) = ("patient"."account_proof" is null)
        and ("patient"."account_proven_at" is null or "patient"."user_id" is not null));--> statement-breakpoint
ALTER TABLE "patient" ADD CONSTRAINT "patient_claimed_is_unverified" CHECK (not "patient"."document_verified" or "patient"."user_id" is null or "patient"."account_proven_at" is not null);--> statement-breakpoint
ALTER TABLE "patient" ADD CONSTRAINT "patient_merged_holds_nothing" CHECK ("patient"."merged_into_id" is null
        or ("patient"."user_id" is null and not "patient"."document_verified" and "patient"."merged_into_id" <> "patient"."id"));--> statement-breakpoint

-- As before, and a file that is only claimed takes nothing but what its own account books, a merged one nothing at all:
-- here, since whoever merges files holds the same lock.
CREATE OR REPLACE FUNCTION "patient_may_book"(
  "patient" uuid, "booker" uuid, "at" timestamptz, "most_active" integer, "most_an_hour" integer
) RETURNS boolean LANGUAGE plpgsql VOLATILE AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('booking of ' || "patient", 0));
  RETURN
    NOT EXISTS (SELECT FROM "patient" f WHERE f."id" = "patient" AND (f."merged_into_id" IS NOT NULL
      OR (f."user_id" IS NOT NULL AND f."account_proven_at" IS NULL AND f."user_id" IS DISTINCT FROM "booker")))
    AND ("most_active" IS NULL OR (SELECT count(*) FROM "appointment"
      WHERE "patient_id" = "patient" AND "status" = 'booked' AND "starts_at" > "at") < "most_active")
    AND ("most_an_hour" IS NULL OR (SELECT count(*) FROM "appointment"
      WHERE "patient_id" = "patient" AND "booked_by" = "booker" AND "booked_at" > "at" - interval '1 hour')
      < "most_an_hour");
END $$;--> statement-breakpoint

-- Gives the clinic's file the account that claims the same document, with the appointments of the claimed file, which
-- stays behind empty. All of it or nothing: a patient in two places refuses it. Answers with the account, or null where
-- there is nothing to take (any more). "mailed" is the address that a code went to: it must still be the file's, and
-- its document seen.
-- A function, since its queries see what was booked while it waited for the locks.
CREATE FUNCTION "take_claimed_file"(
  "claimed" uuid, "into" uuid, "proof" "account_proof", "seen" boolean, "mailed" text, "now" timestamptz,
  "actor" "actor_kind", "actor_user" uuid
) RETURNS uuid LANGUAGE plpgsql VOLATILE AS $$
DECLARE "account" uuid;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('booking of ' || least("claimed", "into"), 0));
  PERFORM pg_advisory_xact_lock(hashtextextended('booking of ' || greatest("claimed", "into"), 0));
  SELECT c."user_id" INTO "account" FROM "patient" c JOIN "patient" f ON f."document_number" = c."document_number"
    WHERE c."id" = "claimed" AND c."user_id" IS NOT NULL AND c."account_proven_at" IS NULL
      AND f."id" = "into" AND f."user_id" IS NULL AND f."merged_into_id" IS NULL
      AND ("mailed" IS NULL OR (f."email" = "mailed" AND f."document_verified"))
    FOR UPDATE;
  IF NOT FOUND THEN RETURN NULL; END IF;

  UPDATE "patient" SET "user_id" = NULL, "merged_into_id" = "into", "revision" = "revision" + 1 WHERE "id" = "claimed";
  UPDATE "patient" SET "user_id" = "account", "account_proven_at" = "now", "account_proof" = "proof",
    "document_verified" = "document_verified" OR "seen", "revision" = "revision" + 1 WHERE "id" = "into";
  INSERT INTO "event" ("at", "type", "actor_kind", "actor_id", "patient_id", "data")
    VALUES ("now", 'patient.account-linked', "actor", "actor_user", "into",
      jsonb_build_object('proof', "proof", 'documentSeen', "seen", 'from', "claimed"));
  WITH moved AS (
    UPDATE "appointment" SET "patient_id" = "into", "revision" = "revision" + 1 WHERE "patient_id" = "claimed" RETURNING *
  )
  INSERT INTO "event" ("at", "type", "actor_kind", "actor_id", "appointment_id", "patient_id", "doctor_id", "specialty_id",
      "local_date", "data")
    SELECT "now", 'appointment.file-changed', "actor", "actor_user", "id", "patient_id", "doctor_id", "specialty_id",
      "local_date", jsonb_build_object('revision', "revision", 'status', "status") FROM moved;
  RETURN "account";
END $$;
