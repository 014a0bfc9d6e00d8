-- Exclusion constraints over ids and ranges need btree_gist; half-typed names need pg_trgm.
CREATE EXTENSION IF NOT EXISTS btree_gist;--> statement-breakpoint
CREATE EXTENSION IF NOT EXISTS pg_trgm;--> statement-breakpoint
CREATE TYPE "public"."actor_kind" AS ENUM('anonymous', 'patient', 'secretary', 'doctor', 'admin', 'system');--> statement-breakpoint
CREATE TYPE "public"."appointment_channel" AS ENUM('portal', 'phone', 'desk', 'api');--> statement-breakpoint
CREATE TYPE "public"."appointment_kind" AS ENUM('regular', 'overbook');--> statement-breakpoint
CREATE TYPE "public"."appointment_status" AS ENUM('booked', 'arrived', 'in_consultation', 'completed', 'cancelled', 'no_show');--> statement-breakpoint
CREATE TYPE "public"."notification_kind" AS ENUM('appointment-booked', 'appointment-cancelled', 'appointment-rescheduled', 'sign-up-code', 'already-registered', 'password-reset');--> statement-breakpoint
CREATE TYPE "public"."notification_status" AS ENUM('pending', 'sent', 'failed', 'skipped');--> statement-breakpoint
CREATE TYPE "public"."schedule_status" AS ENUM('published', 'suspended');--> statement-breakpoint
CREATE TYPE "public"."slot_status" AS ENUM('free', 'busy', 'withdrawn');--> statement-breakpoint
CREATE TYPE "public"."locale" AS ENUM('es-AR', 'en');--> statement-breakpoint
CREATE TYPE "public"."session_realm" AS ENUM('patient', 'backoffice', 'doctor');--> statement-breakpoint
CREATE TYPE "public"."token_purpose" AS ENUM('password-reset');--> statement-breakpoint
CREATE TYPE "public"."user_role" AS ENUM('patient', 'secretary', 'doctor', 'admin');--> statement-breakpoint
CREATE TYPE "public"."user_status" AS ENUM('active', 'disabled');--> statement-breakpoint
CREATE TABLE "appointment" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"slot_id" bigint,
	"patient_id" uuid NOT NULL,
	"doctor_id" integer NOT NULL,
	"specialty_id" integer NOT NULL,
	"site_id" integer NOT NULL,
	"room_id" integer,
	"local_date" date NOT NULL,
	"starts_at" timestamp with time zone NOT NULL,
	"ends_at" timestamp with time zone NOT NULL,
	"kind" "appointment_kind" DEFAULT 'regular' NOT NULL,
	"channel" "appointment_channel" NOT NULL,
	"status" "appointment_status" DEFAULT 'booked' NOT NULL,
	"revision" integer DEFAULT 0 NOT NULL,
	"booked_at" timestamp with time zone NOT NULL,
	"booked_by" uuid,
	"confirmed_at" timestamp with time zone,
	"arrived_at" timestamp with time zone,
	"started_at" timestamp with time zone,
	"completed_at" timestamp with time zone,
	"no_show_at" timestamp with time zone,
	"cancelled_at" timestamp with time zone,
	"cancelled_by_kind" "actor_kind",
	"cancelled_by" uuid,
	"cancel_reason" text,
	"cancel_note" text,
	"rescheduled_from_id" uuid,
	"idempotency_key" uuid,
	CONSTRAINT "appointment_during" CHECK ("appointment"."starts_at" < "appointment"."ends_at" and isfinite("appointment"."starts_at") and isfinite("appointment"."ends_at")),
	CONSTRAINT "appointment_regular_has_slot" CHECK ("appointment"."kind" = 'overbook' or "appointment"."slot_id" is not null),
	CONSTRAINT "appointment_cancelled_says_why" CHECK (("appointment"."status" = 'cancelled') = ("appointment"."cancelled_at" is not null)
        and ("appointment"."cancelled_at" is null) = ("appointment"."cancel_reason" is null)
        and ("appointment"."cancelled_at" is null) = ("appointment"."cancelled_by_kind" is null)),
	CONSTRAINT "appointment_no_show_says_when" CHECK (("appointment"."status" = 'no_show') = ("appointment"."no_show_at" is not null)),
	CONSTRAINT "appointment_completed_says_when" CHECK (("appointment"."status" = 'completed') = ("appointment"."completed_at" is not null)),
	CONSTRAINT "appointment_in_consultation_says_when" CHECK ("appointment"."status" <> 'in_consultation' or "appointment"."started_at" is not null),
	CONSTRAINT "appointment_arrived_says_when" CHECK ("appointment"."status" <> 'arrived' or "appointment"."arrived_at" is not null)
);
--> statement-breakpoint
CREATE TABLE "doctor" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "doctor_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"user_id" uuid,
	"title" text NOT NULL,
	"first_name" text NOT NULL,
	"last_name" text NOT NULL,
	"slug" text NOT NULL,
	"slot_minutes" integer DEFAULT 20 NOT NULL,
	"active" boolean DEFAULT true NOT NULL,
	CONSTRAINT "doctor_user_id_unique" UNIQUE("user_id"),
	CONSTRAINT "doctor_slug_unique" UNIQUE("slug"),
	CONSTRAINT "doctor_slot_minutes" CHECK ("doctor"."slot_minutes" between 5 and 240)
);
--> statement-breakpoint
CREATE TABLE "doctor_specialty" (
	"doctor_id" integer NOT NULL,
	"specialty_id" integer NOT NULL,
	"position" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "doctor_specialty_doctor_id_specialty_id_pk" PRIMARY KEY("doctor_id","specialty_id")
);
--> statement-breakpoint
CREATE TABLE "specialty" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "specialty_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"name" text NOT NULL,
	"slug" text NOT NULL,
	CONSTRAINT "specialty_name_unique" UNIQUE("name"),
	CONSTRAINT "specialty_slug_unique" UNIQUE("slug")
);
--> statement-breakpoint
CREATE TABLE "event" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "event_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"txid" bigint DEFAULT (pg_current_xact_id()::text)::bigint NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	"type" text NOT NULL,
	"actor_kind" "actor_kind" NOT NULL,
	"actor_id" uuid,
	"appointment_id" uuid,
	"patient_id" uuid,
	"doctor_id" integer,
	"specialty_id" integer,
	"schedule_id" integer,
	"local_date" date,
	"data" jsonb DEFAULT '{}'::jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "notification" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"kind" "notification_kind" NOT NULL,
	"recipient" text NOT NULL,
	"locale" "locale" DEFAULT 'es-AR' NOT NULL,
	"appointment_id" uuid,
	"revision" integer,
	"account_token_id" uuid,
	"sign_up_id" uuid,
	"data" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"status" "notification_status" DEFAULT 'pending' NOT NULL,
	"dispatched_at" timestamp with time zone,
	"attempts" integer DEFAULT 0 NOT NULL,
	"provider_id" text,
	"last_error" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"sent_at" timestamp with time zone,
	CONSTRAINT "notification_sent_says_when" CHECK (("notification"."status" = 'sent') = ("notification"."sent_at" is not null))
);
--> statement-breakpoint
CREATE TABLE "patient" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"user_id" uuid,
	"document_number" text NOT NULL,
	"document_verified" boolean NOT NULL,
	"first_name" text NOT NULL,
	"last_name" text NOT NULL,
	"search_name" text NOT NULL,
	"birth_date" date,
	"phone" text NOT NULL,
	"email" text,
	"notes" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "patient_user_id_unique" UNIQUE("user_id")
);
--> statement-breakpoint
CREATE TABLE "room" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "room_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"site_id" integer NOT NULL,
	"name" text NOT NULL,
	CONSTRAINT "room_name_at_site" UNIQUE("site_id","name")
);
--> statement-breakpoint
CREATE TABLE "site" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "site_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"name" text NOT NULL,
	"address" text NOT NULL,
	"city" text NOT NULL,
	"time_zone" text NOT NULL,
	"map_url" text,
	"active" boolean DEFAULT true NOT NULL,
	CONSTRAINT "site_name_unique" UNIQUE("name")
);
--> statement-breakpoint
CREATE TABLE "rate_limit" (
	"key" varchar(255) PRIMARY KEY NOT NULL,
	"points" integer DEFAULT 0 NOT NULL,
	"expire" bigint
);
--> statement-breakpoint
CREATE TABLE "schedule" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "schedule_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"doctor_id" integer NOT NULL,
	"specialty_id" integer NOT NULL,
	"site_id" integer NOT NULL,
	"room_id" integer,
	"local_date" date NOT NULL,
	"starts_at" timestamp with time zone NOT NULL,
	"ends_at" timestamp with time zone NOT NULL,
	"slot_minutes" integer NOT NULL,
	"status" "schedule_status" DEFAULT 'published' NOT NULL,
	"opening_key" uuid,
	"created_by" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "schedule_during" CHECK ("schedule"."starts_at" < "schedule"."ends_at" and isfinite("schedule"."starts_at") and isfinite("schedule"."ends_at")),
	CONSTRAINT "schedule_slot_minutes" CHECK ("schedule"."slot_minutes" between 5 and 240)
);
--> statement-breakpoint
CREATE TABLE "slot" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "slot_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"schedule_id" integer NOT NULL,
	"doctor_id" integer NOT NULL,
	"specialty_id" integer NOT NULL,
	"site_id" integer NOT NULL,
	"local_date" date NOT NULL,
	"starts_at" timestamp with time zone NOT NULL,
	"ends_at" timestamp with time zone NOT NULL,
	"status" "slot_status" DEFAULT 'free' NOT NULL,
	"withdrawn_reason" text,
	CONSTRAINT "slot_during" CHECK ("slot"."starts_at" < "slot"."ends_at" and isfinite("slot"."starts_at") and isfinite("slot"."ends_at"))
);
--> statement-breakpoint
CREATE TABLE "account_token" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"purpose" "token_purpose" NOT NULL,
	"realm" "session_realm" NOT NULL,
	"user_id" uuid NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"used_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "session" (
	"id" text PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"realm" "session_realm" NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"ends_at" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sign_up" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"email" text NOT NULL,
	"password_hash" text NOT NULL,
	"details" jsonb NOT NULL,
	"locale" "locale" NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"used_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "user" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"role" "user_role" NOT NULL,
	"status" "user_status" DEFAULT 'active' NOT NULL,
	"email" text NOT NULL,
	"password_hash" text NOT NULL,
	"first_name" text NOT NULL,
	"last_name" text NOT NULL,
	"locale" "locale" DEFAULT 'es-AR' NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "user_email_normalised" CHECK ("user"."email" = lower("user"."email"))
);
--> statement-breakpoint
ALTER TABLE "appointment" ADD CONSTRAINT "appointment_slot_id_slot_id_fk" FOREIGN KEY ("slot_id") REFERENCES "public"."slot"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "appointment" ADD CONSTRAINT "appointment_patient_id_patient_id_fk" FOREIGN KEY ("patient_id") REFERENCES "public"."patient"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "appointment" ADD CONSTRAINT "appointment_doctor_id_doctor_id_fk" FOREIGN KEY ("doctor_id") REFERENCES "public"."doctor"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "appointment" ADD CONSTRAINT "appointment_specialty_id_specialty_id_fk" FOREIGN KEY ("specialty_id") REFERENCES "public"."specialty"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "appointment" ADD CONSTRAINT "appointment_site_id_site_id_fk" FOREIGN KEY ("site_id") REFERENCES "public"."site"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "appointment" ADD CONSTRAINT "appointment_room_id_room_id_fk" FOREIGN KEY ("room_id") REFERENCES "public"."room"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "appointment" ADD CONSTRAINT "appointment_rescheduled_from_id_appointment_id_fk" FOREIGN KEY ("rescheduled_from_id") REFERENCES "public"."appointment"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "doctor" ADD CONSTRAINT "doctor_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "doctor_specialty" ADD CONSTRAINT "doctor_specialty_doctor_id_doctor_id_fk" FOREIGN KEY ("doctor_id") REFERENCES "public"."doctor"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "doctor_specialty" ADD CONSTRAINT "doctor_specialty_specialty_id_specialty_id_fk" FOREIGN KEY ("specialty_id") REFERENCES "public"."specialty"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notification" ADD CONSTRAINT "notification_appointment_id_appointment_id_fk" FOREIGN KEY ("appointment_id") REFERENCES "public"."appointment"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notification" ADD CONSTRAINT "notification_account_token_id_account_token_id_fk" FOREIGN KEY ("account_token_id") REFERENCES "public"."account_token"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notification" ADD CONSTRAINT "notification_sign_up_id_sign_up_id_fk" FOREIGN KEY ("sign_up_id") REFERENCES "public"."sign_up"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "patient" ADD CONSTRAINT "patient_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "room" ADD CONSTRAINT "room_site_id_site_id_fk" FOREIGN KEY ("site_id") REFERENCES "public"."site"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "schedule" ADD CONSTRAINT "schedule_doctor_id_doctor_id_fk" FOREIGN KEY ("doctor_id") REFERENCES "public"."doctor"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "schedule" ADD CONSTRAINT "schedule_specialty_id_specialty_id_fk" FOREIGN KEY ("specialty_id") REFERENCES "public"."specialty"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "schedule" ADD CONSTRAINT "schedule_site_id_site_id_fk" FOREIGN KEY ("site_id") REFERENCES "public"."site"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "schedule" ADD CONSTRAINT "schedule_room_id_room_id_fk" FOREIGN KEY ("room_id") REFERENCES "public"."room"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "slot" ADD CONSTRAINT "slot_schedule_id_schedule_id_fk" FOREIGN KEY ("schedule_id") REFERENCES "public"."schedule"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "slot" ADD CONSTRAINT "slot_doctor_id_doctor_id_fk" FOREIGN KEY ("doctor_id") REFERENCES "public"."doctor"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "slot" ADD CONSTRAINT "slot_specialty_id_specialty_id_fk" FOREIGN KEY ("specialty_id") REFERENCES "public"."specialty"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "slot" ADD CONSTRAINT "slot_site_id_site_id_fk" FOREIGN KEY ("site_id") REFERENCES "public"."site"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "account_token" ADD CONSTRAINT "account_token_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session" ADD CONSTRAINT "session_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "appointment_one_a_slot" ON "appointment" USING btree ("slot_id") WHERE "appointment"."kind" = 'regular' and "appointment"."status" <> 'cancelled';--> statement-breakpoint
CREATE UNIQUE INDEX "appointment_idempotency" ON "appointment" USING btree ("booked_by","idempotency_key") WHERE "appointment"."idempotency_key" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "appointment_rescheduled_once" ON "appointment" USING btree ("rescheduled_from_id") WHERE "appointment"."rescheduled_from_id" is not null;--> statement-breakpoint
CREATE INDEX "appointment_patient" ON "appointment" USING btree ("patient_id","starts_at");--> statement-breakpoint
CREATE INDEX "appointment_doctor_day" ON "appointment" USING btree ("doctor_id","local_date","starts_at");--> statement-breakpoint
CREATE INDEX "appointment_day" ON "appointment" USING btree ("local_date","starts_at");--> statement-breakpoint
CREATE INDEX "event_txid" ON "event" USING btree ("txid");--> statement-breakpoint
CREATE INDEX "event_appointment" ON "event" USING btree ("appointment_id") WHERE "event"."appointment_id" is not null;--> statement-breakpoint
CREATE INDEX "notification_appointment" ON "notification" USING btree ("appointment_id");--> statement-breakpoint
CREATE INDEX "notification_waiting" ON "notification" USING btree ("created_at") WHERE "notification"."status" = 'pending';--> statement-breakpoint
CREATE UNIQUE INDEX "patient_verified_document" ON "patient" USING btree ("document_number") WHERE "patient"."document_verified";--> statement-breakpoint
CREATE INDEX "patient_document" ON "patient" USING btree ("document_number");--> statement-breakpoint
CREATE INDEX "patient_search_numbers" ON "patient" USING gin ("document_number" gin_trgm_ops,"phone" gin_trgm_ops);--> statement-breakpoint
CREATE INDEX "patient_search_name" ON "patient" USING gin ("search_name" gin_trgm_ops);--> statement-breakpoint
CREATE INDEX "rate_limit_expire_idx" ON "rate_limit" USING btree ("expire");--> statement-breakpoint
CREATE INDEX "schedule_opening_key" ON "schedule" USING btree ("opening_key");--> statement-breakpoint
CREATE INDEX "schedule_doctor_day" ON "schedule" USING btree ("doctor_id","local_date");--> statement-breakpoint
CREATE INDEX "slot_schedule" ON "slot" USING btree ("schedule_id");--> statement-breakpoint
CREATE INDEX "slot_doctor_day" ON "slot" USING btree ("doctor_id","local_date","starts_at");--> statement-breakpoint
CREATE INDEX "slot_day" ON "slot" USING btree ("local_date","starts_at");--> statement-breakpoint
CREATE INDEX "slot_free_specialty" ON "slot" USING btree ("specialty_id","starts_at","doctor_id","site_id","local_date","id","ends_at") WHERE "slot"."status" = 'free';--> statement-breakpoint
CREATE INDEX "slot_free_doctor" ON "slot" USING btree ("doctor_id","starts_at","specialty_id","site_id","local_date","id","ends_at") WHERE "slot"."status" = 'free';--> statement-breakpoint
CREATE INDEX "session_user" ON "session" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "session_expiry" ON "session" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "sign_up_email" ON "sign_up" USING btree ("email","created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "user_patient_email" ON "user" USING btree ("email") WHERE "user"."role" = 'patient';--> statement-breakpoint
CREATE UNIQUE INDEX "user_staff_email" ON "user" USING btree ("email") WHERE "user"."role" <> 'patient';