import { addDays, isLocalDate, type LocalDate, weekday } from '@vitalmed/core';
import { readTime, type Taken } from './read-time.ts';

const WEEKDAYS = ['lunes', 'martes', 'miercoles', 'jueves', 'viernes', 'sabado', 'domingo'];
const MONTHS = [
  'enero',
  'febrero',
  'marzo',
  'abril',
  'mayo',
  'junio',
  'julio',
  'agosto',
  'septiembre',
  'octubre',
  'noviembre',
  'diciembre',
];
export const SHORTEST_ABBREVIATION = 3;
const BEFORE_A_DAY = new Set(['el', 'este', 'para', 'proximo']);

/** "hoy", "mañana", "24/8", "4 de agosto", "el lunes", "lunes que viene". */
export function readDate(
  words: readonly string[],
  afterPatient: boolean,
  today: LocalDate,
): Taken<LocalDate> | null {
  const [first = '', second = ''] = words;
  if (first === 'hoy') return { value: today, words: 1 };
  if (first === 'manana') return { value: addDays(today, 1), words: 1 };
  if (first === 'pasado') return { value: addDays(today, 2), words: second === 'manana' ? 2 : 1 };
  return (
    readNumericDate(first, today) ??
    readMonthDate(words, today) ??
    readNamedDay(words, today) ??
    readWeekday(words, afterPatient, today)
  );
}

/** 24/8, 24-8, 24/8/2026. Without a year, the next time that date comes round. */
function readNumericDate(word: string, today: LocalDate): Taken<LocalDate> | null {
  const match = /^(\d{1,2})[/-](\d{1,2})(?:[/-](\d{2}|\d{4}))?$/.exec(word);
  if (!match) return null;
  const [, day = '', month = '', year] = match;
  const date = dateOf(Number(day), Number(month), year, today);
  return date ? { value: date, words: 1 } : null;
}

/** "4 de agosto", "4 ago". */
function readMonthDate(words: readonly string[], today: LocalDate): Taken<LocalDate> | null {
  const [day = '', second = '', third = ''] = words;
  if (!/^\d{1,2}$/.test(day)) return null;
  const name = second === 'de' ? third : second;
  const month = name.length >= SHORTEST_ABBREVIATION ? MONTHS.findIndex((full) => full.startsWith(name)) : -1;
  const date = month === -1 ? null : dateOf(Number(day), month + 1, undefined, today);
  return date ? { value: date, words: second === 'de' ? 3 : 2 } : null;
}

function dateOf(day: number, month: number, year: string | undefined, today: LocalDate): LocalDate | null {
  const thisYear = Number(today.slice(0, 4));
  const wanted = year === undefined ? thisYear : Number(year.length === 2 ? `20${year}` : year);
  const text = (inYear: number) =>
    `${inYear}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
  const date = text(wanted);
  if (year === undefined && isLocalDate(date) && date < today) return text(wanted + 1);
  return isLocalDate(date) ? date : null;
}

/** "el lunes", "este viernes", "próximo martes": said so, it is a day and nobody's name. */
function readNamedDay(words: readonly string[], today: LocalDate): Taken<LocalDate> | null {
  const [first = '', second = ''] = words;
  if (!BEFORE_A_DAY.has(first)) return null;
  if (second === 'proximo') return shifted(readNamedDay(words.slice(1), today));
  const day = dayOfWeek(words.slice(1), today, first === 'proximo');
  return day && shifted(day);
}

/**
 * "mar" or "martes": the next one, today included. "Mar" and "Domingo" are also people's names, so a weekday
 * counts only after the patient, before an hour, or where "que viene" says so.
 */
function readWeekday(
  words: readonly string[],
  afterPatient: boolean,
  today: LocalDate,
): Taken<LocalDate> | null {
  const day = dayOfWeek(words, today, false);
  return day && (afterPatient || day.words > 1 || readTime(words.slice(1))) ? day : null;
}

/** A weekday with what belongs to it: "lunes que viene", "lunes próximo", "martes 18" where the 18th is a Tuesday. */
function dayOfWeek(words: readonly string[], today: LocalDate, afterToday: boolean): Taken<LocalDate> | null {
  const [name = '', second = '', third = ''] = words;
  if (name.length < SHORTEST_ABBREVIATION) return null;
  const index = WEEKDAYS.findIndex((full) => full.startsWith(name));
  if (index === -1) return null;
  if (second === 'que' && third === 'viene') return { value: nextOf(index, today, true), words: 3 };
  if (second === 'proximo') return { value: nextOf(index, today, true), words: 2 };
  const dated = /^\d{1,2}$/.test(second) ? dayOfMonth(Number(second), today) : null;
  if (dated && weekday(dated) === index + 1) return { value: dated, words: 2 };
  return { value: nextOf(index, today, afterToday), words: 1 };
}

function nextOf(index: number, today: LocalDate, afterToday: boolean): LocalDate {
  const ahead = (index + 1 - weekday(today) + 7) % 7;
  return addDays(today, ahead === 0 && afterToday ? 7 : ahead);
}

/** The next date with that number, this month or the next. */
function dayOfMonth(day: number, today: LocalDate): LocalDate | null {
  const [year = 0, month = 0] = today.split('-').map(Number);
  const inMonth = (monthsAhead: number) => {
    const first = new Date(Date.UTC(year, month - 1 + monthsAhead, 1)).toISOString().slice(0, 8);
    return `${first}${String(day).padStart(2, '0')}`;
  };
  return [inMonth(0), inMonth(1)].find((date) => isLocalDate(date) && date >= today) ?? null;
}

function shifted<T>(taken: Taken<T> | null): Taken<T> | null {
  return taken && { ...taken, words: taken.words + 1 };
}
