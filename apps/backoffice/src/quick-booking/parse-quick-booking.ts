import { addDays, isLocalDate, type LocalDate, type LocalTime, searchText, weekday } from '@vitalmed/core';

interface Named {
  id: number;
  name: string;
}

export interface QuickBookingContext {
  /** Date of the site now. */
  today: LocalDate;
  doctors: readonly Named[];
  specialties: readonly Named[];
}

export interface QuickBookingQuery {
  /** What is left for finding the patient: name or telephone, as it was typed. */
  patientText: string;
  /** Digits of the DNI, without dots. */
  document: string | null;
  date: LocalDate | null;
  /** Wall-clock time of the site. */
  time: LocalTime | null;
  doctorId: number | null;
  specialtyId: number | null;
}

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
const DOCTOR_TITLES = new Set(['con', 'dr', 'dr.', 'dra', 'dra.']);
const SHORTEST_ABBREVIATION = 3;
const SHORTEST_SPECIALTY = 5;

interface Taken<T> {
  value: T;
  /** How many words it took. */
  words: number;
}

/**
 * Reads what a secretary types in one breath: "pérez 28123456 mar 10:20", "ana con gómez 24/8". Nothing is ever
 * refused: what isn't understood stays as words of the patient's name.
 */
export function parseQuickBooking(text: string, context: QuickBookingContext): QuickBookingQuery {
  const words = text.split(/\s+/).filter(Boolean);
  const plain = words.map(searchText);
  const query: QuickBookingQuery = {
    patientText: '',
    document: null,
    date: null,
    time: null,
    doctorId: null,
    specialtyId: null,
  };
  const patientWords: string[] = [];

  for (let at = 0; at < words.length; ) {
    const rest = plain.slice(at);
    const afterPatient = patientWords.length > 0 || query.document !== null;
    const time = query.time === null ? readTime(rest) : null;
    const date = query.date === null ? readDate(rest, afterPatient, context.today) : null;
    const doctor = readDoctor(rest, context.doctors);
    const specialty = readSpecialty(rest, context.specialties);
    const document = readDocument(rest);
    if (time) query.time = time.value;
    else if (date) query.date = date.value;
    else if (doctor) query.doctorId = doctor.value;
    else if (specialty) query.specialtyId = specialty.value;
    else if (document) query.document = document.value;
    else patientWords.push(words[at] ?? '');
    at += (time ?? date ?? doctor ?? specialty ?? document)?.words ?? 1;
  }
  query.patientText = patientWords.join(' ');
  return query;
}

/** 10:20, 10.20, 10h, 10hs, 3pm, "a las 10". */
function readTime(words: readonly string[]): Taken<LocalTime> | null {
  const [first = '', second = '', third = ''] = words;
  if (first === 'a' && second === 'las') {
    const hour = clock(/^(\d{1,2})(?:[:.](\d{2}))?$/.exec(third));
    return hour ? { value: hour, words: 3 } : null;
  }
  const time = clock(
    /^(\d{1,2})[:.](\d{2})(?:hs?)?$/.exec(first) ?? /^(\d{1,2})()(?:hs?|am|(pm))$/.exec(first),
  );
  return time ? { value: time, words: 1 } : null;
}

function clock(match: RegExpExecArray | null): LocalTime | null {
  if (!match) return null;
  const [, hourText = '', minuteText, afternoon] = match;
  const hour = Number(hourText) + (afternoon && Number(hourText) < 12 ? 12 : 0);
  const minute = Number(minuteText || 0);
  if (hour > 23 || minute > 59) return null;
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
}

function readDate(
  words: readonly string[],
  afterPatient: boolean,
  today: LocalDate,
): Taken<LocalDate> | null {
  const [first = '', second = ''] = words;
  if (first === 'hoy') return { value: today, words: 1 };
  if (first === 'manana') return { value: addDays(today, 1), words: 1 };
  if (first === 'pasado') return { value: addDays(today, 2), words: second === 'manana' ? 2 : 1 };
  return (
    readNumericDate(first, today) ?? readMonthDate(words, today) ?? readWeekday(words, afterPatient, today)
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

/**
 * "mar" or "martes": the next one, today included. "Mar" and "Domingo" are also people's names, so a weekday
 * counts only after the patient, or right before an hour.
 */
function readWeekday(
  words: readonly string[],
  afterPatient: boolean,
  today: LocalDate,
): Taken<LocalDate> | null {
  const [first = ''] = words;
  if (first.length < SHORTEST_ABBREVIATION) return null;
  const index = WEEKDAYS.findIndex((name) => name.startsWith(first));
  if (index === -1 || !(afterPatient || readTime(words.slice(1)))) return null;
  const ahead = (index + 1 - weekday(today) + 7) % 7;
  return { value: addDays(today, ahead), words: 1 };
}

/** "con gómez", "dra. gómez", "dr juan pérez": the only doctor whose name has those words. */
function readDoctor(words: readonly string[], doctors: readonly Named[]): Taken<number> | null {
  let start = 0;
  while (DOCTOR_TITLES.has(words[start] ?? '')) start += 1;
  if (start === 0) return null;
  let candidates = doctors;
  let used = start;
  for (const word of words.slice(start)) {
    const narrower = candidates.filter(({ name }) =>
      searchText(name)
        .split(' ')
        .some((part) => part.startsWith(word)),
    );
    if (narrower.length === 0) break;
    candidates = narrower;
    used += 1;
  }
  const [only] = candidates;
  return used > start && only && candidates.length === 1 ? { value: only.id, words: used } : null;
}

function readSpecialty([first = '']: readonly string[], specialties: readonly Named[]): Taken<number> | null {
  if (first.length < SHORTEST_SPECIALTY) return null;
  const found = specialties.find(({ name }) => searchText(name).startsWith(first));
  return found ? { value: found.id, words: 1 } : null;
}

/** 28123456, 28.123.456, or the beginning of one; longer numbers are telephones. */
function readDocument([first = '']: readonly string[]): Taken<string> | null {
  const digits = first.replaceAll('.', '');
  return /^\d{5,9}$/.test(digits) ? { value: digits, words: 1 } : null;
}
