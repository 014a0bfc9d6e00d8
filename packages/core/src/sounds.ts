import { searchText } from './identity.ts';

/** What sounds alike in the Spanish of Argentina, and the double letters of its Italian names: the longest spelling first. */
const SPELLINGS: readonly [typed: RegExp, alike: string][] = [
  [/^ph|^ff?/, '(?:ff?|ph)'],
  [/^ch/, 'ch'],
  [/^qu(?=[ei])|^cc?(?![eihy])|^kk?/, '(?:[ck]{1,2}|qu)'],
  [/^c(?=[eiy])|^ss?|^zz?/, '[scz]{1,2}'],
  [/^th?|^tt/, 't[th]?'],
  [/^g(?=[eiy])|^[jx]/, '[gjx]'],
  [/^[bvw]/, '[bvw]'],
  [/^l['·]?l/, "(?:l['·]?l|l|y)"],
  [/^y|^i/, '(?:[iy]|ll)'],
  [/^[mn](?=[bpvf])/, '[mn]'],
  [/^h/, 'h?'],
];
/** Consonants that people write once or twice: 'Conti' and 'Contti', 'Ana' and 'Anna'. */
const ONCE_OR_TWICE = /^([dglmnpr])\1?/;
const WORD_START = "(?:^|[ '·-])";

/**
 * A regular expression, for JavaScript and PostgreSQL alike, of names that have a word which begins as `word` sounds:
 * 'peres' finds 'perez', 'ernandes' finds 'hernandez', 'ferreira' finds 'ferreyra', 'oconnor' finds "o'connor".
 * `word` and the names are in searchText's form.
 */
export function soundsLike(word: string): string {
  const silent = /^[aeiou]/.test(word) ? 'h?' : '';
  const [particle = ''] = /^(?:d[ae]ll|[dlo])(?=[a-z])/.exec(word) ?? [];
  return WORD_START + silent + alike(particle) + (particle && "'?") + alike(word.slice(particle.length));
}

function alike(text: string): string {
  let pattern = '';
  for (let rest = text; rest !== ''; ) {
    const [typed, spelling] = firstAlike(rest);
    pattern += spelling;
    rest = rest.slice(typed.length);
  }
  return pattern;
}

function firstAlike(rest: string): [typed: string, spelling: string] {
  for (const [typed, spelling] of SPELLINGS) {
    const [found] = typed.exec(rest) ?? [];
    if (found) return [found, spelling];
  }
  const [doubled, letter] = ONCE_OR_TWICE.exec(rest) ?? [];
  if (doubled && letter) return [doubled, `${letter}{1,2}`];
  const [first = ''] = rest;
  if (/[\p{L}\d]/u.test(first)) return [first, first];
  // Signs are written or left out, and nothing of a pattern's own language gets in.
  return [first, /['·.-]/.test(first) ? `[${first}]?` : '.'];
}

/**
 * Whether every word typed begins a word of `text`, as it is written or as it sounds: 'dra gomes' finds 'Dra. Ana Gómez',
 * and so does 'gomez, ana'.
 */
export function isFoundBy(text: string, typed: string): boolean {
  const name = searchText(text);
  return wordsOf(typed).every((word) => new RegExp(soundsLike(word), 'u').test(name));
}

function wordsOf(typed: string): string[] {
  return searchText(typed)
    .split(/[\s.,;]+/)
    .filter(Boolean);
}
