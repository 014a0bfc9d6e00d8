import { sql } from 'drizzle-orm';
import {
  type AnyPgColumn,
  boolean,
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
import { user } from './user.ts';

/** How an account was proven to be a patient's: by somebody at the desk, or by a code to the mail on the desk's file. */
export const accountProof = pgEnum('account_proof', ['desk', 'code']);

/**
 * A person's file. Whether the desk saw the document, which account claims the file and whether that account was proven
 * to be this person are three facts, and none of them follows from another (docs/decisions/0010-claimed-files.md).
 */
export const patient = pgTable(
  'patient',
  {
    id: uuid().primaryKey().defaultRandom(),
    userId: uuid('user_id')
      .unique()
      .references(() => user.id),
    /** When and how that account was proven to be this person's; null while it only claims the file. */
    accountProvenAt: timestamp('account_proven_at', { withTimezone: true }),
    accountProof: accountProof('account_proof'),
    /** The file that took over what this one held: nothing is shown or booked under this one any more. */
    mergedIntoId: uuid('merged_into_id').references((): AnyPgColumn => patient.id),
    /** Goes up by one with every change: a form names the revision that it was read at. */
    revision: integer().notNull().default(0),
    /** DNI, digits only (core's normaliseDocument); empty for who has none yet, as a newborn, and is known by the birthday. */
    documentNumber: text('document_number').notNull(),
    /** Whether somebody at the desk saw the document and said so. */
    documentVerified: boolean('document_verified').notNull(),
    firstName: text('first_name').notNull(),
    lastName: text('last_name').notNull(),
    /** "apellido nombre" in lower case without accents (core's searchText), for half-typed names. */
    searchName: text('search_name').notNull(),
    birthDate: date('birth_date', { mode: 'string' }),
    /** As core's normalisePhone has it; empty for who has none. */
    phone: text().notNull(),
    email: text(),
    notes: text(),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
    /** Who at the desk opened the file, and their client's name for the attempt: the same key again answers with the same file. */
    createdBy: uuid('created_by'),
    idempotencyKey: uuid('idempotency_key'),
  },
  (table) => [
    uniqueIndex('patient_idempotency')
      .on(table.createdBy, table.idempotencyKey)
      .where(sql`${table.idempotencyKey} is not null`),
    // Any number of accounts can claim a document; the clinic itself keeps one file under it.
    uniqueIndex('patient_document_stands')
      .on(table.documentNumber)
      .where(
        sql`${table.documentNumber} <> '' and ${table.mergedIntoId} is null and (${table.userId} is null or ${table.accountProvenAt} is not null)`,
      ),
    check(
      'patient_account_proof',
      sql`(${table.accountProvenAt} is null) = (${table.accountProof} is null)
        and (${table.accountProvenAt} is null or ${table.userId} is not null)`,
    ),
    check(
      'patient_claimed_is_unverified',
      sql`not ${table.documentVerified} or ${table.userId} is null or ${table.accountProvenAt} is not null`,
    ),
    check(
      'patient_merged_holds_nothing',
      sql`${table.mergedIntoId} is null
        or (${table.userId} is null and not ${table.documentVerified} and ${table.mergedIntoId} <> ${table.id})`,
    ),
    check(
      'patient_known_by_something',
      sql`${table.documentNumber} <> '' or (${table.birthDate} is not null and not ${table.documentVerified})`,
    ),
    index('patient_merged_into').on(table.mergedIntoId).where(sql`${table.mergedIntoId} is not null`),
    index('patient_document').on(table.documentNumber),
    // Names as a register lists them, from the surname on: whoever looks for "gonz" turns to G.
    index('patient_register').on(sql`${table.searchName} collate "C"`, table.documentNumber),
    // A telephone by its end, however much of the area code was typed.
    index('patient_phone_end').on(sql`right(${table.phone}, 7)`),
    // Born on one day: whoever may be the same person under another document.
    index('patient_birth_date').on(table.birthDate),
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
