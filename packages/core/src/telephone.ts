/**
 * Telephones as Argentina writes them (ENACOM's numbering plan): ten digits of area and subscriber, of which the area
 * has two, three or four. At home a mobile is dialled with 15 after the area, from abroad with 9 before it.
 */

/** The areas of three digits. Buenos Aires has the only one of two, every other has four. */
const AREAS_OF_THREE = new Set(
  `220 221 223 230 236 237 249 260 261 263 264 266 280 291 294 297 298 299 336 341 342 343 345 348
   351 353 358 362 364 370 376 379 380 381 383 385 387 388`.split(/\s+/),
);
const BUENOS_AIRES = '11';
const NATIONAL_DIGITS = 10;

/** What follows a number in a house that shares it: 'int. 23', 'interno 4', 'ext 105', 'x12', '#7', ';ext=23'. */
const EXTENSION =
  /(?:;\s*ext=|\b(?:int(?:erno)?|ext(?:ensi[oó]n)?|x)\b[.:]?|(?<=\d\s*)x(?=\d)|#)\s*(\d{1,6})\D*$/iu;

/**
 * A telephone as it is dialled from anywhere, where the text says enough: '011 15-4567-8901' and '15-4567-8901' become
 * '+5491145678901', '0351 422-3344' becomes '+543514223344'. Numbers with '+' or '00' keep their country; a number
 * without an area code stays as its digits. An extension comes after it as RFC 3966 has it: '+541143215678;ext=23'.
 */
export function normalisePhone(text: string): string {
  const written = text.normalize('NFKC').trim();
  const [, extension] = EXTENSION.exec(written) ?? [];
  const number = dialled(written.replace(EXTENSION, ''));
  return extension && number ? `${number};ext=${extension}` : number;
}

/** Whether a normalised telephone can be one: 6 to 15 digits (E.164), with or without a country or an extension. */
export function isPhone(phone: string): boolean {
  return /^\+?\d{6,15}(?:;ext=\d{1,6})?$/.test(phone);
}

/**
 * The normalised telephone as it may be kept too: the 9 of a mobile is written by some and left out by others, and they
 * are one line.
 */
export function phoneForms(phone: string): string[] {
  const national = /^\+549?(\d{10}.*)$/.exec(phone)?.[1];
  return national ? [`+54${national}`, `+549${national}`] : [phone];
}

function dialled(text: string): string {
  const digits = text.replace(/\D/g, '');
  if (text.startsWith('+')) return international(digits);
  if (digits.startsWith('00')) return international(digits.slice(2));
  if (digits.startsWith('54') && digits.length > NATIONAL_DIGITS + 1) return international(digits);
  return argentine(digits) ?? digits;
}

function international(digits: string): string {
  if (!digits.startsWith('54')) return `+${digits}`;
  return argentine(digits.slice(2)) ?? `+${digits}`;
}

/** Null for what has not the digits of a number of the country. 9, 0 and 15 may come together: '9 0351 15 422-3344'. */
function argentine(digits: string): string | null {
  const nine = /^0?9(?=0?\d{10})/.test(digits) ? '9' : '';
  const national = digits.replace(/^0?(?:9(?=0?\d{10}))?0?/, '');
  const withoutArea = /^15(\d{8})$/.exec(national)?.[1];
  // Only subscribers of Buenos Aires have eight digits, and no area begins with 15.
  if (withoutArea) return `+549${BUENOS_AIRES}${withoutArea}`;
  if (national.length === NATIONAL_DIGITS) return `+54${nine}${national}`;
  const mobile = withoutFifteen(national);
  return mobile && `+549${mobile}`;
}

/** '351154223344' is area, 15 and subscriber: the ten digits without the 15, or null where none follows the area. */
function withoutFifteen(national: string): string | null {
  const area = national.slice(0, areaDigits(national));
  const rest = national.slice(area.length);
  const number = area + rest.slice(2);
  return rest.startsWith('15') && number.length === NATIONAL_DIGITS ? number : null;
}

export function areaDigits(national: string): 2 | 3 | 4 {
  if (national.startsWith(BUENOS_AIRES)) return 2;
  // 2944 was Bariloche's before 294 was: where the 15 comes after the fourth digit, the area has four.
  if (national.startsWith('15', 4) && !national.startsWith('15', 3)) return 4;
  return AREAS_OF_THREE.has(national.slice(0, 3)) ? 3 : 4;
}
