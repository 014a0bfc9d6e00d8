import { sql } from 'drizzle-orm';
import { bigint, date, index, integer, jsonb, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { actorKind } from './appointment.ts';

/**
 * What happened, who did it and when: written in the same statement as the change, never altered (the
 * migration's trigger refuses UPDATE, DELETE and TRUNCATE). It is also the cursor of the live views.
 */
export const event = pgTable(
  'event',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    /**
     * The transaction that wrote it. Identities can become visible out of order; transactions below the
     * oldest running one can't, so a reader that stops there misses nothing (docs/decisions/0004-live-feed.md).
     */
    txid: bigint({ mode: 'number' }).notNull().default(sql`(pg_current_xact_id()::text)::bigint`),
    at: timestamp({ withTimezone: true }).notNull().defaultNow(),
    /** A noun and a past tense: 'appointment.booked', 'schedule.opened', 'patient.read'. */
    type: text().notNull(),
    actorKind: actorKind('actor_kind').notNull(),
    actorId: uuid('actor_id'),
    appointmentId: uuid('appointment_id'),
    patientId: uuid('patient_id'),
    doctorId: integer('doctor_id'),
    specialtyId: integer('specialty_id'),
    scheduleId: integer('schedule_id'),
    /** The site's local date that the change concerns, so that a screen knows whether it shows that day. */
    localDate: date('local_date', { mode: 'string' }),
    data: jsonb().$type<Record<string, unknown>>().notNull().default({}),
  },
  (table) => [
    index('event_txid').on(table.txid),
    // What changed in a file since a form was opened. Other events aren't in it, so bookings don't pay for it.
    index('event_patient_changed')
      .on(table.patientId, table.id)
      .where(sql`${table.type} = 'patient.updated'`),
    index('event_appointment').on(table.appointmentId).where(sql`${table.appointmentId} is not null`),
  ],
);
