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
 * The only module that knows time zones. Temporal decides; what it decides is remembered as stretches of
 * constant offset, since nearly every question falls far from a change of the clocks.
 */

const MINUTE_MS = 60_000;
/** No clock change moves the wall clock by more than a day (Samoa skipped one in 2011), so farther away nothing is ambiguous. */
const NEAR_A_CHANGE_MS = 26 * 3_600_000;

/** From `from` to `until` (epoch milliseconds) the zone's wall clock is `offset` milliseconds ahead of UTC. */
type ConstantOffset = { from: number; until: number; offset: number };

/** The stretch asked for last, a zone. A cache, not state: losing it changes no answer. */
const lastStretch = new Map<string, ConstantOffset>();
const MAX_ZONES = 1000;

/**
 * The instant (epoch milliseconds) at which the zone's clocks show that date and time.
 * In a gap the time moves later by the gap's length; of a repeated time the first counts (Temporal's
 * 'compatible'). '24:00' is where the next date begins. Throws RangeError for a bad date, time or zone.
 */
export function toInstant(date: LocalDate, time: LocalTime, timeZone: string): number {
  if (time === '24:00') return startOfDay(addDays(date, 1), timeZone);
  const asIfUtc = utcMidnight(date) + minutesOfDay(time) * MINUTE_MS;
  return (
    unambiguous(asIfUtc, timeZone) ??
    Temporal.PlainDateTime.from(`${date}T${time}`).toZonedDateTime(timeZone).epochMilliseconds
  );
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
  try {
    return Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name) !== undefined;
  } catch {
    return false;
  }
}

function startOfDay(date: LocalDate, timeZone: string): number {
  return (
    unambiguous(utcMidnight(date), timeZone) ??
    Temporal.PlainDate.from(date).toZonedDateTime(timeZone).epochMilliseconds
  );
}

/** The instant that the wall clock's reading stands for, or undefined near a clock change. */
function unambiguous(asIfUtc: number, timeZone: string): number | undefined {
  const known = lastStretch.get(timeZone) ?? stretchAt(asIfUtc, timeZone);
  return within(asIfUtc, known) ?? within(asIfUtc, stretchAt(asIfUtc, timeZone));
}

function within(asIfUtc: number, { from, until, offset }: ConstantOffset): number | undefined {
  const instant = asIfUtc - offset;
  return from + NEAR_A_CHANGE_MS <= instant && instant < until - NEAR_A_CHANGE_MS ? instant : undefined;
}

function stretchAt(instant: number, timeZone: string): ConstantOffset {
  const last = lastStretch.get(timeZone);
  if (last && last.from <= instant && instant < last.until) return last;
  const zoned = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(timeZone);
  // A change can lie on the instant itself, which counts as neither previous nor next.
  const justAfter = zoned.add({ milliseconds: 1 });
  const stretch = {
    from: justAfter.getTimeZoneTransition('previous')?.epochMilliseconds ?? Number.NEGATIVE_INFINITY,
    until: zoned.getTimeZoneTransition('next')?.epochMilliseconds ?? Number.POSITIVE_INFINITY,
    offset: zoned.offsetNanoseconds / 1_000_000,
  };
  if (lastStretch.size >= MAX_ZONES) lastStretch.clear();
  lastStretch.set(timeZone, stretch);
  return stretch;
}
