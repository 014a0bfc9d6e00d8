import { describe, expect, it } from 'vitest';
import { isFoundBy } from './sounds.ts';

describe('a name in a list', () => {
  it.each([
    'dra gomez',
    'Dra. Gómez',
    'dra. g',
    'gomez ana',
    'gómez, ana',
    'gomes',
    'Dra. Ana Gómez',
    'a gomez',
    '',
  ])('is found by "%s"', (typed) => {
    expect(isFoundBy('Dra. Ana Gómez', typed)).toBe(true);
  });

  it.each(['dr. ana paz', 'omez', 'gomez luis', 'dr gomezx'])('is not found by "%s"', (typed) => {
    expect(isFoundBy('Dra. Ana Gómez', typed)).toBe(false);
  });

  it('is found with or without the signs that are typed', () => {
    expect(isFoundBy('Dra. Inés O’Connor', "o'connor")).toBe(true);
    expect(isFoundBy('Dra. Inés Connor', "connor'")).toBe(true);
    expect(isFoundBy('Dra. Inés Connor', 'con(xor')).toBe(false);
  });

  it('is found by words of two names together', () => {
    expect(isFoundBy('Dr. Bruno D’Amico Ibáñez', 'ibanes damico')).toBe(true);
  });
});
