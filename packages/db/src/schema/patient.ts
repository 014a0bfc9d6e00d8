import { sql } from 'drizzle-orm';
import { boolean, date, index, pgTable, text, timestamp, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { user } from './user.ts';

export const patient = pgTable(
  'patient',
  {
    id: uuid().primaryKey().defaultRandom(),
    userId: uuid('user_id')
      .unique()
      .references(() => user.id),
    /** DNI, digits only (core's normaliseDocument). */
    documentNumber: text('document_number').notNull(),
    /** False while only the portal's form claims it: nobody has seen the document yet. */
    documentVerified: boolean('document_verified').notNull(),
    firstName: text('first_name').notNull(),
    lastName: text('last_name').notNull(),
    /** "apellido nombre" in lower case without accents (core's searchText), for half-typed names. */
    searchName: text('search_name').notNull(),
    birthDate: date('birth_date', { mode: 'string' }),
    phone: text().notNull(),
    email: text(),
    notes: text(),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [
    // Two people can claim a document, one can have shown it.
    uniqueIndex('patient_verified_document').on(table.documentNumber).where(sql`${table.documentVerified}`),
    index('patient_document').on(table.documentNumber),
    // Names as a register lists them, from the surname on: whoever looks for "gonz" turns to G.
    index('patient_register').on(sql`${table.searchName} collate "C"`, table.documentNumber),
    // A telephone by its end, however much of the area code was typed.
    index('patient_phone_end').on(sql`right(${table.phone}, 7)`),
    // Parts of a document or a telephone, whichever the number typed is: one index serves the "or".
    index('patient_search_numbers').using(
      'gin',
      sql`${table.documentNumber} gin_trgm_ops`,
      sql`${table.phone} gin_trgm_ops`,
    ),
    // Who has three words of which each begins so, however many people have one of them.
    index('patient_name_beginnings').using('gin', sql`name_beginnings(${table.searchName})`),
    index('patient_search_name').using('gin', sql`${table.searchName} gin_trgm_ops`),
  ],
);
