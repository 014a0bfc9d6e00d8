import { sql } from 'drizzle-orm';
import {
  bigint,
  check,
  date,
  index,
  integer,
  pgEnum,
  pgTable,
  text,
  timestamp,
  uuid,
} from 'drizzle-orm/pg-core';
import { doctor, specialty } from './doctor.ts';
import { room, site } from './place.ts';

const instant = (name: string) => timestamp(name, { withTimezone: true });

export const scheduleStatus = pgEnum('schedule_status', ['published', 'suspended']);

/**
 * One stretch of one local day that a doctor attends at one site (FHIR Schedule).
 * The migrations add: a room never holds two published schedules at once (`schedule_room_overlap`).
 */
export const schedule = pgTable(
  'schedule',
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    doctorId: integer('doctor_id')
      .notNull()
      .references(() => doctor.id),
    specialtyId: integer('specialty_id')
      .notNull()
      .references(() => specialty.id),
    siteId: integer('site_id')
      .notNull()
      .references(() => site.id),
    roomId: integer('room_id').references(() => room.id),
    /** The site's wall-clock date on which the stretch starts. */
    localDate: date('local_date', { mode: 'string' }).notNull(),
    startsAt: instant('starts_at').notNull(),
    endsAt: instant('ends_at').notNull(),
    slotMinutes: integer('slot_minutes').notNull(),
    status: scheduleStatus().notNull().default('published'),
    /** One key for all schedules of one press of the button: a repeated request opens nothing twice. */
    openingKey: uuid('opening_key'),
    createdBy: uuid('created_by'),
    createdAt: instant('created_at').notNull().defaultNow(),
  },
  (table) => [
    check(
      'schedule_during',
      sql`${table.startsAt} < ${table.endsAt} and isfinite(${table.startsAt}) and isfinite(${table.endsAt})`,
    ),
    check('schedule_slot_minutes', sql`${table.slotMinutes} between 5 and 240`),
    index('schedule_opening_key').on(table.openingKey),
    index('schedule_doctor_day').on(table.doctorId, table.localDate),
  ],
);

export const slotStatus = pgEnum('slot_status', ['free', 'busy', 'withdrawn']);

/**
 * One bookable stretch of a schedule (FHIR Slot). Doctor, specialty and site are the schedule's own,
 * repeated so that a search reads one index and nothing else.
 * The migrations add: slots of one doctor that aren't withdrawn never overlap (`slot_doctor_overlap`).
 */
export const slot = pgTable(
  'slot',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    scheduleId: integer('schedule_id')
      .notNull()
      .references(() => schedule.id),
    doctorId: integer('doctor_id')
      .notNull()
      .references(() => doctor.id),
    specialtyId: integer('specialty_id')
      .notNull()
      .references(() => specialty.id),
    siteId: integer('site_id')
      .notNull()
      .references(() => site.id),
    localDate: date('local_date', { mode: 'string' }).notNull(),
    startsAt: instant('starts_at').notNull(),
    endsAt: instant('ends_at').notNull(),
    status: slotStatus().notNull().default('free'),
    /** Why it was withdrawn, in the secretary's words. */
    withdrawnReason: text('withdrawn_reason'),
  },
  (table) => [
    check(
      'slot_during',
      sql`${table.startsAt} < ${table.endsAt} and isfinite(${table.startsAt}) and isfinite(${table.endsAt})`,
    ),
    index('slot_schedule').on(table.scheduleId),
    index('slot_doctor_day').on(table.doctorId, table.localDate, table.startsAt),
    // With the status in it, counting a day's free slots passes the taken ones without looking at their rows.
    index('slot_day').on(table.localDate, table.startsAt, table.doctorId, table.status),
    // Searching reads only free slots; these indexes hold no others. A claim takes none of them.
    index('slot_free_specialty')
      .on(
        table.specialtyId,
        table.startsAt,
        table.doctorId,
        table.siteId,
        table.localDate,
        table.id,
        table.endsAt,
      )
      .where(sql`${table.status} = 'free'`),
    index('slot_free_doctor')
      .on(
        table.doctorId,
        table.startsAt,
        table.specialtyId,
        table.siteId,
        table.localDate,
        table.id,
        table.endsAt,
      )
      .where(sql`${table.status} = 'free'`),
    index('slot_free_site')
      .on(
        table.siteId,
        table.startsAt,
        table.doctorId,
        table.specialtyId,
        table.localDate,
        table.id,
        table.endsAt,
      )
      .where(sql`${table.status} = 'free'`),
  ],
);
