import { searchText } from '@vitalmed/core';
import type { Catalog } from '../api/trpc.ts';

export type Suggestion = { kind: 'specialty' | 'doctor'; slug: string; name: string; detail: string };

const DOCTORS_SHOWN = 8;

/** Specialties first, then doctors; each typed word must begin a word of the name ("dr pe" finds Dr. Juan Pérez). */
export function suggest(catalog: Catalog, typed: string): Suggestion[] {
  const words = wordsOf(typed);
  if (words.length === 0) return [];
  const specialties = catalog.specialties
    .filter(({ name }) => matches(name, words))
    .map(({ slug, name }): Suggestion => ({ kind: 'specialty', slug, name, detail: '' }));
  const doctors = catalog.doctors
    .filter(({ name }) => matches(name, words))
    .slice(0, DOCTORS_SHOWN)
    .map(({ slug, name, specialtyIds }): Suggestion => {
      const own = catalog.specialties.filter(({ id }) => specialtyIds.includes(id));
      return { kind: 'doctor', slug, name, detail: own.map((specialty) => specialty.name).join(', ') };
    });
  return [...specialties, ...doctors];
}

function matches(name: string, typed: string[]): boolean {
  const words = wordsOf(name);
  return typed.every((start) => words.some((word) => word.startsWith(start)));
}

function wordsOf(text: string): string[] {
  return searchText(text)
    .split(/[\s.,]+/)
    .filter(Boolean);
}
