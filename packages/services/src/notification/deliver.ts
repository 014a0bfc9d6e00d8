import type { Mailer, RenderMail } from '@vitalmed/emails/port';
import { type ComposePorts, compose, type Notification } from './compose.ts';

export type DeliverPorts = ComposePorts & {
  render: RenderMail;
  mailer: Mailer;
  /** The next in a patient's line has its turn; the relay would find it by itself a little later. */
  messageWaiting(): void;
};

export type DeliverInput = {
  notificationId: string;
  now: Date;
  /** No other attempt follows: a passing failure is then for good. */
  lastAttempt: boolean;
};

/** 'over': it isn't waiting any more. 'retry': the notification still waits, try again later. */
export type DeliverOutcome =
  | { status: 'sent' | 'over' }
  | { status: 'skipped' | 'failed' | 'unknown' | 'retry'; reason: string };

/**
 * Sends one notification. Everything is read again first, so that the mail is true when it leaves. The
 * provider gets the notification's id as idempotency key: killed between sending and marking, the next attempt
 * sends the same mail under the same key and the provider drops it.
 */
export async function deliver(ports: DeliverPorts, input: DeliverInput): Promise<DeliverOutcome> {
  const notification = await countAttempt(ports, input.notificationId);
  if (!notification) return { status: 'over' };
  const outcome = await attempt(ports, notification, input);
  if (outcome.status !== 'retry' && (await someoneBehind(ports, notification))) ports.messageWaiting();
  return outcome;
}

async function attempt(
  ports: DeliverPorts,
  notification: Attempted,
  input: DeliverInput,
): Promise<DeliverOutcome> {
  const composed = await compose(ports, notification, input.now);
  if ('skip' in composed) return end(ports, notification, 'skipped', composed.skip);

  const mail = await ports.render(composed.content, notification.locale);
  const delivery = await ports.mailer.send({
    ...mail,
    to: notification.recipient,
    idempotencyKey: notification.id,
    headers,
  });
  if (delivery.ok) {
    // Also one that another attempt gave up as unknown meanwhile: now it is known.
    await ports.db.sql`
      update notification set status = 'sent', sent_at = ${input.now}, provider_id = ${delivery.providerId},
        last_error = null, kind = ${composed.content.kind}
      where id = ${notification.id} and status in ('pending', 'unknown')`;
    return { status: 'sent' };
  }
  const { refused, reason } = delivery;
  if (delivery.retry && !input.lastAttempt) {
    await ports.db.sql`
      update notification set last_error = ${reason}, refused_attempts = refused_attempts + ${Number(refused)}
      where id = ${notification.id} and status = 'pending'`;
    return { status: 'retry', reason };
  }
  return end(ports, { ...notification, mayHaveLeft: notification.mayHaveLeft || !refused }, 'failed', reason);
}

/** Tells out-of-office robots not to answer (RFC 3834). */
const headers = { 'Auto-Submitted': 'auto-generated' };

/** `mayHaveLeft`: an earlier attempt was neither refused nor marked, so it may have reached its reader. */
type Attempted = Notification & { mayHaveLeft: boolean; patientId: string | null };

async function countAttempt({ db: { sql } }: DeliverPorts, id: string): Promise<Attempted | null> {
  const [notification] = await sql<Attempted[]>`
    update notification set attempts = attempts + 1
    where id = ${id} and status = 'pending'
    returning id, kind, recipient, locale, appointment_id as "appointmentId", patient_id as "patientId", revision,
      account_token_id as "accountTokenId", sign_up_id as "signUpId", created_at as "createdAt",
      attempts - 1 > refused_attempts as "mayHaveLeft"`;
  return notification ?? null;
}

async function someoneBehind({ db: { sql } }: DeliverPorts, { patientId }: Attempted): Promise<boolean> {
  if (!patientId) return false;
  const [next] = await sql`
    select from notification where patient_id = ${patientId} and status = 'pending' limit 1`;
  return next !== undefined;
}

/** Nothing more is tried. What may have left is never called skipped or failed: its reader may have it. */
async function end(
  { db: { sql } }: DeliverPorts,
  { id, mayHaveLeft }: Attempted,
  wanted: 'skipped' | 'failed',
  reason: string,
): Promise<DeliverOutcome> {
  const status = mayHaveLeft ? 'unknown' : wanted;
  await sql`update notification set status = ${status}, last_error = ${reason} where id = ${id} and status = 'pending'`;
  return { status, reason };
}
