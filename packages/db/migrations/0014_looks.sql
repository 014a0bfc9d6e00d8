-- Who was shown whom has a table of its own, apart from what happened.
CREATE TABLE "look" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "look_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	"action" text NOT NULL,
	"actor_kind" "actor_kind" NOT NULL,
	"actor_id" uuid,
	"patient_ids" uuid[] NOT NULL,
	CONSTRAINT "look_shows_somebody" CHECK (cardinality("look"."patient_ids") > 0)
);
--> statement-breakpoint
CREATE INDEX "look_actor" ON "look" USING btree ("actor_id","at");--> statement-breakpoint
CREATE INDEX "look_patients" ON "look" USING gin ("patient_ids") WITH (fastupdate=false);--> statement-breakpoint
-- Random ids don't shrink: trying to compress a long list of them is time for nothing.
ALTER TABLE "look" ALTER COLUMN "patient_ids" SET STORAGE EXTERNAL;--> statement-breakpoint

-- Append-only, as history is.
CREATE FUNCTION "look_is_append_only"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'look is append-only: % refused', TG_OP USING ERRCODE = 'restrict_violation';
END $$;--> statement-breakpoint
CREATE TRIGGER "look_append_only" BEFORE UPDATE OR DELETE ON "look"
  FOR EACH ROW EXECUTE FUNCTION "look_is_append_only"();--> statement-breakpoint
CREATE TRIGGER "look_append_only_truncate" BEFORE TRUNCATE ON "look"
  FOR EACH STATEMENT EXECUTE FUNCTION "look_is_append_only"();--> statement-breakpoint
REVOKE UPDATE, DELETE, TRUNCATE ON "look" FROM PUBLIC;--> statement-breakpoint

-- Files that were opened until now left an event: they are found with the other looks from here on.
INSERT INTO "look" ("at", "action", "actor_kind", "actor_id", "patient_ids")
  SELECT "at", "type", "actor_kind", "actor_id", ARRAY["patient_id"] FROM "event"
  WHERE "type" = 'patient.read' AND "patient_id" IS NOT NULL ORDER BY "id";
