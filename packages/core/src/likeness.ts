import { searchText } from './identity.ts';
import type { LocalDate } from './local-date.ts';
import { isFoundBy } from './sounds.ts';
import { phoneForms } from './telephone.ts';

/** What speaks for two files being one person's, the strongest first. */
export const LIKENESSES = ['same-document', 'document-one-off', 'same-birth-date', 'same-phone'] as const;
export type Likeness = (typeof LIKENESSES)[number];

/** What is known of somebody, each in the form in which it is kept; null or empty where it isn't. */
export type KnownPerson = {
  firstName: string;
  lastName: string;
  documentNumber: string | null;
  phone: string | null;
  birthDate: LocalDate | null;
};

/**
 * Why two files may be one person's: the same document, one with a slip of the finger under the same name, the same name
 * and birthday, or the same telephone. Families share telephones, and twins all but the name: it is for people to judge.
 */
export function likenesses(one: KnownPerson, other: KnownPerson): Likeness[] {
  const named = isSameName(one, other);
  const has: Record<Likeness, boolean> = {
    'same-document': isSame(one.documentNumber, other.documentNumber),
    'document-one-off': named && isOneOff(one.documentNumber, other.documentNumber),
    'same-birth-date': named && isSame(one.birthDate, other.birthDate),
    'same-phone': isSamePhone(one.phone, other.phone),
  };
  return LIKENESSES.filter((likeness) => has[likeness]);
}

const isSame = (one: string | null, other: string | null) => Boolean(one) && one === other;

const isSamePhone = (one: string | null, other: string | null) =>
  Boolean(one && other && phoneForms(one).includes(other));

/** Names sound alike when every word of the shorter begins one of the longer: 'Juan Peres' and 'Pérez, Juan Carlos'. */
function isSameName(one: KnownPerson, other: KnownPerson): boolean {
  const names = [one, other].map(({ firstName, lastName }) => searchText(`${lastName} ${firstName}`));
  const [first = '', second = ''] = names;
  return first !== '' && second !== '' && (isFoundBy(first, second) || isFoundBy(second, first));
}

function isOneOff(one: string | null, other: string | null): boolean {
  return one !== null && other !== null && one !== other && documentsOneOff(one).has(other);
}

/** Every number that one slip makes of a DNI: a digit that is another, left out, put in, or changed places with its neighbour. */
export function documentsOneOff(document: string): Set<string> {
  const slips = new Set<string>();
  if (!/^\d{6,9}$/.test(document)) return slips;
  for (let at = 0; at <= document.length; at++) {
    const [before, here, next, after] = [
      document.slice(0, at),
      document[at] ?? '',
      document[at + 1] ?? '',
      document.slice(at + 2),
    ];
    if (here) slips.add(before + next + after);
    if (next) slips.add(before + next + here + after);
    for (const digit of '0123456789') {
      slips.add(before + digit + document.slice(at));
      if (here) slips.add(before + digit + next + after);
    }
  }
  slips.delete(document);
  return slips;
}
