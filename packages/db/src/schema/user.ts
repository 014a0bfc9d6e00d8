import { sql } from 'drizzle-orm';
import {
  check,
  index,
  integer,
  jsonb,
  pgEnum,
  pgTable,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';

const instant = (name: string) => timestamp(name, { withTimezone: true });

export const userRole = pgEnum('user_role', ['patient', 'secretary', 'doctor', 'admin']);
export const userStatus = pgEnum('user_status', ['active', 'disabled']);
export const locale = pgEnum('locale', ['es-AR', 'en']);

/** Somebody who can sign in. Patients and staff are apart: one e-mail may have an account in each. */
export const user = pgTable(
  'user',
  {
    id: uuid().primaryKey().defaultRandom(),
    role: userRole().notNull(),
    status: userStatus().notNull().default('active'),
    /** Lower case and NFC (core's normaliseEmail), so that twins can't register. */
    email: text().notNull(),
    passwordHash: text('password_hash').notNull(),
    firstName: text('first_name').notNull(),
    lastName: text('last_name').notNull(),
    locale: locale().notNull().default('es-AR'),
    /** Counted up by the database with each change of password, status or role: what began before holds no more. */
    accessVersion: integer('access_version').notNull().default(1),
    createdAt: instant('created_at').notNull().defaultNow(),
  },
  (table) => [
    uniqueIndex('user_patient_email').on(table.email).where(sql`${table.role} = 'patient'`),
    uniqueIndex('user_staff_email').on(table.email).where(sql`${table.role} <> 'patient'`),
    check('user_email_normalised', sql`${table.email} = lower(${table.email})`),
  ],
);

export const sessionRealm = pgEnum('session_realm', ['patient', 'backoffice', 'doctor']);

export const session = pgTable(
  'session',
  {
    /** SHA-256 (hex) of the token in the cookie; the token itself is stored nowhere. */
    id: text().primaryKey(),
    userId: uuid('user_id')
      .notNull()
      .references(() => user.id),
    realm: sessionRealm().notNull(),
    /** Idle end, moved on while the session is used. */
    expiresAt: instant('expires_at').notNull(),
    /** Absolute end, never moved. */
    endsAt: instant('ends_at').notNull(),
    /** The user's when it began: it holds while that is still the same. */
    accessVersion: integer('access_version').notNull().default(1),
    createdAt: instant('created_at').notNull().defaultNow(),
  },
  (table) => [index('session_user').on(table.userId), index('session_expiry').on(table.expiresAt)],
);

/** A registration that waits for the code that was mailed. */
export const signUp = pgTable(
  'sign_up',
  {
    id: uuid().primaryKey().defaultRandom(),
    email: text().notNull(),
    passwordHash: text('password_hash').notNull(),
    /** Names, document and phone as typed: copied to the patient when the code is right. */
    details: jsonb().$type<SignUpDetails>().notNull(),
    locale: locale().notNull(),
    attempts: integer().notNull().default(0),
    /** Whose mailed code serves here too, when the mailbox had enough mails already; null for a code of its own. */
    codeOf: uuid('code_of'),
    expiresAt: instant('expires_at').notNull(),
    usedAt: instant('used_at'),
    createdAt: instant('created_at').notNull().defaultNow(),
  },
  (table) => [
    index('sign_up_email').on(table.email, table.createdAt),
    index('sign_up_expiry').on(table.expiresAt),
  ],
);

export type SignUpDetails = { firstName: string; lastName: string; documentNumber: string; phone: string };
