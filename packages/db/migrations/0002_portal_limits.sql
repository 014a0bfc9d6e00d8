-- Whether a patient may book (or move) one more appointment by themselves. Requests of one patient wait for each
-- other here, and each query of a volatile function sees what committed meanwhile: the statement that calls this
-- would count in its own snapshot, where its rivals haven't booked yet.
CREATE FUNCTION "within_portal_limits"(
  "patient" uuid, "booker" uuid, "at" timestamptz, "most_active" integer, "most_an_hour" integer
) RETURNS boolean LANGUAGE plpgsql VOLATILE AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('portal booking of ' || "patient", 0));
  RETURN
    (SELECT count(*) FROM "appointment"
      WHERE "patient_id" = "patient" AND "status" = 'booked' AND "starts_at" > "at") < "most_active"
    AND (SELECT count(*) FROM "appointment"
      WHERE "patient_id" = "patient" AND "booked_by" = "booker" AND "booked_at" > "at" - interval '1 hour') < "most_an_hour";
END $$;
