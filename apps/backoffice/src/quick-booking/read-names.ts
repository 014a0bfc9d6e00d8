import { isFoundBy, searchText } from '@vitalmed/core';
import type { Taken } from './read-time.ts';

export interface Named {
  id: number;
  name: string;
}

export interface NamedSpecialty extends Named {
  /** What else people call it: 'pediatra', 'corazón'. */
  alsoCalled: readonly string[];
}

const DOCTOR_TITLES = new Set(['con', 'dr', 'dr.', 'dra', 'dra.']);
const SITE_WORDS = new Set(['en', 'sede']);
const SHORTEST_SPECIALTY = 5;
const SHORTEST_SURNAME = 4;
const SHORTEST_SITE = 5;

/** "con gómez", "dra. gómez", "dr juan pérez": the only doctor whose name has those words. */
export function readDoctor(words: readonly string[], doctors: readonly Named[]): Taken<number> | null {
  const titles = countLeading(words, DOCTOR_TITLES);
  const doctor = titles > 0 ? onlyOne(words.slice(titles), doctors) : null;
  return doctor && { ...doctor, words: doctor.words + titles };
}

/** "acosta" without a title: for where the patient was named already, so that it can be nobody else. */
export function readBareDoctor(words: readonly string[], doctors: readonly Named[]): Taken<number> | null {
  const [first = ''] = words;
  return first.length < SHORTEST_SURNAME ? null : onlyOne(words, doctors);
}

/** "cardio", "clínica médica"; "pediatra", "corazón" where the patient is known already. */
export function readSpecialty(
  words: readonly string[],
  specialties: readonly NamedSpecialty[],
  patientKnown: boolean,
): Taken<number> | null {
  const [first = '', ...more] = words;
  if (first.length < SHORTEST_SPECIALTY) return null;
  const names = specialties.flatMap(({ id, name, alsoCalled }) =>
    [name, ...(patientKnown ? alsoCalled : [])].map((called) => ({ id, called: searchText(called) })),
  );
  const found = names.find(({ called }) => called.startsWith(first));
  if (!found) return null;
  const [, ...rest] = found.called.split(' ');
  const named = rest.findIndex((word, n) => word !== more[n]);
  return { value: found.id, words: 1 + (named === -1 ? rest.length : named) };
}

/** "en belgrano", "sede centro"; "belgrano" alone where the patient is known already. */
export function readSite(
  words: readonly string[],
  sites: readonly Named[],
  patientKnown: boolean,
): Taken<number> | null {
  const said = countLeading(words, SITE_WORDS);
  const [first = ''] = words.slice(said);
  if (said === 0 && (!patientKnown || first.length < SHORTEST_SITE)) return null;
  const found = sites.filter((site) => hasWord(site, first));
  const [only] = found;
  return only && found.length === 1 && first.length >= SHORTEST_SURNAME
    ? { value: only.id, words: said + 1 }
    : null;
}

/** Takes word after word, as long as somebody's name has them all; answers when that leaves exactly one person. */
function onlyOne(words: readonly string[], people: readonly Named[]): Taken<number> | null {
  let candidates = people;
  let used = 0;
  for (const word of words) {
    const narrower = candidates.filter((person) => hasWord(person, word));
    if (narrower.length === 0) break;
    candidates = narrower;
    used += 1;
  }
  const [only] = candidates;
  return used > 0 && only && candidates.length === 1 ? { value: only.id, words: used } : null;
}

/** Also as it sounds: who says "acozta" means Acosta. */
function hasWord({ name }: Named, beginning: string): boolean {
  return beginning !== '' && isFoundBy(name, beginning);
}

function countLeading(words: readonly string[], known: ReadonlySet<string>): number {
  const end = words.findIndex((word) => !known.has(word));
  return end === -1 ? words.length : end;
}
