import { addDays, type LocalDate, toLocal, weekday } from '@vitalmed/core';

export const scaleNames = ['small', 'medium', 'large'] as const;
export type ScaleName = (typeof scaleNames)[number];

/** What a national network is made from: the same recipe always gives the same rows. */
export type Recipe = {
  scale: ScaleName;
  seed: number;
  /** "Today" of the network: days before it are history, days after it are open. */
  baseDate: LocalDate;
};

export type Network = Recipe & {
  doctors: number;
  patients: number;
  specialties: number;
  sites: number;
  /** The Monday of the first week. */
  firstMonday: LocalDate;
  weeks: number;
};

export const timeZone = 'America/Argentina/Buenos_Aires';

/** Slots of a doctor's day: seven in the morning and six in the afternoon, of twenty minutes each. */
export const slotsPerDay = 13;
export const morningSlots = 7;
export const slotMinutes = 20;
export const slotsPerWeek = 5 * slotsPerDay;

/** 157 weeks of five days: 1,000 days of history and 14 weeks ahead, about 10,000 slots a doctor. */
const weeks = 157;
const weeksAhead = 14;

const doctorsOf: Record<ScaleName, number> = { small: 20, medium: 200, large: 2_000 };

/** Everything is in proportion to the doctors: each has 500 patients, 10,205 slots and about 5,000 appointments. */
export function networkOf(recipe: Recipe): Network {
  const doctors = doctorsOf[recipe.scale];
  const thisMonday = addDays(recipe.baseDate, 1 - weekday(recipe.baseDate));
  return {
    ...recipe,
    doctors,
    patients: doctors * 500,
    specialties: Math.max(2, doctors / 50),
    sites: Math.max(2, doctors / 20),
    firstMonday: addDays(thisMonday, -7 * (weeks - weeksAhead)),
    weeks,
  };
}

export function today(now: Date): LocalDate {
  return toLocal(now.getTime(), timeZone).date;
}
