import { addDays, type LocalDate } from './local-date.ts';

const MARKS = /\p{M}+/gu;
/** Invisible characters: zero-width joiners, bidirectional controls, the byte order mark. */
const INVISIBLE = /\p{Cf}+/gu;
const SPACES = /\s+/g;
/** Straight, curly and modifier apostrophes, and the accents that stand alone on a Spanish keyboard. */
const APOSTROPHES = /['’‘‛ʼʹ′`´＇]/g;
/** Hyphens and dashes of any length. */
const DASHES = /[\p{Pd}−]/gu;

/** 'DNI N° 28.123.456', 'D.N.I.: 28123456', 'Nº 28123456', 'DU 28123456': what people write before the number. */
const DOCUMENT_WORDS =
  /^(?:(?:D\.?N\.?I|L\.?[EC]|D\.?U|DOC(?:UMENTO)?)\b\.?[\s:]*)?(?:(?:N\s*[°ºo]|NRO|N[UÚ]M(?:ERO)?)[.:]?)?[\s:]*(?=\d)/iu;

/**
 * The document as it is stored and compared: '28.123.456', 'DNI N° 28123456' and ' 028123456' become '28123456', a
 * foreign passport keeps its letters ('aab-123456' becomes 'AAB123456').
 */
export function normaliseDocument(text: string): string {
  const number = text.normalize('NFC').replace(INVISIBLE, '').trim().replace(DOCUMENT_WORDS, '');
  const plain = number
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
    .replace(/^(?:DNI|LE|LC|DU)(?=\d)/, '');
  return /^\d+$/.test(plain) ? plain.replace(/^0+/, '') : plain;
}

/**
 * Whether a normalised document can be one: a number of 6 to 9 digits (a DNI has 7 or 8, foreign cards up to 9), or a
 * passport of 6 to 12 letters and digits.
 */
export function isDocument(document: string): boolean {
  return /^\d{6,9}$/.test(document) || /^(?=.*\d)(?=.*[A-Z])[0-9A-Z]{6,12}$/.test(document);
}

/** The address as it is stored and compared: composed (NFC), without spaces around, in lower case. */
export function normaliseEmail(text: string): string {
  return text.replace(INVISIBLE, '').normalize('NFC').trim().toLowerCase();
}

/** What stands before the at without quotes (RFC 5322, with the letters of RFC 6531): no dot at an end, nor two in a row. */
const MAILBOX = /^[\p{L}\p{N}\p{M}!#$%&'*+/=?^_`{|}~-]+(?:\.[\p{L}\p{N}\p{M}!#$%&'*+/=?^_`{|}~-]+)*$/u;
/** One part of a domain (RFC 1123, and RFC 5890 for letters of other scripts): no hyphen at an end. */
const DOMAIN_LABEL = /^[\p{L}\p{N}](?:[\p{L}\p{N}\p{M}-]*[\p{L}\p{N}\p{M}])?$/u;

/** Whether a normalised address can be one; only a mail that arrives proves it. At most 254 characters (RFC 5321). */
export function isEmail(email: string): boolean {
  if (email.length > 254) return false;
  const [mailbox = '', domain = '', ...more] = email.split('@');
  const labels = domain.split('.');
  const top = labels.at(-1) ?? '';
  return (
    more.length === 0 &&
    mailbox.length <= 64 &&
    MAILBOX.test(mailbox) &&
    labels.length >= 2 &&
    labels.every((label) => label.length <= 63 && DOMAIN_LABEL.test(label)) &&
    /\p{L}/u.test(top) &&
    top.length >= 2
  );
}

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
  return withPlainSigns(apart.replace(MARKS, '').replace(INVISIBLE, '').toLowerCase());
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
