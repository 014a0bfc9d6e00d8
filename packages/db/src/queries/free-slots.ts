import {
  type Columns,
  firstOf,
  type ListedSlot,
  mostCountedADay,
  type SlotStatus,
  slotFields,
  utcDate,
} from '@vitalmed/core';
import type { Database, Sql } from '../client.ts';
import { listsOf } from './columns.ts';
import { limitOf, literal } from './literal.ts';

const HOUR_MS = 3_600_000;

/** Between these, neither of them. */
type Instants = { after: Date; before: Date };

/** What a search narrows to; an absent filter matches everything. */
export type SlotFilter = { specialtyId?: number; doctorId?: number; siteId?: number };

/** What a slot has to be. */
function matching(sql: Sql, { specialtyId, doctorId, siteId }: SlotFilter, { after, before }: Instants) {
  let all = sql`status = 'free' and starts_at > ${after} and starts_at < ${before}`;
  if (specialtyId !== undefined) all = sql`${all} and specialty_id = ${specialtyId}`;
  if (doctorId !== undefined) all = sql`${all} and doctor_id = ${doctorId}`;
  if (siteId !== undefined) all = sql`${all} and site_id = ${siteId}`;
  return all;
}

/** A slot as searches tell of it; JSON's form of an instant is ISO 8601. */
const columns = (sql: Sql) => sql`
  id, to_json(starts_at) as "startsAt", to_json(ends_at) as "endsAt", local_date as date, doctor_id as "doctorId",
  specialty_id as "specialtyId", site_id as "siteId"`;

/**
 * Free slots a local date, only dates that have some; of a search that narrows to nothing at most `mostCountedADay`.
 * `after` and `before` are instants that hold the dates: the index is ordered by instant, the site's date is then
 * exact.
 */
export async function countFreeByDate(
  { sql }: Database,
  filter: SlotFilter,
  window: Instants & { from: string; to: string },
): Promise<{ date: string; free: number }[]> {
  if (narrows(filter)) {
    return sql<{ date: string; free: number }[]>`
      select local_date as date, count(*) as free from slot
      where ${matching(sql, filter, window)} and ${onlyCompared(sql)} between ${window.from} and ${window.to}
      group by local_date order by local_date`;
  }
  return sql<{ date: string; free: number }[]>`
    select day.date, counted.free
    from (select ${window.from}::date + n as date from generate_series(0, ${window.to}::date - ${window.from}::date) n) day,
    lateral (
      select count(*) as free from (
        select from slot
        where ${matching(sql, filter, window)} and local_date = day.date
        limit ${literal(sql, mostCountedADay)}
      ) seen
    ) counted
    where counted.free > 0 order by day.date`;
}

/**
 * The first `limit` free slots that start inside (after, before), soonest first, on the given local dates if any. A
 * search that narrows to nothing goes by the sites' dates first, which have an index.
 */
export async function findFreeSlots(
  { sql }: Database,
  filter: SlotFilter,
  window: Window & { limit: number },
): Promise<Columns<ListedSlot>> {
  const all = matching(sql, filter, window);
  const inOrder = narrows(filter)
    ? sql`where ${onDates(sql, all, window)} order by starts_at, doctor_id`
    : sql`where ${all} and ${betweenDates(sql, window)} order by local_date, starts_at, doctor_id`;
  const [found] = await sql<[Columns<ListedSlot>]>`
    select ${listsOf(sql, slotFields)} from (
      select id, starts_at as "startsAt", ends_at as "endsAt", local_date as date, doctor_id as "doctorId",
        specialty_id as "specialtyId", site_id as "siteId"
      from slot ${inOrder} limit ${limitOf(sql, window.limit)}
    ) slot`;
  return firstOf(found, window.limit);
}

type Window = Instants & { from?: string; to?: string };
type Condition = ReturnType<typeof matching>;

/** The stretch of the index by date and instant; where no dates are given, those of the instants anywhere on earth. */
function betweenDates(sql: Sql, { after, before, from, to }: Window) {
  const first = from ?? utcDate(after.getTime() - 12 * HOUR_MS);
  const last = to ?? utcDate(before.getTime() + 14 * HOUR_MS);
  return sql`(local_date, starts_at) > (${first}::date, ${after}) and local_date <= ${last}`;
}

function onDates(sql: Sql, matching: Condition, { from, to }: Window): Condition {
  let all = matching;
  if (from !== undefined) all = sql`${all} and ${onlyCompared(sql)} >= ${from}`;
  if (to !== undefined) all = sql`${all} and ${onlyCompared(sql)} <= ${to}`;
  return all;
}

/** The date where it is compared and not looked up (`+ 0`): the index of a narrow search goes by the instants. */
const onlyCompared = (sql: Sql) => sql`local_date + 0`;

const narrows = ({ specialtyId, doctorId, siteId }: SlotFilter) =>
  specialtyId !== undefined || doctorId !== undefined || siteId !== undefined;

/**
 * Other free slots near one that was lost: the same doctor's first, then the specialty's, nearest in time.
 * Slots that already started at `now` don't count.
 */
export async function nearestFreeSlots(
  { sql }: Database,
  lost: Pick<ListedSlot, 'id' | 'doctorId' | 'specialtyId' | 'startsAt'>,
  { now, limit }: { now: Date; limit: number },
): Promise<ListedSlot[]> {
  const near = (column: 'doctor_id' | 'specialty_id', value: number, direction: 'before' | 'after') => sql`
    (select * from slot
     where status = 'free' and ${sql(column)} = ${value} and starts_at > ${now} and id <> ${lost.id}
       and ${direction === 'after' ? sql`starts_at >= ${lost.startsAt}` : sql`starts_at < ${lost.startsAt}`}
     order by ${direction === 'after' ? sql`starts_at` : sql`starts_at desc`}
     limit ${literal(sql, limit)})`;
  return sql<ListedSlot[]>`
    with candidate as (
      ${near('doctor_id', lost.doctorId, 'before')} union ${near('doctor_id', lost.doctorId, 'after')}
      union ${near('specialty_id', lost.specialtyId, 'before')} union ${near('specialty_id', lost.specialtyId, 'after')}
    ), nearest as (
      select * from candidate
      order by (doctor_id <> ${lost.doctorId}), abs(extract(epoch from starts_at - ${lost.startsAt}::timestamptz)), id
      limit ${literal(sql, limit)}
    )
    select ${columns(sql)} from nearest order by starts_at, id`;
}

/** One slot whatever its status. */
export async function slotById({ sql }: Database, slotId: number): Promise<SlotWithStatus | null> {
  const rows = await sql<SlotWithStatus[]>`select ${columns(sql)}, status from slot where id = ${slotId}`;
  return rows[0] ?? null;
}

type SlotWithStatus = ListedSlot & { status: SlotStatus };
