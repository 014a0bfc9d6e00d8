ALTER TABLE "account_token" ADD COLUMN "access_version" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "session" ADD COLUMN "access_version" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "sign_up" ADD COLUMN "code_of" uuid;--> statement-breakpoint
ALTER TABLE "user" ADD COLUMN "access_version" integer DEFAULT 1 NOT NULL;--> statement-breakpoint

-- A change of what lets somebody in ends all that began before it, whoever makes the change and in whichever
-- statement: sessions and mailed links remember the version that they began with. Deleting them isn't enough: the
-- statement that deletes can't see a session whose own statement commits meanwhile.
CREATE FUNCTION "user_access_changes"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW."access_version" := OLD."access_version" + 1;
  RETURN NEW;
END $$;--> statement-breakpoint
CREATE TRIGGER "user_access_version" BEFORE UPDATE ON "user" FOR EACH ROW
  WHEN ((OLD."password_hash", OLD."status", OLD."role") IS DISTINCT FROM (NEW."password_hash", NEW."status", NEW."role"))
  EXECUTE FUNCTION "user_access_changes"();--> statement-breakpoint

-- A doctor's account lets in while the doctor attends.
CREATE FUNCTION "doctor_access_changes"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE "user" SET "access_version" = "access_version" + 1 WHERE "id" = NEW."user_id";
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER "doctor_access_version" AFTER UPDATE ON "doctor" FOR EACH ROW
  WHEN (OLD."active" IS DISTINCT FROM NEW."active")
  EXECUTE FUNCTION "doctor_access_changes"();
