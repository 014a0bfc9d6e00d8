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
  /** 'usual' for the room where each doctor attended last. */
  roomId: number | 'usual' | null;
  /** Null for the first specialty of each doctor. */
  specialtyId: number | null;
  /** Days that are left out for one doctor and stay for the others. */
  without: DoctorDay[];
}

export interface DoctorDay {
  doctorId: number;
  date: string;
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

/** The end of a stretch as a clock shows it: at midnight the day is over, and isn't beginning. */
export const endTime = (typed: string) => (typed === '00:00' ? '24:00' : typed);

/** Who or what isn't asked for any more isn't left out either, should it come back. */
export function withoutStrangers(draft: OpeningDraft): OpeningDraft {
  const without = draft.without.filter(
    ({ doctorId, date }) => draft.doctorIds.includes(doctorId) && draft.dates.includes(date),
  );
  return { ...draft, without };
}

type Attending = { id: number; siteIds: readonly number[] };

/** Where all of them attend, or else the first who attends anywhere; null where nobody does. */
export function siteOf(doctorIds: readonly number[], doctors: readonly Attending[]): number | null {
  const sites = doctorIds
    .flatMap((id) => doctors.filter((doctor) => doctor.id === id))
    .map(({ siteIds }) => siteIds);
  const attended = sites.filter(({ length }) => length > 0);
  const shared = attended[0]?.find((site) => attended.every((siteIds) => siteIds.includes(site)));
  return shared ?? attended[0]?.[0] ?? null;
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
