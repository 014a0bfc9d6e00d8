import { INVISIBLE } from './invisible.ts';
import { addDays, type LocalDate } from './local-date.ts';

const MARKS = /\p{M}+/gu;
/** Letters of other languages that no accent makes, as a Spanish keyboard writes them. */
const FOREIGN = Object.entries({
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  þ: 'th',
  ı: 'i',
});
const SPACES = /\s+/g;
/** Straight, curly and modifier apostrophes, and the accents that stand alone on a Spanish keyboard. */
const APOSTROPHES = /['’‘‛ʼʹ′`´＇]/g;
/** Hyphens and dashes of any length. */
const DASHES = /[\p{Pd}−]/gu;

/**
 * A name as it is kept, however keyboards and other programs write it: one apostrophe, one hyphen, single spaces
 * ("O´Connor" becomes "O'Connor").
 */
export function normaliseName(text: string): string {
  return withPlainSigns(text.normalize('NFC').replace(INVISIBLE, ''));
}

function withPlainSigns(text: string): string {
  return text.replace(APOSTROPHES, "'").replace(DASHES, '-').replace(SPACES, ' ').trim();
}

/**
 * Whether a normalised name can be one: letters with spaces, hyphens, apostrophes, the Catalan middle dot, and full stops
 * that end an abbreviation ('Ma. Eugenia'). A name stands in mails, so nothing in it may read as a link.
 */
export function isName(name: string): boolean {
  return name.length <= 60 && /^[\p{L}\p{M}](?:[\p{L}\p{M}' ·-]|\.(?=[ -]|$))*$/u.test(name);
}

/** For finding people whatever was typed: lower case, without accents (ñ is found by n), one apostrophe, single spaces. */
export function searchText(text: string): string {
  // Before too: taken apart, '´' is a space and a mark.
  const apart = withPlainSigns(text).normalize('NFKD');
  const plain = apart.replace(MARKS, '').replace(INVISIBLE, '').toLowerCase();
  return withPlainSigns(FOREIGN.reduce((text, [letter, plain]) => text.replaceAll(letter, plain), plain));
}

export type PersonName = { firstName: string; lastName: string; title?: string | null };

/** As one is spoken to: 'Juan Pérez', or with a title 'Dr. Juan Pérez'. */
export function fullName({ title, firstName, lastName }: PersonName): string {
  return [title, firstName, lastName].filter(Boolean).join(' ');
}

/** As a list sorts people: 'Pérez, Juan'. */
export function listName({ firstName, lastName }: PersonName): string {
  return [lastName, firstName].filter(Boolean).join(', ');
}

/** Full years on the date `today`; null for someone born after it. One born on 29 February turns on 1 March. */
export function ageAt(birthDate: LocalDate, today: LocalDate): number | null {
  if (addDays(birthDate, 0) > addDays(today, 0)) return null;
  const years = Number(today.slice(0, 4)) - Number(birthDate.slice(0, 4));
  return today.slice(5) < birthDate.slice(5) ? years - 1 : years;
}
