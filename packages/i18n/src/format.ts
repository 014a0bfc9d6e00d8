import { daysBetween, type LocalDate } from '@vitalmed/core';
import { getLocale, intlTag, type Locale } from './locale.ts';
import { m } from './messages.ts';

/** ISO-8601 text with its offset, epoch milliseconds, or a Date. */
export type Instant = string | number | Date;

type Options = { locale?: Locale };

const HOUR_MS = 3_600_000;
const MIDDAY_UTC = 'T12:00:00Z';
const formatters = new Map<string, Intl.DateTimeFormat>();

/** Building one costs a hundred times what using it does, and a day's list uses the same three. */
function formatter(
  locale: Locale,
  timeZone: string,
  fields: Intl.DateTimeFormatOptions,
): Intl.DateTimeFormat {
  const key = `${locale}|${timeZone}|${JSON.stringify(fields)}`;
  const known = formatters.get(key);
  if (known) return known;
  const made = new Intl.DateTimeFormat(intlTag(locale), { ...fields, timeZone });
  formatters.set(key, made);
  return made;
}

function parts(date: Date, locale: Locale, timeZone: string, fields: Intl.DateTimeFormatOptions) {
  const found: Partial<Record<Intl.DateTimeFormatPartTypes, string>> = {};
  for (const { type, value } of formatter(locale, timeZone, fields).formatToParts(date)) found[type] = value;
  return found;
}

/** A local date has no zone: midday UTC shown in UTC can't slip into a neighbouring day. */
function dateParts(date: LocalDate, locale: Locale, fields: Intl.DateTimeFormatOptions) {
  return parts(new Date(date + MIDDAY_UTC), locale, 'UTC', fields);
}

/** "martes 4 de agosto", or "martes 4 de agosto de 2026" with `year`. */
export function formatDateLong(date: LocalDate, options: Options & { year?: boolean } = {}): string {
  const locale = options.locale ?? getLocale();
  const { weekday, day, month, year } = dateParts(date, locale, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
  });
  if (locale === 'en') return `${weekday} ${day} ${month}${options.year ? ` ${year}` : ''}`;
  return `${weekday} ${day} de ${month}${options.year ? ` de ${year}` : ''}`;
}

/** "mar 4 ago" */
export function formatDateShort(date: LocalDate, options: Options = {}): string {
  return `${formatWeekday(date, options)} ${formatDayOfMonth(date)} ${formatMonth(date, options)}`;
}

/** "04/08/2026" in both languages: the form that people type and read back in a field. */
export function formatDateDigits(date: LocalDate): string {
  return `${date.slice(8)}/${date.slice(5, 7)}/${date.slice(0, 4)}`;
}

/** "mar" */
export function formatWeekday(date: LocalDate, options: Options = {}): string {
  const { weekday } = dateParts(date, options.locale ?? getLocale(), { weekday: 'short' });
  return withoutDot(weekday);
}

/** "4" */
export function formatDayOfMonth(date: LocalDate): string {
  return String(Number(date.slice(8)));
}

/** "ago", or "agosto" with `long`. */
export function formatMonth(date: LocalDate, options: Options & { long?: boolean } = {}): string {
  const { month } = dateParts(date, options.locale ?? getLocale(), {
    day: 'numeric',
    month: options.long ? 'long' : 'short',
  });
  return withoutDot(month);
}

/**
 * "9:20 h" in Spanish, "9:20" in English: 24 hours in both, whatever the device thinks. Where clocks go back and show an
 * hour twice, it says which of the two: "1:30 h (GMT-4)".
 */
export function formatTime(instant: Instant, timeZone: string, options: Options = {}): string {
  const clock = formatClock(instant, timeZone);
  const at = +new Date(instant);
  const twice = [at - HOUR_MS, at + HOUR_MS].some((other) => formatClock(other, timeZone) === clock);
  const { timeZoneName } = twice ? parts(new Date(at), 'en', timeZone, { timeZoneName: 'short' }) : {};
  const unit = (options.locale ?? getLocale()) === 'en' ? '' : ' h';
  return clock + unit + (timeZoneName ? ` (${timeZoneName})` : '');
}

/** "9:20", 24 hours, for columns where the unit is clear. */
export function formatClock(instant: Instant, timeZone: string): string {
  const { hour, minute } = clock(instant, timeZone);
  return `${hour}:${minute}`;
}

/** "martes 4 de agosto, 9:20 h" */
export function formatDateTimeLong(
  instant: Instant,
  timeZone: string,
  options: Options & { year?: boolean } = {},
): string {
  return `${formatDateLong(localDateOf(instant, timeZone), options)}, ${formatTime(instant, timeZone, options)}`;
}

/** "mar 4 ago, 9:20 h" */
export function formatDateTimeShort(instant: Instant, timeZone: string, options: Options = {}): string {
  return `${formatDateShort(localDateOf(instant, timeZone), options)}, ${formatTime(instant, timeZone, options)}`;
}

/** "hoy", "mañana" or "ayer" as seen from `today`; the long date otherwise. Both are dates of the same site. */
export function formatRelativeDay(date: LocalDate, today: LocalDate, options: Options = {}): string {
  switch (daysBetween(today, date)) {
    case 0:
      return m.common_today({}, options);
    case 1:
      return m.common_tomorrow({}, options);
    case -1:
      return m.common_yesterday({}, options);
    default:
      return formatDateLong(date, options);
  }
}

/** Whole minutes as people say them: "recién" below one, "35 min", "1 h", "1 h 20 min". */
export function formatDuration(minutes: number, options: Options = {}): string {
  const whole = Math.floor(minutes);
  if (whole < 1) return m.common_less_than_minute({}, options);
  const hours = Math.floor(whole / 60);
  const rest = whole % 60;
  if (hours === 0) return m.common_minutes({ count: rest }, options);
  return rest === 0
    ? m.common_hours({ hours }, options)
    : m.common_hours_minutes({ hours, minutes: rest }, options);
}

/** How long to wait, in words and never too short: "30 segundos", "12 minutos", "1 hora". */
export function formatWait(seconds: number, { locale = getLocale() }: Options = {}): string {
  const minutes = Math.ceil(seconds / 60);
  const [count, unit] =
    seconds < 60
      ? [seconds, 'second']
      : minutes < 60
        ? [minutes, 'minute']
        : [Math.ceil(minutes / 60), 'hour'];
  return new Intl.NumberFormat(intlTag(locale), { style: 'unit', unit, unitDisplay: 'long' }).format(count);
}

/** The wall-clock date at that instant in that IANA zone. */
export function localDateOf(instant: Instant, timeZone: string): LocalDate {
  const { year, month, day } = parts(new Date(instant), 'en', timeZone, {
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  });
  return `${year}-${month}-${day}`;
}

type Clock = { hour: number; minute: string };

/** By zone and instant: the columns of a day hold the same few dozen hours over and over. */
const clocks = new Map<string, Map<number, Clock>>();
const CLOCKS_PER_ZONE = 5_000;

function clock(instant: Instant, timeZone: string): Clock {
  const at = new Date(instant);
  const ofZone = clocks.get(timeZone) ?? new Map<number, Clock>();
  clocks.set(timeZone, ofZone);
  const known = ofZone.get(at.getTime());
  if (known) return known;
  const { hour, minute } = parts(at, 'en', timeZone, {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  const read = { hour: Number(hour), minute: minute ?? '00' };
  // A page that stays open for weeks must not remember every hour that it ever showed.
  if (ofZone.size >= CLOCKS_PER_ZONE) ofZone.clear();
  ofZone.set(at.getTime(), read);
  return read;
}

/** Some versions of ICU abbreviate with a dot ("ago."), others without; people write none. */
function withoutDot(text = ''): string {
  return text.replace('.', '');
}
