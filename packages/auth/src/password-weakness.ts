import { guessingScore } from './guessing.ts';

export const minPasswordCharacters = 10;
export const maxPasswordBytes = 200;
/** More of a password than this isn't weighed: it would only take longer. */
const weighedCharacters = 64;
/** zxcvbn's "safely unguessable": more guesses than anybody makes without the database. */
const goodScore = 3;

export type PasswordWeakness = 'too-short' | 'too-long' | 'too-common';

/** What can be told of a password at a glance. */
export function lengthWeakness(password: string): 'too-short' | 'too-long' | null {
  if (Buffer.byteLength(password, 'utf8') > maxPasswordBytes) return 'too-long';
  return [...password].length < minPasswordCharacters ? 'too-short' : null;
}

/**
 * What is wrong with a password that somebody wants to have, or null.
 * `about` is what the account says of its owner (e-mail, names, document): none of it makes a password.
 */
export async function passwordWeakness(
  password: string,
  about: readonly string[] = [],
): Promise<PasswordWeakness | null> {
  const wrongLength = lengthWeakness(password);
  if (wrongLength) return wrongLength;
  const weighed = [...password].slice(0, weighedCharacters).join('');
  return (await guessingScore(weighed, about.flatMap(waysToWrite))) < goodScore ? 'too-common' : null;
}

/** A fact whole, its words, and a document with its dots: 28123456, 28.123.456. */
function waysToWrite(fact: string): string[] {
  const words = fact.split(/[\s@._+-]+/).filter((word) => word.length >= 3);
  const dotted = /^\d{7,8}$/.test(fact) ? [fact.replace(/\B(?=(\d{3})+$)/g, '.')] : [];
  return [fact, ...words, ...dotted];
}
