import { isDocument, normaliseDocument } from './document.ts';
import { searchText } from './identity.ts';
import { normalisePhone } from './telephone.ts';

/** A number that was typed, in each form in which one is kept; null where it can't be that. */
export type NumberTerm = {
  /** As the beginning of a document, or all of it (normaliseDocument). */
  document: string | null;
  /** Digits of a telephone without country, 9, 0 or 15, as they follow each other in one that is kept. */
  phone: string | null;
};

/** What a search for people asks for: somebody who has all of the words in the name, and all of the numbers. */
export type SearchTerms = {
  /** Parts of the name, in searchText's form, six at most. */
  words: string[];
  /** Three at most. */
  numbers: NumberTerm[];
  /** The whole text, where it can be one document with letters: 'AAB 123.456'. */
  passport: string | null;
};

const MOST_WORDS = 6;
const MOST_NUMBERS = 3;
const SHORTEST_WORD = 2;
/** Digits of a foreign card. */
const LONGEST_DOCUMENT = 9;
/** Digits of '0 9 011 15 6789 1234', what a telephone has within the country. */
const LONGEST_NUMBER = 15;
/** What stands before a number and isn't part of it. */
const BEFORE_NUMBER = String.raw`(?:(?:d\.?n\.?i|l\.?[ec]|d\.?u|doc(?:umento)?|tel(?:efono)?|cel(?:ular)?)\b\.?[\s:]*)?(?:(?:n\s*[°o]|nro|num(?:ero)?)[.\s:]*)?`;
const EXTENSION = String.raw`(?:[\s,;]*(?:int(?:erno)?|ext(?:ension)?|x|#)[.:=\s]*\d{1,6}\b)?`;
/** 'DNI N° 28.123.456', '(011) 15-6789-1234', '+54 9 11 5566 7788', '4321-5678 int. 23'. */
const NUMBER = new RegExp(
  String.raw`(?<![\p{L}\d])${BEFORE_NUMBER}([+(]*\d(?:[\s.()-]*\d)*)${EXTENSION}(?![\p{L}\d])`,
  'gu',
);
/** Before a document with letters they aren't part of anybody's name. */
const DOCUMENT_WORDS = new Set(['dni', 'documento', 'doc', 'pasaporte', 'nro', 'cedula']);

/**
 * Reads the text of a search box, in which names, documents and telephones stand in any order and in any of the ways
 * people write them. Each is brought to the form in which it is kept.
 */
export function searchTerms(text: string): SearchTerms {
  const found: NumberTerm[] = [];
  const rest = searchText(text).replace(NUMBER, (_, digits: string) => {
    found.push(...numbersIn(digits));
    return ' ';
  });
  const words = rest.split(/[\s,;:/.-]+/).map(withoutSigns);
  const lettered = words.filter((word) => /\d/.test(word)).map(normaliseDocument);
  const numbers = [...found, ...lettered.map((document) => ({ document, phone: null }))];
  const names = words.filter(
    (word) =>
      word.length >= SHORTEST_WORD && !/\d/.test(word) && (numbers.length === 0 || !DOCUMENT_WORDS.has(word)),
  );
  const whole = normaliseDocument(text);
  return {
    words: names.slice(0, MOST_WORDS),
    numbers: numbers.slice(0, MOST_NUMBERS),
    passport: /[A-Z]/.test(whole) && isDocument(whole) ? whole : null,
  };
}

/** More digits than a telephone has are several numbers: '28123456 1145678901'. */
function numbersIn(text: string): NumberTerm[] {
  const several = !/^(?:\+|00)/.test(text) && text.replaceAll(/\D/g, '').length > LONGEST_NUMBER;
  return (several ? text.split(/\s+/) : [text]).map(numberTerm);
}

function numberTerm(text: string): NumberTerm {
  const document = normaliseDocument(text);
  const isTelephone = /^[+(]/.test(text) || document.length > LONGEST_DOCUMENT;
  return { document: isTelephone ? null : document, phone: phoneDigits(text) };
}

/** Also of a telephone without its area, or not typed to its end yet: '15 422-3344', '+54 9 351 42', '15 5566'. */
function phoneDigits(text: string): string {
  const phone = normalisePhone(text);
  if (phone.startsWith('+54')) return phone.slice(3).replace(/^9/, '');
  if (phone.startsWith('+')) return phone.slice(1);
  const local = phone.replace(/^0/, '');
  return /^0?15[\s-]/.test(text) || /^15\d{7}$/.test(local) ? local.slice(2) : local;
}

/** The signs that begin or end a word: '"perez"' is 'perez'. */
function withoutSigns(word: string): string {
  return word.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '');
}
