import { maskedEmail } from '@vitalmed/core';
import type { Database } from '@vitalmed/db';
import type { Locale, MailContent, MailKind } from '@vitalmed/emails/port';
import type { Realm, Tokens } from '../account/ports.ts';
import { passwordResetMinutes } from '../account/request-password-reset.ts';
import { signUpMinutes } from '../account/request-sign-up.ts';
import { proofMinutes } from '../patient/prove-file.ts';
import { composeTurno } from './compose-turno.ts';

/** Where the three apps are: "https://turnos.clinic.example", without a slash at the end. */
export type Origins = Record<Realm, string>;

export type ComposePorts = {
  db: Database;
  tokens: Pick<Tokens, 'sign' | 'signUpCode' | 'fileCode'>;
  origins: Origins;
};

export type Notification = {
  id: string;
  kind: MailKind;
  recipient: string;
  locale: Locale;
  appointmentId: string | null;
  revision: number | null;
  accountTokenId: string | null;
  signUpId: string | null;
  createdAt: Date;
};

/** What to say, or why saying it now would be untrue or useless. */
export type Composed = { content: MailContent } | { skip: string };

export async function compose(ports: ComposePorts, notification: Notification, now: Date): Promise<Composed> {
  switch (notification.kind) {
    case 'sign-up-code':
      return composeCode(ports, notification, now);
    case 'password-reset':
      return composeReset(ports, notification, now);
    case 'file-code':
      return composeFileCode(ports, notification, now);
    case 'account-linked':
    case 'document-verified':
      return {
        content: { kind: notification.kind, appointmentsUrl: `${ports.origins.patient}/mis-turnos` },
      };
    case 'already-registered':
      return {
        content: {
          kind: 'already-registered',
          signInUrl: `${ports.origins.patient}/ingresar`,
          resetUrl: `${ports.origins.patient}/olvide-mi-contrasena`,
        },
      };
    case 'appointment-booked':
    case 'appointment-cancelled':
    case 'appointment-rescheduled':
      return composeTurno(ports, { ...notification, kind: notification.kind });
    default:
      return notification.kind satisfies never;
  }
}

async function composeCode(
  { db, tokens }: ComposePorts,
  { signUpId }: Notification,
  now: Date,
): Promise<Composed> {
  const [waiting] = signUpId
    ? await db.sql`select 1 from sign_up where id = ${signUpId} and used_at is null and expires_at > ${now}`
    : [];
  if (!signUpId || !waiting) return { skip: 'sign-up-over' };
  return {
    content: { kind: 'sign-up-code', code: tokens.signUpCode(signUpId), expiresInMinutes: signUpMinutes },
  };
}

async function composeReset(
  ports: ComposePorts,
  { accountTokenId }: Notification,
  now: Date,
): Promise<Composed> {
  const [waiting] = accountTokenId
    ? await ports.db.sql<{ realm: Realm }[]>`
        select realm from account_token where id = ${accountTokenId} and used_at is null and expires_at > ${now}`
    : [];
  if (!accountTokenId || !waiting) return { skip: 'token-over' };
  const token = ports.tokens.sign('password-reset', accountTokenId);
  // In the fragment: no server, proxy or log on the way sees it.
  const resetUrl = `${ports.origins[waiting.realm]}/restablecer#t=${token}`;
  return { content: { kind: 'password-reset', resetUrl, expiresInMinutes: passwordResetMinutes } };
}

async function composeFileCode(
  { db, tokens }: ComposePorts,
  { accountTokenId, recipient }: Notification,
  now: Date,
): Promise<Composed> {
  const [waiting] = accountTokenId
    ? await db.sql<{ email: string }[]>`
        select account.email from account_token t join "user" account on account.id = t.user_id
        where t.id = ${accountTokenId} and t.email = ${recipient} and t.used_at is null and t.expires_at > ${now}`
    : [];
  if (!accountTokenId || !waiting) return { skip: 'token-over' };
  return {
    content: {
      kind: 'file-code',
      code: tokens.fileCode(accountTokenId),
      account: maskedEmail(waiting.email),
      expiresInMinutes: proofMinutes,
    },
  };
}
