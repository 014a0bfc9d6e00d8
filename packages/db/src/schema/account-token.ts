import { sql } from 'drizzle-orm';
import { index, integer, pgEnum, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { patient } from './patient.ts';
import { sessionRealm, user } from './user.ts';

const instant = (name: string) => timestamp(name, { withTimezone: true });

export const tokenPurpose = pgEnum('token_purpose', ['password-reset', 'file-proof']);

/** A right to do one thing once, proven by a link or a code in a mail. The secret is derived, not stored. */
export const accountToken = pgTable(
  'account_token',
  {
    id: uuid().primaryKey().defaultRandom(),
    purpose: tokenPurpose().notNull(),
    /** Whose origin the link leads to. */
    realm: sessionRealm().notNull(),
    userId: uuid('user_id')
      .notNull()
      .references(() => user.id),
    /** The user's when it was asked for: a link from before a change is worth nothing after it. */
    accessVersion: integer('access_version').notNull().default(1),
    /** 'file-proof': the desk's file that the code proves, and the address it went to; null where there is none. */
    patientId: uuid('patient_id').references(() => patient.id),
    email: text(),
    attempts: integer().notNull().default(0),
    expiresAt: instant('expires_at').notNull(),
    usedAt: instant('used_at'),
    createdAt: instant('created_at').notNull().defaultNow(),
  },
  (table) => [
    index('account_token_user').on(table.userId, table.createdAt),
    index('account_token_expiry').on(table.expiresAt),
    index('account_token_patient').on(table.patientId).where(sql`${table.patientId} is not null`),
  ],
);
