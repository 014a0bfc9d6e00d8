import { sql } from 'drizzle-orm';
import { bigint, check, index, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { actorKind } from './appointment.ts';

/**
 * Who of the staff was shown whom (Decree 393/2023 asks for traceable reads): one row a question, however many it
 * showed, written before the answer leaves. Never altered (the migration's trigger refuses UPDATE, DELETE and
 * TRUNCATE), and apart from `event`: nothing changed, so no live view has to hear of it.
 */
export const look = pgTable(
  'look',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    at: timestamp({ withTimezone: true }).notNull().defaultNow(),
    /** The right by which it was asked, as core names it: 'patient.search', 'agenda.read'. */
    action: text().notNull(),
    actorKind: actorKind('actor_kind').notNull(),
    actorId: uuid('actor_id'),
    /** Everybody whom the answer showed, each once. */
    patientIds: uuid('patient_ids').array().notNull(),
  },
  (table) => [
    // Whom somebody looked at, and when.
    index('look_actor').on(table.actorId, table.at),
    // Who looked at somebody: `patient_ids @> array[…]`. Kept up to date by each question, or every hundredth would wait
    // for what the others left to be put in order.
    index('look_patients').using('gin', table.patientIds).with({ fastupdate: false }),
    check('look_shows_somebody', sql`cardinality(${table.patientIds}) > 0`),
  ],
);
