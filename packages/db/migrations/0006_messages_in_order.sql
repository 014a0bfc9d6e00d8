-- A UUID of version 7 (RFC 9562): 48 bits of Unix milliseconds, then chance. PostgreSQL has one of its own from 18 on.
CREATE FUNCTION "time_ordered_uuid"() RETURNS uuid LANGUAGE sql VOLATILE PARALLEL SAFE AS $$
  SELECT overlay(gen_random_uuid()::text PLACING left(hex, 8) || '-' || right(hex, 4) || '-7' FROM 1 FOR 15)::uuid
  FROM lpad(to_hex(floor(extract(epoch FROM clock_timestamp()) * 1000)::bigint), 12, '0') hex
$$;--> statement-breakpoint
-- Messages are by far the most of what is written with an identity by chance, each on another page of its index.
ALTER TABLE "notification" ALTER COLUMN "id" SET DEFAULT time_ordered_uuid();
