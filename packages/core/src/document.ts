import { INVISIBLE } from './invisible.ts';

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
