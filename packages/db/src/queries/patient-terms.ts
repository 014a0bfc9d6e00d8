import { type NumberTerm, type SearchTerms, soundsLike } from '@vitalmed/core';
import type { PendingQuery, Row } from 'postgres';
import type { Sql } from '../client.ts';
import { literal } from './literal.ts';

/** Digits from which on a number is taken for a whole document or telephone: what `patient_phone_end` knows. */
const wholeNumber = 7;

/** Letters from which on the indexes find a part in the middle of a name or a number. */
export const wholePart = 3;

export const isWholeNumber = ({ document, phone }: NumberTerm) =>
  Math.max(document?.length ?? 0, phone?.length ?? 0) >= wholeNumber;

export const isWholePart = ({ length }: string) => length >= wholePart;

export type NumberTest = (sql: Sql, number: NumberTerm) => PendingQuery<Row[]>;

type WordTest = (sql: Sql, word: string) => PendingQuery<Row[]>;

export const tests = (
  sql: Sql,
  { words, numbers }: Pick<SearchTerms, 'words' | 'numbers'>,
  hasNumber: NumberTest,
  hasWord: WordTest = written,
) =>
  [...words.map((word) => hasWord(sql, word)), ...numbers.map((number) => hasNumber(sql, number))].reduce(
    (all, test) => sql`${all} and (${test})`,
    sql``,
  );

const written: WordTest = (sql, word) => sql`search_name like ${likePart(word)}`;

/** Fewer letters sound like too much. */
export const sounding: WordTest = (sql, word) =>
  isWholePart(word) ? sql`search_name ~ ${soundsLike(word)}` : written(sql, word);

/** By equality, which finds one among a million as fast as one among ten; the index knows a phone's last digits. */
export const wholeNumberOf: NumberTest = (sql, { document, phone }) => sql`document_number = ${document}
  ${phone === null || phone.length < wholeNumber ? sql`` : sql`or (right(phone, ${literal(sql, wholeNumber)}) = ${phone.slice(-wholeNumber)} and (phone like ${`%${phone}`} or ${phone}::text like '%' || phone))`}`;

export const partOfNumber: NumberTest = (sql, { document, phone }) =>
  sql`document_number like ${document && `${document}%`} or phone like ${phone && `%${phone}%`}`;

/**
 * For rows that were found by something else, an agenda's by their dates: whether their patient has all that was typed,
 * as it is written or as it sounds. What says nothing is nobody's.
 */
export function hasTerms(sql: Sql, { words, numbers, passport }: SearchTerms) {
  const anyWay: WordTest = (_, word) => sql`${written(sql, word)} or ${sounding(sql, word)}`;
  const said =
    words.length + numbers.length > 0
      ? sql`true ${tests(sql, { words, numbers }, partOfNumber, anyWay)}`
      : sql`false`;
  return sql`(document_number = ${passport} or (${said}))`;
}

/** A LIKE pattern for text that contains `part`, whose own wildcards are taken literally. */
function likePart(part: string): string {
  return `%${part.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;
}
