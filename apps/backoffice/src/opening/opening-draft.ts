import {
  isLocalEndTime,
  isLocalTime,
  isSlotMinutes,
  minutesBetween,
  slotCount,
  slotMinutesFor,
} from '@vitalmed/core';
import type { Opening } from '../api/trpc.ts';

export interface HourRange {
  from: string;
  to: string;
}

/** What the form holds while it is being filled in; complete or not. */
export interface OpeningDraft {
  doctorIds: number[];
  dates: string[];
  ranges: HourRange[];
  slotMinutes: number;
  siteId: number | null;
  roomId: number | null;
  /** Null for the first specialty of each doctor. */
  specialtyId: number | null;
}

export const MOST_RANGES = 4;
export const MOST_DOCTORS = 20;

export type DraftProblem = 'doctors' | 'dates' | 'ranges' | 'overlap' | 'length' | 'site';

function isRange({ from, to }: HourRange): boolean {
  return isLocalTime(from) && isLocalEndTime(to) && minutesBetween(from, to) > 0;
}

function overlap(ranges: readonly HourRange[]): boolean {
  const sorted = [...ranges].sort((a, b) => a.from.localeCompare(b.from));
  return sorted.some((range, index) => {
    const next = sorted[index + 1];
    return next !== undefined && next.from < range.to;
  });
}

/** The first thing that is missing or wrong, or null when the draft can be previewed. */
export function draftProblem(draft: OpeningDraft): DraftProblem | null {
  if (draft.doctorIds.length === 0) return 'doctors';
  if (draft.dates.length === 0) return 'dates';
  if (draft.ranges.length === 0 || !draft.ranges.every(isRange)) return 'ranges';
  if (overlap(draft.ranges)) return 'overlap';
  if (!isSlotMinutes(draft.slotMinutes)) return 'length';
  return draft.siteId === null ? 'site' : null;
}

/** The draft as the API takes it; null while something is missing. */
export function toOpening(draft: OpeningDraft): Opening | null {
  if (draftProblem(draft) !== null || draft.siteId === null) return null;
  return { ...draft, siteId: draft.siteId };
}

/** Slots that one doctor has on one day. */
export function slotsADay({ ranges, slotMinutes }: Pick<OpeningDraft, 'ranges' | 'slotMinutes'>): number {
  return ranges
    .filter(isRange)
    .reduce((total, { from, to }) => total + slotCount(minutesBetween(from, to), slotMinutes), 0);
}

/** The slot length that gives `count` slots a day in those hours, in minutes; null when none does. */
export function lengthForCount(ranges: readonly HourRange[], count: number): number | null {
  const minutes = ranges.filter(isRange).reduce((total, { from, to }) => total + minutesBetween(from, to), 0);
  let length = slotMinutesFor(minutes, count);
  // Several stretches lose a remainder each: shorten until the wanted number really fits.
  while (
    length !== null &&
    isSlotMinutes(length) &&
    slotsADay({ ranges: [...ranges], slotMinutes: length }) < count
  ) {
    length -= 1;
  }
  return length !== null && isSlotMinutes(length) ? length : null;
}
