import { sql } from 'drizzle-orm';
import {
  type AnyPgColumn,
  bigint,
  check,
  date,
  index,
  integer,
  pgEnum,
  pgTable,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { doctor, specialty } from './doctor.ts';
import { patient } from './patient.ts';
import { room, site } from './place.ts';
import { slot } from './schedule.ts';

const instant = (name: string) => timestamp(name, { withTimezone: true });

export const appointmentStatus = pgEnum('appointment_status', [
  'booked',
  'arrived',
  'in_consultation',
  'completed',
  'cancelled',
  'no_show',
]);
export const appointmentKind = pgEnum('appointment_kind', ['regular', 'overbook']);
export const appointmentChannel = pgEnum('appointment_channel', ['portal', 'phone', 'desk', 'api']);
export const actorKind = pgEnum('actor_kind', [
  'anonymous',
  'patient',
  'secretary',
  'doctor',
  'admin',
  'system',
]);

/**
 * A patient's claim on a slot (FHIR Appointment); never deleted.
 * The migration adds: a patient is never in two places at once while an appointment is active.
 */
export const appointment = pgTable(
  'appointment',
  {
    id: uuid().primaryKey().defaultRandom(),
    slotId: bigint('slot_id', { mode: 'number' }).references(() => slot.id),
    patientId: uuid('patient_id')
      .notNull()
      .references(() => patient.id),
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
    localDate: date('local_date', { mode: 'string' }).notNull(),
    startsAt: instant('starts_at').notNull(),
    endsAt: instant('ends_at').notNull(),
    kind: appointmentKind().notNull().default('regular'),
    channel: appointmentChannel().notNull(),
    status: appointmentStatus().notNull().default('booked'),
    /** Goes up by one with every change: a change names the revision that it was decided on. */
    revision: integer().notNull().default(0),
    bookedAt: instant('booked_at').notNull(),
    bookedBy: uuid('booked_by'),
    confirmedAt: instant('confirmed_at'),
    arrivedAt: instant('arrived_at'),
    startedAt: instant('started_at'),
    completedAt: instant('completed_at'),
    noShowAt: instant('no_show_at'),
    cancelledAt: instant('cancelled_at'),
    cancelledByKind: actorKind('cancelled_by_kind'),
    cancelledBy: uuid('cancelled_by'),
    cancelReason: text('cancel_reason'),
    cancelNote: text('cancel_note'),
    rescheduledFromId: uuid('rescheduled_from_id').references((): AnyPgColumn => appointment.id),
    /** The first of the moves that led here; null for what was never moved. All of them are one turno to the patient. */
    originId: uuid('origin_id').references((): AnyPgColumn => appointment.id),
    /** The client's name for its attempt: the same key again answers with the same row. */
    idempotencyKey: uuid('idempotency_key'),
  },
  (table) => [
    // What "double booking" means, forbidden: one claim that isn't cancelled a slot.
    uniqueIndex('appointment_one_a_slot')
      .on(table.slotId)
      .where(sql`${table.kind} = 'regular' and ${table.status} <> 'cancelled'`),
    uniqueIndex('appointment_idempotency')
      .on(table.bookedBy, table.idempotencyKey)
      .where(sql`${table.idempotencyKey} is not null`),
    // One successor each: two moves of the same appointment can't both win.
    uniqueIndex('appointment_rescheduled_once')
      .on(table.rescheduledFromId)
      .where(sql`${table.rescheduledFromId} is not null`),
    index('appointment_origin').on(table.originId).where(sql`${table.originId} is not null`),
    index('appointment_patient').on(table.patientId, table.startsAt),
    index('appointment_doctor_day').on(table.doctorId, table.localDate, table.startsAt),
    index('appointment_day').on(table.localDate, table.startsAt),
    check(
      'appointment_during',
      sql`${table.startsAt} < ${table.endsAt} and isfinite(${table.startsAt}) and isfinite(${table.endsAt})`,
    ),
    check('appointment_regular_has_slot', sql`${table.kind} = 'overbook' or ${table.slotId} is not null`),
    check(
      'appointment_cancelled_says_why',
      sql`(${table.status} = 'cancelled') = (${table.cancelledAt} is not null)
        and (${table.cancelledAt} is null) = (${table.cancelReason} is null)
        and (${table.cancelledAt} is null) = (${table.cancelledByKind} is null)`,
    ),
    check(
      'appointment_no_show_says_when',
      sql`(${table.status} = 'no_show') = (${table.noShowAt} is not null)`,
    ),
    check(
      'appointment_completed_says_when',
      sql`(${table.status} = 'completed') = (${table.completedAt} is not null)`,
    ),
    check(
      'appointment_moved_has_origin',
      sql`(${table.rescheduledFromId} is null) = (${table.originId} is null)`,
    ),
    check(
      'appointment_in_consultation_says_when',
      sql`${table.status} <> 'in_consultation' or ${table.startedAt} is not null`,
    ),
    check(
      'appointment_arrived_says_when',
      sql`${table.status} <> 'arrived' or ${table.arrivedAt} is not null`,
    ),
  ],
);
