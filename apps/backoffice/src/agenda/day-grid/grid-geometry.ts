import type { AgendaColumn, AgendaSlot } from '../../api/trpc.ts';

/** Smallest height of a slot on the screen: what a finger or a shaky mouse still hits. */
const MIN_SLOT_PX = 26;
const MIN_PX_PER_MINUTE = 1.1;
const HOUR = 60;
const EMPTY_DAY = { from: 8 * HOUR, to: 18 * HOUR };

/** Minutes of the wall clock; `to` may pass midnight. Both fall on whole hours. */
export interface DayFrame {
  from: number;
  to: number;
  pxPerMinute: number;
}

export interface PlacedSlot {
  key: string;
  slot: AgendaSlot;
  top: number;
  height: number;
  /** Which of `lanes` side by side; more than one only where an overbooking shares the time of a slot. */
  lane: number;
  lanes: number;
}

/** Minutes since midnight on the clock of a site. */
export type ClockReader = (instant: string, timeZone: string) => number;

export function cellKey(slot: AgendaSlot): string {
  return slot.id === null ? `a${slot.appointment?.id ?? slot.startsAt}` : `s${slot.id}`;
}

export function durationMinutes(slot: AgendaSlot): number {
  return (Date.parse(slot.endsAt) - Date.parse(slot.startsAt)) / 60_000;
}

/** The hours that hold every slot, and a scale at which the shortest of them can be hit. */
export function dayFrame(columns: readonly AgendaColumn[], readClock: ClockReader): DayFrame {
  let from = Number.POSITIVE_INFINITY;
  let to = 0;
  let shortest = HOUR;
  for (const slot of columns.flatMap((column) => column.slots)) {
    const start = readClock(slot.startsAt, slot.site.timeZone);
    const minutes = durationMinutes(slot);
    from = Math.min(from, start);
    to = Math.max(to, start + minutes);
    shortest = Math.min(shortest, minutes);
  }
  const hours = from < to ? { from: floorHour(from), to: ceilHour(to) } : EMPTY_DAY;
  return { ...hours, pxPerMinute: Math.max(MIN_PX_PER_MINUTE, MIN_SLOT_PX / shortest) };
}

/** Where each slot of a column stands. Expects the slots sorted by their start, as the API gives them. */
export function placeSlots(
  slots: readonly AgendaSlot[],
  frame: DayFrame,
  readClock: ClockReader,
): PlacedSlot[] {
  const placed: PlacedSlot[] = [];
  let group: PlacedSlot[] = [];
  let groupEnd = 0;
  for (const slot of slots) {
    const start = readClock(slot.startsAt, slot.site.timeZone);
    const end = start + durationMinutes(slot);
    if (start >= groupEnd) group = [];
    const item: PlacedSlot = {
      key: cellKey(slot),
      slot,
      top: (start - frame.from) * frame.pxPerMinute,
      height: (end - start) * frame.pxPerMinute,
      lane: group.length,
      lanes: 1,
    };
    group.push(item);
    for (const neighbour of group) neighbour.lanes = group.length;
    groupEnd = Math.max(groupEnd, end);
    placed.push(item);
  }
  return placed;
}

/** Whole hours of the frame, in minutes since midnight. */
export function hourMarks(frame: DayFrame): number[] {
  return Array.from({ length: (frame.to - frame.from) / HOUR }, (_, index) => frame.from + index * HOUR);
}

function floorHour(minutes: number): number {
  return Math.floor(minutes / HOUR) * HOUR;
}

function ceilHour(minutes: number): number {
  return Math.ceil(minutes / HOUR) * HOUR;
}
