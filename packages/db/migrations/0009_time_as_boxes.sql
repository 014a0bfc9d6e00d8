-- Somebody's or something's time as a rectangle: who or what across (a narrow stripe around its number), time along
-- (microseconds since 2000, PostgreSQL's own resolution). Rectangles that touch overlap, so each ends half a microsecond
-- early. They are compared with a tolerance of a millionth: far less than that half.
CREATE FUNCTION "held_box"("who" integer, "from" timestamptz, "until" timestamptz) RETURNS box
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT box(
    point("who" - 0.25::float8, date_part('epoch', "from" - timestamptz '2000-01-01Z') * 1000000),
    point("who" + 0.25::float8, date_part('epoch', "until" - timestamptz '2000-01-01Z') * 1000000 - 0.5::float8))
$$;--> statement-breakpoint

-- The same rules as before, which GiST keeps at two thirds of the cost: it compares four numbers, where a number beside a
-- range takes two calls and unpacks the range.
ALTER TABLE "slot" DROP CONSTRAINT "slot_doctor_overlap", ADD CONSTRAINT "slot_doctor_overlap"
  EXCLUDE USING gist ("held_box"("doctor_id", "starts_at", "ends_at") WITH &&)
  WHERE ("status" <> 'withdrawn');--> statement-breakpoint
ALTER TABLE "schedule" DROP CONSTRAINT "schedule_room_overlap", ADD CONSTRAINT "schedule_room_overlap"
  EXCLUDE USING gist ("held_box"("room_id", "starts_at", "ends_at") WITH &&)
  WHERE ("room_id" IS NOT NULL AND "status" = 'published');
