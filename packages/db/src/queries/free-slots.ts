import type { Database, Sql } from '../client.ts';
import { type SlotNames, withNames } from './slot-names.ts';

export type FreeSlotRow = SlotNames & {
  id: number;
  startsAt: Date;
  endsAt: Date;
  localDate: string;
  doctorId: number;
  specialtyId: number;
  siteId: number;
};

/** What a search narrows to; an absent filter matches everything. */
export type SlotFilter = { specialtyId?: number; doctorId?: number; siteId?: number };

const matching = (sql: Sql, { specialtyId, doctorId, siteId }: SlotFilter) => sql`
  slot.status = 'free'
  ${specialtyId === undefined ? sql`` : sql`and slot.specialty_id = ${specialtyId}`}
  ${doctorId === undefined ? sql`` : sql`and slot.doctor_id = ${doctorId}`}
  ${siteId === undefined ? sql`` : sql`and slot.site_id = ${siteId}`}`;

const columns = (sql: Sql) => sql`
  slot.id, slot.starts_at as "startsAt", slot.ends_at as "endsAt", slot.local_date as "localDate",
  doctor.id as "doctorId", doctor.title as "doctorTitle", doctor.first_name as "doctorFirstName",
  doctor.last_name as "doctorLastName", specialty.id as "specialtyId", specialty.name as "specialtyName",
  site.id as "siteId", site.name as "siteName", site.address as "siteAddress", site.time_zone as "siteTimeZone"`;

const joins = (sql: Sql) => sql`
  join doctor on doctor.id = slot.doctor_id
  join specialty on specialty.id = slot.specialty_id
  join site on site.id = slot.site_id`;

/** Of the whole clinic nobody reads how many thousands are free on a day: counting stops here. */
export const mostCounted = 100;

/**
 * Free slots a local date, only dates that have some; of a search that narrows to nothing at most `mostCounted` a date.
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
      select slot.local_date as date, count(*) as free from slot
      where ${matching(sql, filter)} and slot.starts_at > ${window.after} and slot.starts_at < ${window.before}
        and slot.local_date between ${window.from} and ${window.to}
      group by slot.local_date order by slot.local_date`;
  }
  return sql<{ date: string; free: number }[]>`
    select day.date, counted.free
    from (select ${window.from}::date + n as date from generate_series(0, ${window.to}::date - ${window.from}::date) n) day,
    lateral (
      select count(*) as free from (
        select from slot
        where slot.status = 'free' and slot.local_date = day.date
          and slot.starts_at > ${window.after} and slot.starts_at < ${window.before}
        limit ${mostCounted}
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
): Promise<FreeSlotRow[]> {
  const wide = !narrows(filter);
  const rows = await db.sql<Omit<FreeSlotRow, keyof SlotNames>[]>`
    select id, starts_at as "startsAt", ends_at as "endsAt", local_date as "localDate", doctor_id as "doctorId",
      specialty_id as "specialtyId", site_id as "siteId"
    from slot
    where ${matching(db.sql, filter)} and starts_at > ${window.after} and starts_at < ${window.before}
      ${window.from === undefined ? db.sql`` : db.sql`and local_date >= ${window.from}`}
      ${window.to === undefined ? db.sql`` : db.sql`and local_date <= ${window.to}`}
      ${wide ? db.sql`and local_date >= (${window.after}::timestamptz - interval '12 hours')::date` : db.sql``}
    order by ${wide ? db.sql`local_date,` : db.sql``} starts_at, doctor_id
    limit ${window.limit}`;
  return withNames(db, rows);
}

const narrows = ({ specialtyId, doctorId, siteId }: SlotFilter) =>
  specialtyId !== undefined || doctorId !== undefined || siteId !== undefined;

/**
 * Other free slots near one that was lost: the same doctor's first, then the specialty's, nearest in time.
 * Slots that already started at `now` don't count.
 */
export async function nearestFreeSlots(
  { sql }: Database,
  lost: { slotId: number; doctorId: number; specialtyId: number; startsAt: Date },
  { now, limit }: { now: Date; limit: number },
): Promise<FreeSlotRow[]> {
  const near = (column: 'doctor_id' | 'specialty_id', value: number, direction: 'before' | 'after') => sql`
    (select * from slot
     where status = 'free' and ${sql(column)} = ${value} and starts_at > ${now} and id <> ${lost.slotId}
       and ${direction === 'after' ? sql`starts_at >= ${lost.startsAt}` : sql`starts_at < ${lost.startsAt}`}
     order by ${direction === 'after' ? sql`starts_at` : sql`starts_at desc`}
     limit ${limit})`;
  return sql<FreeSlotRow[]>`
    with candidate as (
      ${near('doctor_id', lost.doctorId, 'before')} union ${near('doctor_id', lost.doctorId, 'after')}
      union ${near('specialty_id', lost.specialtyId, 'before')} union ${near('specialty_id', lost.specialtyId, 'after')}
    ), nearest as (
      select * from candidate
      order by (doctor_id <> ${lost.doctorId}), abs(extract(epoch from starts_at - ${lost.startsAt}::timestamptz)), id
      limit ${limit}
    )
    select ${columns(sql)} from nearest slot ${joins(sql)} order by slot.starts_at, slot.id`;
}

/** One slot whatever its status, with what a booking page shows. */
export async function slotById(
  { sql }: Database,
  slotId: number,
): Promise<(FreeSlotRow & { status: 'free' | 'busy' | 'withdrawn' }) | null> {
  const rows = await sql<(FreeSlotRow & { status: 'free' | 'busy' | 'withdrawn' })[]>`
    select ${columns(sql)}, slot.status from slot ${joins(sql)} where slot.id = ${slotId}`;
  return rows[0] ?? null;
}
