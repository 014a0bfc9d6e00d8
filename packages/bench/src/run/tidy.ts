import { setTimeout as delay } from 'node:timers/promises';
import type { Database, Sql } from '@vitalmed/db';
import { bareBooker } from '../limits/bare-claim.ts';

/**
 * Gives back what a round took, so that the next one finds the network as this one did: appointments made since
 * are cancelled and their slots free, what was moved stands where it was, nobody booked within the hour, openings
 * are undone. Written directly: this is no part of the product.
 */
export async function giveBack({ sql }: Database, since: number): Promise<void> {
  await sql`
    with ended as (
      update appointment set status = 'cancelled', revision = revision + 1, cancelled_at = now(), booked_at = booked_at - interval '2 hours',
        cancelled_by_kind = 'system', cancel_reason = 'administrative'
      where status = 'booked' and id in (
        select id from appointment where booked_by = ${bareBooker} and idempotency_key is not null and status = 'booked'
        union
        select appointment_id from event where id > ${since} and type in ('appointment.booked', 'appointment.rescheduled'))
      returning slot_id
    )
    update slot set status = 'free' from ended where slot.id = ended.slot_id`;
  await moveBack(sql, since);
  await sql`
    with undone as (
      update schedule set status = 'suspended' where opening_key is not null and status = 'published' returning id
    )
    update slot set status = 'withdrawn' from undone where slot.schedule_id = undone.id`;
}

/** Without it each round of moves used up the appointments that may be moved, and a small network ran out of them. */
async function moveBack(sql: Sql, since: number): Promise<void> {
  await sql`
    with moved as (
      select moved.id, moved.rescheduled_from_id as from_id from appointment moved
      where moved.rescheduled_from_id is not null and moved.status = 'cancelled'
        and moved.id in (select appointment_id from event where id > ${since} and type = 'appointment.rescheduled')
    ), claimed as (
      update slot set status = 'busy' from appointment, moved
      where appointment.id = moved.from_id and slot.id = appointment.slot_id and slot.status = 'free'
      returning slot.id
    ), restored as (
      update appointment set status = 'booked', revision = revision + 1, cancelled_at = null, cancelled_by_kind = null,
        cancelled_by = null, cancel_reason = null, cancel_note = null
      from moved where appointment.id = moved.from_id and appointment.slot_id in (select id from claimed)
    )
    update appointment set rescheduled_from_id = null, origin_id = null from moved where appointment.id = moved.id`;
}

const patienceMs = 120_000;

/** Waits until the product owes nobody a message: a backlog would slow down what is measured next. */
export async function allDelivered({ sql }: Database): Promise<void> {
  const deadline = Date.now() + patienceMs;
  for (;;) {
    const [row] = await sql<
      [{ waiting: number }]
    >`select count(*) as waiting from notification where status = 'pending'`;
    if (row.waiting === 0) return;
    if (Date.now() > deadline) throw new Error(`${row.waiting} messages still wait after two minutes`);
    await delay(200);
  }
}
