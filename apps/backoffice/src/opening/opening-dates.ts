import { addDays, type LocalDate, weekday } from '@vitalmed/core';

export const MOST_DATES = 90;

/** The given weekdays (Monday is 1) of so many weeks of seven days, counted from `from` on, in order. */
export function repeatedDates(from: LocalDate, weeks: number, weekdays: readonly number[]): LocalDate[] {
  return Array.from({ length: weeks * 7 }, (_, day) => addDays(from, day)).filter((date) =>
    weekdays.includes(weekday(date)),
  );
}

/** The dates with those added, sorted, each once, never more than the API takes. */
export function withDates(dates: readonly LocalDate[], added: readonly LocalDate[]): LocalDate[] {
  return [...new Set([...dates, ...added])].sort().slice(0, MOST_DATES);
}

export function withoutDates(dates: readonly LocalDate[], removed: readonly LocalDate[]): LocalDate[] {
  return dates.filter((date) => !removed.includes(date));
}
