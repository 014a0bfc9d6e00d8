import { type LocalDate, type LocalTime, searchText } from '@vitalmed/core';
import { readDate } from './read-date.ts';
import {
  type Named,
  type NamedSpecialty,
  readBareDoctor,
  readDoctor,
  readSite,
  readSpecialty,
} from './read-names.ts';
import { readBareHour, readTime, type Taken } from './read-time.ts';

export interface QuickBookingContext {
  /** Date of the site now. */
  today: LocalDate;
  doctors: readonly Named[];
  specialties: readonly NamedSpecialty[];
  sites: readonly Named[];
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
  siteId: number | null;
}

/** What one or several words mean: they set a field of the query and are no longer part of the patient's name. */
type Reading = Taken<Partial<QuickBookingQuery>>;

/**
 * Reads what a secretary types in one breath: "pérez 28123456 mar 10:20", "ana con gómez 24/8", "28.123.456 cardio
 * mañana 9". Nothing is ever refused: what isn't understood stays as words of the patient's name.
 */
export function parseQuickBooking(text: string, context: QuickBookingContext): QuickBookingQuery {
  const words = text.split(/\s+/).filter(Boolean);
  const plain = words.map(searchText);
  const patientWords: string[] = [];
  let query: QuickBookingQuery = {
    patientText: '',
    document: null,
    date: null,
    time: null,
    doctorId: null,
    specialtyId: null,
    siteId: null,
  };
  let last: Reading | null = null;

  for (let at = 0; at < words.length; at += last?.words ?? 1) {
    const before = { ...query, named: patientWords.length > 0, last: last?.value ?? {} };
    last = readOne(plain.slice(at), before, context);
    if (last) query = { ...query, ...last.value };
    else patientWords.push(words[at] ?? '');
  }
  return { ...query, patientText: patientWords.join(' ') };
}

/** What was read before these words, and what the words right before them meant: nothing where they are a name. */
type Before = QuickBookingQuery & { named: boolean; last: Reading['value'] };

function readOne(words: readonly string[], before: Before, context: QuickBookingContext): Reading | null {
  const { doctors, specialties, sites, today } = context;
  const patientKnown = before.named || before.document !== null;
  const time = () => readTime(words) ?? (before.last.date ? readBareHour(words) : null);
  // Right after the DNI a surname is the patient's; after the day, the hour or the specialty it is the doctor's.
  const { document: _, ...whatOrWhen } = before.last;
  const saidWhatOrWhen = patientKnown && Object.keys(whatOrWhen).length > 0;
  const mayBeDoctor = saidWhatOrWhen && before.doctorId === null;
  return (
    (before.time === null ? as('time', time()) : null) ??
    (before.date === null ? as('date', readDate(words, patientKnown, today)) : null) ??
    as('doctorId', readDoctor(words, doctors)) ??
    as('specialtyId', readSpecialty(words, specialties, patientKnown)) ??
    as('siteId', readSite(words, sites, before.document !== null || saidWhatOrWhen)) ??
    as('document', readDocument(words)) ??
    (mayBeDoctor ? as('doctorId', readBareDoctor(words, doctors)) : null)
  );
}

function as<K extends keyof QuickBookingQuery>(
  field: K,
  taken: Taken<QuickBookingQuery[K]> | null,
): Reading | null {
  return taken && { value: { [field]: taken.value }, words: taken.words };
}

const BEFORE_DOCUMENT = /^(?:d\.?n\.?i\.?|du|n[°o]|nro\.?):?$/;

/** 28123456, 28.123.456, "DNI 28123456", or the beginning of one; longer numbers are telephones. */
function readDocument(words: readonly string[]): Taken<string> | null {
  const said = words.findIndex((word) => !BEFORE_DOCUMENT.test(word));
  const digits = words[said]?.replaceAll('.', '') ?? '';
  return /^\d{5,9}$/.test(digits) ? { value: digits.replace(/^0+/, ''), words: said + 1 } : null;
}
