import { addDays, type LocalDate, weekday } from './local-date.ts';

/** 'YYYY-MM' */
export type Month = string;

const WEEKS_SHOWN = 6;

export function monthOf(date: LocalDate): Month {
  return date.slice(0, 7);
}

export function shiftMonth(month: Month, by: number): Month {
  const index = Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1 + by;
  return `${String(Math.floor(index / 12)).padStart(4, '0')}-${String((index % 12) + 1).padStart(2, '0')}`;
}

/**
 * Six whole weeks, Monday first, that hold every day of the month. Always six, so that the calendar never jumps
 * and the first days of the next month are at hand.
 */
export function monthWeeks(month: Month): LocalDate[][] {
  const first = `${month}-01`;
  const monday = addDays(first, 1 - weekday(first));
  return Array.from({ length: WEEKS_SHOWN }, (_, week) =>
    Array.from({ length: 7 }, (_day, day) => addDays(monday, week * 7 + day)),
  );
}
