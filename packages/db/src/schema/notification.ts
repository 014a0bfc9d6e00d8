import { sql } from 'drizzle-orm';
import {
  boolean,
  check,
  index,
  integer,
  jsonb,
  pgEnum,
  pgTable,
  text,
  timestamp,
  uuid,
} from 'drizzle-orm/pg-core';
import { accountToken } from './account-token.ts';
import { appointment } from './appointment.ts';
import { patient } from './patient.ts';
import { locale, signUp } from './user.ts';

const instant = (name: string) => timestamp(name, { withTimezone: true });

export const notificationKind = pgEnum('notification_kind', [
  'appointment-booked',
  'appointment-cancelled',
  'appointment-rescheduled',
  'sign-up-code',
  'already-registered',
  'password-reset',
  'file-code',
  'account-linked',
  'document-verified',
]);
/** 'unknown': it may have arrived, and nobody can tell; nothing more is tried. */
export const notificationStatus = pgEnum('notification_status', [
  'pending',
  'sent',
  'failed',
  'skipped',
  'unknown',
]);

/** A message that is owed to somebody (outbox): written with the change that it tells of, sent by the worker. */
export const notification = pgTable(
  'notification',
  {
    // By time: the newest is the last of its index, whose other pages stay untouched among millions.
    id: uuid().primaryKey().default(sql`time_ordered_uuid()`),
    kind: notificationKind().notNull(),
    recipient: text().notNull(),
    locale: locale().notNull().default('es-AR'),
    appointmentId: uuid('appointment_id').references(() => appointment.id),
    /** Whose turno it tells of: what one patient is told leaves in the order in which it happened. */
    patientId: uuid('patient_id').references(() => patient.id),
    /** The desk did it and may undo it: it leaves only after some seconds. What patients do themselves leaves at once. */
    byDesk: boolean('by_desk').notNull().default(false),
    /** The appointment's revision that the message tells of, which is the sequence of its calendar file. */
    revision: integer(),
    accountTokenId: uuid('account_token_id').references(() => accountToken.id),
    signUpId: uuid('sign_up_id').references(() => signUp.id),
    data: jsonb().$type<Record<string, unknown>>().notNull().default({}),
    status: notificationStatus().notNull().default('pending'),
    /** When it was handed to the job queue. */
    dispatchedAt: instant('dispatched_at'),
    /** Counted before anything is sent: any of them may have left. */
    attempts: integer().notNull().default(0),
    /** Those of them that surely left nothing: the provider itself said no. */
    refusedAttempts: integer('refused_attempts').notNull().default(0),
    providerId: text('provider_id'),
    lastError: text('last_error'),
    createdAt: instant('created_at').notNull().defaultNow(),
    sentAt: instant('sent_at'),
  },
  (table) => [
    index('notification_appointment').on(table.appointmentId),
    // Whoever removes a registration or a link has to know whose messages name it.
    index('notification_sign_up').on(table.signUpId).where(sql`${table.signUpId} is not null`),
    index('notification_account_token')
      .on(table.accountTokenId)
      .where(sql`${table.accountTokenId} is not null`),
    // By id, so that a message that ends is found in it at once: however few PostgreSQL thinks are waiting, it would
    // otherwise go through all of them for each. Ids are by time, so the oldest comes first.
    index('notification_waiting').on(table.id).where(sql`${table.status} = 'pending'`),
    // Whether something waits before it in its patient's line is asked for each message that is handed over.
    index('notification_line')
      .on(table.patientId, table.id)
      .where(sql`${table.status} = 'pending' and ${table.patientId} is not null`),
    check('notification_sent_says_when', sql`(${table.status} = 'sent') = (${table.sentAt} is not null)`),
  ],
);
