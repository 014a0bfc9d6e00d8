import { setTimeout as delay } from 'node:timers/promises';
import type { Database } from '@vitalmed/db';
import type { Ledger } from './ledger.ts';
import type { MailProvider } from './mail-provider.ts';

/** What the database remembers of what clients were told. Each number but `kept` and `mailed` must be 0. */
export type Verdict = {
  kept: number;
  lost: number;
  withoutOneEvent: number;
  withoutOneMessage: number;
  slotsTwice: number;
  mailed: number;
  mailsLeft: number;
  /** Marked as sent, and nothing came to the provider. */
  mailsInvented: number;
};

/** Holds the clients' ledger against the database, and that against what came to the mail provider. */
export async function judge({ sql }: Database, ledger: Ledger, mails: MailProvider): Promise<Verdict> {
  const told = [...ledger.acknowledged().entries()].map(([id, { slotId }]) => ({ id, slotId }));
  const [row] = await sql<[Omit<Verdict, 'mailsInvented'>]>`
    with told as (
      select * from unnest(${told.map(({ id }) => id)}::uuid[], ${told.map(({ slotId }) => slotId)}::bigint[]) t (id, slot_id)
    ), kept as (
      select appointment.id,
        (select count(*) from event where appointment_id = appointment.id and type = 'appointment.booked') as events,
        (select count(*) from notification where appointment_id = appointment.id) as messages
      from told join appointment using (id, slot_id) where appointment.status = 'booked'
    ), message as (select notification.status from kept join notification on appointment_id = kept.id)
    select
      (select count(*) from kept) as kept,
      (select count(*) from told) - (select count(*) from kept) as lost,
      (select count(*) from kept where events <> 1) as "withoutOneEvent",
      (select count(*) from kept where messages <> 1) as "withoutOneMessage",
      (select count(*) from (
        select from appointment where status <> 'cancelled' group by slot_id having count(*) > 1) twice) as "slotsTwice",
      (select count(*) from message where status = 'sent') as mailed,
      (select count(*) from message where status <> 'sent') as "mailsLeft"`;
  const sent = await sql<{ id: string }[]>`select id from notification where status = 'sent'`;
  return { ...row, mailsInvented: sent.filter(({ id }) => !mails.arrived().has(id)).length };
}

/** Waits, but not for ever, until nobody is owed a mail. Answers with when that was, or null. */
export async function allMailed({ sql }: Database, withinMs: number): Promise<number | null> {
  const deadline = performance.now() + withinMs;
  while (performance.now() < deadline) {
    const owed = await sql`select from notification where status = 'pending' limit 1`.catch(() => null);
    if (owed?.length === 0) return performance.now();
    await delay(100);
  }
  return null;
}
