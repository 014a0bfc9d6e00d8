import type { Mailer, RenderMail } from '@vitalmed/emails/port';
import { type ComposePorts, compose, type Notification } from './compose.ts';

export type DeliverPorts = ComposePorts & { render: RenderMail; mailer: Mailer };

export type DeliverInput = {
  notificationId: string;
  now: Date;
  /** No other attempt follows: a passing failure is then for good. */
  lastAttempt: boolean;
};

/** 'over': it isn't waiting any more. 'retry': the notification still waits, try again later. */
export type DeliverOutcome =
  | { status: 'sent' | 'over' }
  | { status: 'skipped' | 'failed' | 'retry'; reason: string };

/**
 * Sends one notification. Everything is read again first, so that the mail is true when it leaves. The
 * provider gets the notification's id as idempotency key: killed between sending and marking, the next attempt
 * sends the same mail under the same key and the provider drops it.
 */
export async function deliver(ports: DeliverPorts, input: DeliverInput): Promise<DeliverOutcome> {
  const notification = await countAttempt(ports, input.notificationId);
  if (!notification) return { status: 'over' };
  const composed = await compose(ports, notification, input.now);
  if ('skip' in composed) return end(ports, notification.id, 'skipped', composed.skip);

  const mail = await ports.render(composed.content, notification.locale);
  const delivery = await ports.mailer.send({
    ...mail,
    to: notification.recipient,
    idempotencyKey: notification.id,
    headers,
  });
  if (delivery.ok) {
    await ports.db.sql`
      update notification set status = 'sent', sent_at = ${input.now}, provider_id = ${delivery.providerId},
        last_error = null
      where id = ${notification.id} and status = 'pending'`;
    return { status: 'sent' };
  }
  if (!delivery.retry || input.lastAttempt) return end(ports, notification.id, 'failed', delivery.reason);
  await ports.db.sql`
    update notification set last_error = ${delivery.reason} where id = ${notification.id} and status = 'pending'`;
  return { status: 'retry', reason: delivery.reason };
}

/** Tells out-of-office robots not to answer (RFC 3834). */
const headers = { 'Auto-Submitted': 'auto-generated' };

async function countAttempt({ db: { sql } }: DeliverPorts, id: string): Promise<Notification | null> {
  const [notification] = await sql<Notification[]>`
    update notification set attempts = attempts + 1
    where id = ${id} and status = 'pending'
    returning id, kind, recipient, locale, appointment_id as "appointmentId", revision,
      account_token_id as "accountTokenId", sign_up_id as "signUpId", created_at as "createdAt"`;
  return notification ?? null;
}

async function end(
  { db: { sql } }: DeliverPorts,
  id: string,
  status: 'skipped' | 'failed',
  reason: string,
): Promise<DeliverOutcome> {
  await sql`update notification set status = ${status}, last_error = ${reason} where id = ${id} and status = 'pending'`;
  return { status, reason };
}
