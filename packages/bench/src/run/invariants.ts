import type { Database, Sql } from '@vitalmed/db';

/** Where the history stood before a run. */
export async function lastEvent({ sql }: Database): Promise<number> {
  const [row] = await sql<[{ id: number }]>`select coalesce(max(id), 0) as id from event`;
  return row.id;
}

/**
 * What a run left broken, in words; empty when nothing is. Looks at every appointment that has an event after
 * `since`, so its cost follows the run and not the network.
 */
export async function brokenInvariants({ sql }: Database, since: number): Promise<string[]> {
  const [row] = await sql<[Record<string, number>]>`
    with touched as materialized (
      select appointment.* from appointment
      where id in (select appointment_id from event where id > ${since} and appointment_id is not null)
    ), created as materialized (${createdSince(sql, since)})
    select
      (select count(*) from (
        select slot_id from appointment where slot_id in (select slot_id from touched) and kind = 'regular' and status <> 'cancelled'
        group by slot_id having count(*) > 1) twice) as "slots with two appointments",
      (select count(*) from touched join slot on slot.id = touched.slot_id
        where touched.status <> 'cancelled' and slot.status <> 'busy') as "appointments whose slot is not busy",
      (select count(*) from touched join slot on slot.id = touched.slot_id
        where slot.status = 'busy' and not exists (select from appointment a where a.slot_id = slot.id and a.status <> 'cancelled'))
        as "busy slots without an appointment",
      (select count(*) from touched a join appointment b on b.patient_id = a.patient_id and b.id <> a.id
          and tstzrange(a.starts_at, a.ends_at) && tstzrange(b.starts_at, b.ends_at)
        where a.status in ('booked', 'arrived', 'in_consultation') and b.status in ('booked', 'arrived', 'in_consultation'))
        as "patients in two places at once",
      (select count(*) from created where events <> 1) as "new appointments without exactly one event",
      (select count(*) from created where messages <> owed) as "new appointments without exactly the messages owed",
      (select count(*) from created where booked_by is null or idempotency_key is null) as "new appointments that nobody made"`;
  return Object.entries(row)
    .filter(([, count]) => count > 0)
    .map(([what, count]) => `${count} ${what}`);
}

/** Appointments that came to be after `since`, with how many events and messages tell of it. */
const createdSince = (sql: Sql, since: number) => sql`
  select a.id, a.booked_by, a.idempotency_key, count(event.id) as events,
    (select count(*) from notification n where n.appointment_id = a.id and n.kind <> 'appointment-cancelled') as messages,
    (select count(patient.email) from patient where patient.id = a.patient_id) as owed
  from event join appointment a on a.id = event.appointment_id
  where event.id > ${since} and event.type in ('appointment.booked', 'appointment.rescheduled')
  group by a.id`;

/** How many events of that type a run wrote: what it really did, whatever its replies said. */
export async function eventsSince({ sql }: Database, type: string, since: number): Promise<number> {
  const [row] = await sql<[{ count: number }]>`
    select count(*) as count from event where id > ${since} and type = ${type}`;
  return row.count;
}
