import { Temporal } from 'temporal-polyfill';
import type { Interval } from './interval.ts';
import {
  addDays,
  isLocalDate,
  type LocalDate,
  type LocalTime,
  minutesOfDay,
  utcMidnight,
} from './local-date.ts';

/*
 * The only module that knows time zones. Temporal tells where a zone's offset changes; between two changes
 * it is constant, so a few remembered stretches answer nearly every question by arithmetic.
 */

const MINUTE_MS = 60_000;
/** More than any zone's distance from UTC, past ones included. */
const FARTHEST_FROM_UTC_MS = 26 * 60 * MINUTE_MS;

/** From `from` to `until` (epoch milliseconds) the zone's wall clock is `offset` milliseconds ahead of UTC. */
type ConstantOffset = { from: number; until: number; offset: number };

/** The stretches asked for last, by zone. A cache, not state: losing it changes no answer. */
const known = new Map<string, ConstantOffset[]>();
const MAX_ZONES = 64;
const MAX_STRETCHES = 8;

/**
 * The instant (epoch milliseconds) at which the zone's clocks show that date and time.
 * In a gap the time moves later by the gap's length; of a repeated time the first counts (Temporal's
 * 'compatible'). '24:00' is where the next date begins. Throws RangeError for a bad date, time or zone.
 */
export function toInstant(date: LocalDate, time: LocalTime, timeZone: string): number {
  if (time === '24:00') return startOfDay(addDays(date, 1), timeZone);
  return resolve(utcMidnight(date) + minutesOfDay(time) * MINUTE_MS, timeZone).instant;
}

/** What the zone's clocks show at the instant (epoch milliseconds), cut to the minute. Throws RangeError for a bad zone. */
export function toLocal(instant: number, timeZone: string): { date: LocalDate; time: LocalTime } {
  const shown = new Date(instant + stretchAt(instant, timeZone).offset).toISOString();
  const [date = '', time = ''] = [shown.slice(0, 10), shown.slice(11, 16)];
  if (!isLocalDate(date)) throw new RangeError('Outside the years 1 to 9999');
  return { date, time };
}

/**
 * From the date's first instant to the next date's first instant: 23 or 25 hours where clocks change, not
 * always from 00:00, and empty for a date that the zone skipped. Throws RangeError for a bad date or zone.
 */
export function localDay(date: LocalDate, timeZone: string): Interval {
  return { start: startOfDay(date, timeZone), end: startOfDay(addDays(date, 1), timeZone) };
}

/** Whether the name is an IANA zone that this machine knows. Plain offsets such as '+03:00' aren't: they know no clock changes. */
export function isTimeZone(name: unknown): name is string {
  if (typeof name !== 'string' || !/^[A-Za-z]/.test(name)) return false;
  if (known.has(name)) return true;
  try {
    return Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name) !== undefined;
  } catch {
    return false;
  }
}

/** A gap at midnight ends where the day begins, even if it began the evening before. */
function startOfDay(date: LocalDate, timeZone: string): number {
  const { instant, gapEnd } = resolve(utcMidnight(date), timeZone);
  return gapEnd ?? instant;
}

/**
 * The first instant at which the zone's clocks show what clocks in UTC show at `asIfUtc`; when a gap skips
 * that reading, `gapEnd` is where the gap is and `instant` lies after it by as much as the reading lay into it.
 */
function resolve(asIfUtc: number, timeZone: string): { instant: number; gapEnd?: number } {
  let stretch = stretchAt(asIfUtc - FARTHEST_FROM_UTC_MS, timeZone);
  for (;;) {
    const instant = asIfUtc - stretch.offset;
    if (instant < stretch.until) return { instant };
    const next = stretchAt(stretch.until, timeZone);
    if (asIfUtc - next.offset < next.from) return { instant, gapEnd: next.from };
    stretch = next;
  }
}

function stretchAt(instant: number, timeZone: string): ConstantOffset {
  const ofZone = known.get(timeZone);
  const remembered = ofZone?.find(({ from, until }) => from <= instant && instant < until);
  if (remembered) return remembered;

  const zoned = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(timeZone);
  // A change that lies on the instant itself counts as neither previous nor next.
  const justAfter = zoned.add({ milliseconds: 1 });
  const stretch = {
    from: justAfter.getTimeZoneTransition('previous')?.epochMilliseconds ?? Number.NEGATIVE_INFINITY,
    until: zoned.getTimeZoneTransition('next')?.epochMilliseconds ?? Number.POSITIVE_INFINITY,
    offset: zoned.offsetNanoseconds / 1_000_000,
  };
  if (!ofZone && known.size >= MAX_ZONES) known.clear();
  known.set(timeZone, [stretch, ...(ofZone ?? [])].slice(0, MAX_STRETCHES));
  return stretch;
}
