import { isLocalDate, isLocalEndTime, type LocalDate, type LocalTime } from './local-date.ts';

const ISO_DATE = /^\d{4}-\d{2}-\d{2}$/;
const DATE_PARTS = /^(\d{1,2})[\s./-]+(\d{1,2})(?:[\s./-]+(\d{4}|\d{2}))?$/;
const DATE_DIGITS = /^(\d{2})(\d{2})(\d{4}|\d{2})$/;
const TIME_PARTS = /^(\d{1,2})(?:\s*(?:[:.,h]|hs)\s*(\d{2})?)?\s*(?:h|hs)?$/;
const TIME_DIGITS = /^(\d{1,2})(\d{2})$/;

interface Around {
  /** Its year is meant where none is written. */
  near?: LocalDate;
  /** The last date that can be meant: a year of two digits that lies beyond it is of the century before. */
  latest?: LocalDate;
}

/**
 * The date that somebody wrote, day first: "24/3/1985", "24-3-85", "24031985", "24/3" with `near`; an ISO date too.
 * Null for anything else, and for a date that doesn't exist.
 */
export function readWrittenDate(text: string, { near, latest }: Around = {}): LocalDate | null {
  const written = text.trim();
  if (ISO_DATE.test(written)) return isLocalDate(written) ? written : null;
  const [, day, month, year = near?.slice(0, 4)] =
    DATE_PARTS.exec(written) ?? DATE_DIGITS.exec(written) ?? [];
  if (!day || !month || !year) return null;
  const inYear = (full: string) => `${full}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const asWritten = inYear(year.length === 2 ? `20${year}` : year);
  const date = year.length === 2 && latest && asWritten > latest ? inYear(`19${year}`) : asWritten;
  return isLocalDate(date) ? date : null;
}

/** The time that somebody wrote on 24 hours: "9", "9:30", "9.30", "930", "9 h", "21h15", "24:00". Null for anything else. */
export function readWrittenTime(text: string): LocalTime | null {
  const written = text.trim().toLowerCase();
  const [, hours, minutes = '00'] = TIME_PARTS.exec(written) ?? TIME_DIGITS.exec(written) ?? [];
  if (!hours) return null;
  const time = `${hours.padStart(2, '0')}:${minutes}`;
  return isLocalEndTime(time) ? time : null;
}
