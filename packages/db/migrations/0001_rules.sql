-- The rules that drizzle's schema can't express. Each names what it forbids.

-- Two slots of one doctor never overlap. Withdrawn slots are out of the way: another may take their time.
ALTER TABLE "slot" ADD CONSTRAINT "slot_doctor_overlap"
  EXCLUDE USING gist ("doctor_id" WITH =, tstzrange("starts_at", "ends_at") WITH &&)
  WHERE ("status" <> 'withdrawn');--> statement-breakpoint

-- A room never holds two schedules at once.
ALTER TABLE "schedule" ADD CONSTRAINT "schedule_room_overlap"
  EXCLUDE USING gist ("room_id" WITH =, tstzrange("starts_at", "ends_at") WITH &&)
  WHERE ("room_id" IS NOT NULL AND "status" = 'published');--> statement-breakpoint

-- A patient is never in two places at once, while the appointments are still to be attended.
ALTER TABLE "appointment" ADD CONSTRAINT "appointment_patient_overlap"
  EXCLUDE USING gist ("patient_id" WITH =, tstzrange("starts_at", "ends_at") WITH &&)
  WHERE ("status" IN ('booked', 'arrived', 'in_consultation'));--> statement-breakpoint

-- History is append-only, whoever is connected.
CREATE FUNCTION "event_is_append_only"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'event is append-only: % refused', TG_OP USING ERRCODE = 'restrict_violation';
END $$;--> statement-breakpoint
CREATE TRIGGER "event_append_only" BEFORE UPDATE OR DELETE ON "event"
  FOR EACH ROW EXECUTE FUNCTION "event_is_append_only"();--> statement-breakpoint
CREATE TRIGGER "event_append_only_truncate" BEFORE TRUNCATE ON "event"
  FOR EACH STATEMENT EXECUTE FUNCTION "event_is_append_only"();--> statement-breakpoint
REVOKE UPDATE, DELETE, TRUNCATE ON "event" FROM PUBLIC;--> statement-breakpoint

-- An appointment is never deleted, only ended.
CREATE FUNCTION "appointment_is_never_deleted"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'appointment is never deleted' USING ERRCODE = 'restrict_violation';
END $$;--> statement-breakpoint
CREATE TRIGGER "appointment_never_deleted" BEFORE DELETE OR TRUNCATE ON "appointment"
  FOR EACH STATEMENT EXECUTE FUNCTION "appointment_is_never_deleted"();--> statement-breakpoint

-- Whether one more appointment may be booked (or moved) for a patient: within the limits of what they do by
-- themselves; null for none. Requests for one patient wait for each other here, and each query of a volatile
-- function sees what committed meanwhile: the statement that calls this would count in its own snapshot, where its
-- rivals haven't booked yet.
CREATE FUNCTION "patient_may_book"(
  "patient" uuid, "booker" uuid, "at" timestamptz, "most_active" integer, "most_an_hour" integer
) RETURNS boolean LANGUAGE plpgsql VOLATILE AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('booking of ' || "patient", 0));
  RETURN
    ("most_active" IS NULL OR (SELECT count(*) FROM "appointment"
      WHERE "patient_id" = "patient" AND "status" = 'booked' AND "starts_at" > "at") < "most_active")
    AND ("most_an_hour" IS NULL OR (SELECT count(*) FROM "appointment"
      WHERE "patient_id" = "patient" AND "booked_by" = "booker" AND "booked_at" > "at" - interval '1 hour')
      < "most_an_hour");
END $$;
