import { mostCountedADay, type SlotStatus } from '@vitalmed/core';
import type { Database, Sql } from '../client.ts';
import { readSlotNames, type SlotNames } from './slot-names.ts';

/** A slot with the names that a screen shows with it. */
export type NamedSlot = SlotNames & {
  id: number;
  startsAt: Date;
  endsAt: Date;
  localDate: string;
};

type SlotRow = Omit<NamedSlot, keyof SlotNames> & { doctorId: number; specialtyId: number; siteId: number };

/** What a search narrows to; an absent filter matches everything. */
export type SlotFilter = { specialtyId?: number; doctorId?: number; siteId?: number };

const matching = (sql: Sql, { specialtyId, doctorId, siteId }: SlotFilter) => sql`
  status = 'free'
  ${specialtyId === undefined ? sql`` : sql`and specialty_id = ${specialtyId}`}
  ${doctorId === undefined ? sql`` : sql`and doctor_id = ${doctorId}`}
  ${siteId === undefined ? sql`` : sql`and site_id = ${siteId}`}`;

const columns = (sql: Sql) => sql`
  id, starts_at as "startsAt", ends_at as "endsAt", local_date as "localDate", doctor_id as "doctorId",
  specialty_id as "specialtyId", site_id as "siteId"`;

/**
 * Free slots a local date, only dates that have some; of a search that narrows to nothing at most `mostCountedADay`.
 * `after` and `before` are instants that hold the dates: the index is ordered by instant, the site's date is then
 * exact.
 */
export async function countFreeByDate(
  { sql }: Database,
  filter: SlotFilter,
  window: { after: Date; before: Date; from: string; to: string },
): Promise<{ date: string; free: number }[]> {
  if (narrows(filter)) {
    return sql<{ date: string; free: number }[]>`
      select local_date as date, count(*) as free from slot
      where ${matching(sql, filter)} and starts_at > ${window.after} and starts_at < ${window.before}
        and local_date between ${window.from} and ${window.to}
      group by local_date order by local_date`;
  }
  return sql<{ date: string; free: number }[]>`
    select day.date, counted.free
    from (select ${window.from}::date + n as date from generate_series(0, ${window.to}::date - ${window.from}::date) n) day,
    lateral (
      select count(*) as free from (
        select from slot
        where status = 'free' and local_date = day.date
          and starts_at > ${window.after} and starts_at < ${window.before}
        limit ${mostCountedADay}
      ) seen
    ) counted
    where counted.free > 0 order by day.date`;
}

/**
 * The first `limit` free slots that start inside (after, before), soonest first, on the given local dates if any. A
 * search that narrows to nothing goes by the sites' dates first, which have an index.
 */
export async function findFreeSlots(
  db: Database,
  filter: SlotFilter,
  window: { after: Date; before: Date; from?: string; to?: string; limit: number },
): Promise<NamedSlot[]> {
  const wide = !narrows(filter);
  const rows = await db.sql<SlotRow[]>`
    select ${columns(db.sql)} from slot
    where ${matching(db.sql, filter)} and starts_at > ${window.after} and starts_at < ${window.before}
      ${window.from === undefined ? db.sql`` : db.sql`and local_date >= ${window.from}`}
      ${window.to === undefined ? db.sql`` : db.sql`and local_date <= ${window.to}`}
      ${wide ? db.sql`and local_date >= (${window.after}::timestamptz - interval '12 hours')::date` : db.sql``}
    order by ${wide ? db.sql`local_date,` : db.sql``} starts_at, doctor_id
    limit ${window.limit}`;
  return named(db, rows);
}

const narrows = ({ specialtyId, doctorId, siteId }: SlotFilter) =>
  specialtyId !== undefined || doctorId !== undefined || siteId !== undefined;

/**
 * Other free slots near one that was lost: the same doctor's first, then the specialty's, nearest in time.
 * Slots that already started at `now` don't count.
 */
export async function nearestFreeSlots(
  db: Database,
  lost: { slotId: number; doctorId: number; specialtyId: number; startsAt: Date },
  { now, limit }: { now: Date; limit: number },
): Promise<NamedSlot[]> {
  const { sql } = db;
  const near = (column: 'doctor_id' | 'specialty_id', value: number, direction: 'before' | 'after') => sql`
    (select * from slot
     where status = 'free' and ${sql(column)} = ${value} and starts_at > ${now} and id <> ${lost.slotId}
       and ${direction === 'after' ? sql`starts_at >= ${lost.startsAt}` : sql`starts_at < ${lost.startsAt}`}
     order by ${direction === 'after' ? sql`starts_at` : sql`starts_at desc`}
     limit ${limit})`;
  const rows = await sql<SlotRow[]>`
    with candidate as (
      ${near('doctor_id', lost.doctorId, 'before')} union ${near('doctor_id', lost.doctorId, 'after')}
      union ${near('specialty_id', lost.specialtyId, 'before')} union ${near('specialty_id', lost.specialtyId, 'after')}
    ), nearest as (
      select * from candidate
      order by (doctor_id <> ${lost.doctorId}), abs(extract(epoch from starts_at - ${lost.startsAt}::timestamptz)), id
      limit ${limit}
    )
    select ${columns(sql)} from nearest order by starts_at, id`;
  return named(db, rows);
}

/** One slot whatever its status, with what a booking page shows. */
export async function slotById(
  db: Database,
  slotId: number,
): Promise<(NamedSlot & { status: SlotStatus }) | null> {
  const rows = await db.sql<(SlotRow & { status: SlotStatus })[]>`
    select ${columns(db.sql)}, status from slot where id = ${slotId}`;
  const [row] = rows;
  const [slot] = await named(db, rows);
  return row && slot ? { ...slot, status: row.status } : null;
}

async function named(db: Database, rows: readonly SlotRow[]): Promise<NamedSlot[]> {
  const namesOf = await readSlotNames(db, rows);
  return rows.map((row) => {
    const { doctor, specialty, site } = namesOf(row);
    const { id, startsAt, endsAt, localDate } = row;
    return { id, startsAt, endsAt, localDate, doctor, specialty, site };
  });
}
