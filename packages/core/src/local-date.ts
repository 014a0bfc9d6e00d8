/** A wall-clock date of a site, 'YYYY-MM-DD', years 0001 to 9999 of the Gregorian calendar. */
export type LocalDate = string;
/** A wall-clock time of a site, 'HH:MM', 24 hours. As the end of a stretch '24:00' is also good. */
export type LocalTime = string;
/** Monday is 1, Sunday is 7 (ISO 8601). */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

const DAY_MS = 86_400_000;
const DAYS_IN_400_YEARS = 146_097;
const DATE = /^(?!0000)\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/;
const TIME = /^(?:[01]\d|2[0-3]):[0-5]\d$/;
/** The Monday that days of the week are counted from. */
const A_MONDAY = Date.UTC(1970, 0, 5);

/** Whether the text is a date that exists: '2026-02-29' doesn't. */
export function isLocalDate(text: unknown): text is LocalDate {
  if (typeof text !== 'string' || !DATE.test(text)) return false;
  const day = Number(text.slice(8));
  return day <= 28 || day <= daysInMonth(Number(text.slice(0, 4)), Number(text.slice(5, 7)));
}

export function isLocalTime(text: unknown): text is LocalTime {
  return typeof text === 'string' && TIME.test(text);
}

/** Like `isLocalTime`, and also '24:00', the midnight that ends the day. */
export function isLocalEndTime(text: unknown): text is LocalTime {
  return text === '24:00' || isLocalTime(text);
}

/** Midnight of the date as if its site lay in UTC, in epoch milliseconds. Throws RangeError for what isn't a date. */
export function utcMidnight(date: LocalDate): number {
  if (!isLocalDate(date)) throw new RangeError(`Not a date: ${date}`);
  // Date.UTC takes the years 0 to 99 for 1900 to 1999; the calendar repeats every 400 years.
  const year = Number(date.slice(0, 4)) + 400;
  return Date.UTC(year, Number(date.slice(5, 7)) - 1, Number(date.slice(8))) - DAYS_IN_400_YEARS * DAY_MS;
}

/** The date that a clock in UTC shows at the instant (epoch milliseconds). Throws RangeError outside years 1 to 9999. */
export function utcDate(instant: number): LocalDate {
  const date = new Date(instant).toISOString().slice(0, 10);
  if (!isLocalDate(date)) throw new RangeError('Outside the years 1 to 9999');
  return date;
}

/** The date `days` later, or earlier when negative. Throws RangeError for what isn't a date. */
export function addDays(date: LocalDate, days: number): LocalDate {
  return utcDate(utcMidnight(date) + days * DAY_MS);
}

/** Days from one date to the other; negative when `to` is earlier. */
export function daysBetween(from: LocalDate, to: LocalDate): number {
  return (utcMidnight(to) - utcMidnight(from)) / DAY_MS;
}

/** All dates from `from` to `to`, both included; none when `to` is earlier. */
export function datesBetween(from: LocalDate, to: LocalDate): LocalDate[] {
  const length = Math.max(0, daysBetween(from, to) + 1);
  return Array.from({ length }, (_, days) => addDays(from, days));
}

export function weekday(date: LocalDate): Weekday {
  const days = (utcMidnight(date) - A_MONDAY) / DAY_MS;
  return ((((days % 7) + 7) % 7) + 1) as Weekday;
}

/** Minutes since the day's midnight on the wall clock: '09:30' is 570, '24:00' is 1440. Throws RangeError. */
export function minutesOfDay(time: LocalTime): number {
  if (!isLocalEndTime(time)) throw new RangeError(`Not a time: ${time}`);
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
}

/** The reverse of `minutesOfDay`, for 0 to 1440. Throws RangeError. */
export function timeOfMinutes(minutes: number): LocalTime {
  if (!Number.isInteger(minutes) || minutes < 0 || minutes > 1440)
    throw new RangeError('Not a minute of a day');
  const pad = (part: number) => String(part).padStart(2, '0');
  return `${pad(Math.floor(minutes / 60))}:${pad(minutes % 60)}`;
}

/** Minutes from one wall-clock time to another of the same day; negative when `to` is earlier. */
export function minutesBetween(from: LocalTime, to: LocalTime): number {
  return minutesOfDay(to) - minutesOfDay(from);
}

function daysInMonth(year: number, month: number): number {
  if (month !== 2) return [4, 6, 9, 11].includes(month) ? 30 : 31;
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
}
