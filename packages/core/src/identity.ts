import { addDays, type LocalDate } from './local-date.ts';

const MARKS = /\p{M}+/gu;
/** Invisible characters: zero-width joiners, bidirectional controls, the byte order mark. */
const INVISIBLE = /\p{Cf}+/gu;
const SPACES = /\s+/g;

/**
 * The document as it is stored and compared: '28.123.456' and ' 028123456' become '28123456', a foreign
 * passport keeps its letters ('aab-123456' becomes 'AAB123456'). DNI, LE or LC written before it falls away.
 */
export function normaliseDocument(text: string): string {
  const plain = text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
    .replace(/^(?:DNI|LE|LC)(?=\d)/, '');
  return /^\d+$/.test(plain) ? plain.replace(/^0+/, '') : plain;
}

/** Whether a normalised document can be one: a DNI of 6 to 8 digits, or a passport of 6 to 12 letters and digits. */
export function isDocument(document: string): boolean {
  return /^\d{6,8}$/.test(document) || /^(?=.*\d)(?=.*[A-Z])[0-9A-Z]{6,12}$/.test(document);
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
 * A telephone as it is dialled from anywhere, where the text says enough: '011 15-4567-8901' becomes
 * '+5491145678901', '0351 422-3344' becomes '+543514223344'. Numbers with '+' or '00' keep their country;
 * a number without an area code stays as its digits.
 */
export function normalisePhone(text: string): string {
  const trimmed = text.normalize('NFKC').trim();
  const digits = trimmed.replace(/\D/g, '');
  if (trimmed.startsWith('+')) return international(digits);
  if (digits.startsWith('00')) return international(digits.slice(2));
  if (digits.startsWith('54') && digits.length >= 12) return international(digits);
  return argentine(digits) ?? digits;
}

/** Whether a normalised telephone can be one: 6 to 15 digits (E.164), with or without a country. */
export function isPhone(phone: string): boolean {
  return /^\+?\d{6,15}$/.test(phone);
}

function international(digits: string): string {
  if (!digits.startsWith('54')) return `+${digits}`;
  return argentine(digits.slice(2)) ?? `+${digits}`;
}

/** Argentine numbers have ten digits of area and subscriber; a mobile is dialled 15 at home and 9 from abroad. */
function argentine(digits: string): string | null {
  const national = digits.replace(/^0/, '');
  if (/^\d{10}$/.test(national)) return `+54${national}`;
  if (/^9\d{10}$/.test(national)) return `+54${national}`;
  const mobile = /^(11|[23]\d{2,3}?)15(\d{6,8})$/.exec(national);
  const [, area = '', subscriber = ''] = mobile ?? [];
  return area.length + subscriber.length === 10 ? `+549${area}${subscriber}` : null;
}

/** For finding people whatever was typed: lower case, without accents (ñ is found by n), single spaces. */
export function searchText(text: string): string {
  const plain = text.normalize('NFKD').replace(MARKS, '').replace(INVISIBLE, '').toLowerCase();
  return plain.replace(SPACES, ' ').trim();
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
