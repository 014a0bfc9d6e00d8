import type { Database, Sql } from '@vitalmed/db';
import type { PoolPatient } from './patient-pool.ts';

export type BookableSlot = {
  id: number;
  doctorId: number;
  specialtyId: number;
  startsAt: Date;
  localDate: string;
};

/** Free slots that a patient may book, of doctors all over the network, in no order; other ones each round. */
export async function bookableSlots(
  { sql }: Database,
  count: number,
  round: number,
): Promise<BookableSlot[]> {
  return sql<BookableSlot[]>`
    with chosen as (select id from doctor order by bench.chance(id + ${round} * 5000) limit ${doctorsFor(count)})
    select ${columns(sql)} from slot
    where doctor_id in (select id from chosen) and status = 'free'
      and starts_at between now() + interval '1 day' and now() + interval '85 days'
    order by bench.chance(id + ${round}) limit ${count}`;
}

/** A doctor has some 350 free slots ahead; as many again are asked for, so that a round never runs short. */
const doctorsFor = (count: number) => Math.ceil(count / 150) + 5;

/** The free slots of whole days, a doctor's day at a time: what everybody wants at once. */
export async function bookableDays(
  { sql }: Database,
  days: number,
  round: number,
): Promise<BookableSlot[][]> {
  const rows = await sql<BookableSlot[]>`
    with chosen as (
      select doctor.id as doctor_id, (now() + make_interval(days => 2 + (bench.chance(doctor.id + ${round} * 7000 + n) % 80)::int))::date as local_date
      from doctor, generate_series(1, 20) n order by bench.chance(doctor.id + n * 3000 + ${round}) limit ${days * 3}
    )
    select ${columns(sql)} from slot where (doctor_id, local_date) in (select * from chosen) and status = 'free'`;
  const byDay = new Map<string, BookableSlot[]>();
  for (const row of rows) {
    const key = `${row.doctorId} ${row.localDate}`;
    byDay.set(key, [...(byDay.get(key) ?? []), row]);
  }
  return [...byDay.values()].slice(0, days);
}

const columns = (sql: Sql) =>
  sql`id, doctor_id as "doctorId", specialty_id as "specialtyId", starts_at as "startsAt", local_date as "localDate"`;

/** What the bare statement claims: target n is that slot for that patient. */
export async function writeTargets(
  { sql }: Database,
  targets: { slotId: number; patient: PoolPatient }[],
): Promise<void> {
  await sql`create table if not exists bench.target (n int primary key, slot_id bigint not null, patient_id uuid not null)`;
  await sql`truncate bench.target`;
  await sql`
    insert into bench.target select n - 1, slot_id, patient_id
    from unnest(${targets.map(({ slotId }) => slotId)}::bigint[], ${targets.map(({ patient }) => patient.patientId)}::uuid[])
      with ordinality t (slot_id, patient_id, n)`;
  await sql`analyze bench.target`;
}
