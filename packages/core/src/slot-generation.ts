import { firstEndingAfter, type Interval, normalise, subtract } from './interval.ts';
import {
  isLocalDate,
  isLocalEndTime,
  isLocalTime,
  type LocalDate,
  type LocalTime,
  minutesBetween,
} from './local-date.ts';
import { isSlotMinutes } from './slot-length.ts';
import { isTimeZone, toInstant } from './zoned-time.ts';

/** A stretch of wall-clock time of one date; `to` is after `from` and at most '24:00'. */
export type LocalRange = { from: LocalTime; to: LocalTime };

/** The same hours on one or many dates, in the wall-clock time of `timeZone` (IANA). */
export type SlotPattern = LocalRange & {
  timeZone: string;
  /** 5 to 240 minutes of real time. */
  slotMinutes: number;
  /** Wall-clock stretches without slots; the part outside from-to is ignored. Slots begin anew after each. */
  breaks?: readonly LocalRange[];
  /** Slots that share an instant with one of these are left out. In any order; cheapest when normalised. */
  busy?: readonly Interval[];
};

export type SlotGenerationReason =
  | 'bad-date'
  | 'bad-time'
  | 'bad-time-zone'
  | 'bad-slot-length'
  | 'bad-break'
  | 'empty-range';

/** `during` is the whole stretch, breaks and tail included; empty where a gap swallows it. */
export type GeneratedDay = { date: LocalDate; during: Interval; slots: Interval[] };
export type GeneratedSlots = { ok: true; slots: Interval[] } | { ok: false; reason: SlotGenerationReason };
export type GeneratedDays = { ok: true; days: GeneratedDay[] } | { ok: false; reason: SlotGenerationReason };

/**
 * Cuts a stretch of a local day into slots: real time from the instant of `from` to the instant of `to`,
 * without breaks, without slots that touch something busy, and without a tail shorter than a slot.
 * On a day when clocks change a stretch holds more or fewer slots than usual; swallowed whole by a gap, it is
 * 'empty-range'. Slots are in epoch milliseconds, in order.
 */
export function generateSlots(input: SlotPattern & { date: LocalDate }): GeneratedSlots {
  const { date, ...pattern } = input;
  const reason = badDate([date]) ?? badPattern(pattern);
  if (reason) return { ok: false, reason };
  const { during, slots } = dayOf(date, pattern, normalise(pattern.busy ?? []));
  return during.start < during.end ? { ok: true, slots } : { ok: false, reason: 'empty-range' };
}

/** The same for many dates at once, in the order given; a day on which a gap swallows the stretch has no slots. */
export function generateSlotsForDates(input: SlotPattern & { dates: readonly LocalDate[] }): GeneratedDays {
  const { dates, ...pattern } = input;
  const reason = badDate(dates) ?? badPattern(pattern);
  if (reason) return { ok: false, reason };
  const busy = normalise(pattern.busy ?? []);
  return { ok: true, days: dates.map((date) => dayOf(date, pattern, busy)) };
}

function badDate(dates: readonly LocalDate[]): SlotGenerationReason | null {
  return dates.every(isLocalDate) ? null : 'bad-date';
}

function badPattern({
  from,
  to,
  timeZone,
  slotMinutes,
  breaks = [],
}: SlotPattern): SlotGenerationReason | null {
  if (!isTimeZone(timeZone)) return 'bad-time-zone';
  if (!isSlotMinutes(slotMinutes)) return 'bad-slot-length';
  if (!isLocalTime(from) || !isLocalEndTime(to)) return 'bad-time';
  if (minutesBetween(from, to) <= 0) return 'empty-range';
  const isBreak = (pause: LocalRange) =>
    isLocalTime(pause.from) && isLocalEndTime(pause.to) && minutesBetween(pause.from, pause.to) > 0;
  return breaks.every(isBreak) ? null : 'bad-break';
}

function dayOf(date: LocalDate, pattern: SlotPattern, busy: readonly Interval[]): GeneratedDay {
  const during = stretchOn(date, pattern, pattern.timeZone);
  const pauses = normalise((pattern.breaks ?? []).map((pause) => stretchOn(date, pause, pattern.timeZone)));
  const length = pattern.slotMinutes * 60_000;
  const open = subtract(normalise([during]), pauses);
  return { date, during, slots: open.flatMap((stretch) => cut(stretch, length, busy)) };
}

/** In a gap the end can come out before the start; such a stretch is made empty. */
function stretchOn(date: LocalDate, { from, to }: LocalRange, timeZone: string): Interval {
  const start = toInstant(date, from, timeZone);
  return { start, end: Math.max(start, toInstant(date, to, timeZone)) };
}

function cut(stretch: Interval, length: number, busy: readonly Interval[]): Interval[] {
  const slots: Interval[] = [];
  let next = firstEndingAfter(busy, stretch.start);
  for (let start = stretch.start; start + length <= stretch.end; start += length) {
    const end = start + length;
    let taken = busy[next];
    while (taken && taken.end <= start) taken = busy[++next];
    if (!taken || taken.start >= end) slots.push({ start, end });
  }
  return slots;
}
