import { isFoundBy } from '@vitalmed/core';
import type { Catalog } from '../api/trpc.ts';

export type Suggestion = { kind: 'specialty' | 'doctor'; slug: string; name: string; detail: string };

const DOCTORS_SHOWN = 8;

/**
 * Specialties first, by their name or by what else people call them, then doctors. Each typed word begins a word of the
 * name, or sounds like it ("dr peres" finds Dr. Juan Pérez).
 */
export function suggest(catalog: Catalog, typed: string): Suggestion[] {
  if (typed.trim() === '') return [];
  const specialties = catalog.specialties
    .filter(({ name, alsoCalled }) => [name, ...alsoCalled].some((called) => isFoundBy(called, typed)))
    .map(({ slug, name }): Suggestion => ({ kind: 'specialty', slug, name, detail: '' }));
  const doctors = catalog.doctors
    .filter(({ name }) => isFoundBy(name, typed))
    .slice(0, DOCTORS_SHOWN)
    .map(({ slug, name, specialtyIds }): Suggestion => {
      const own = catalog.specialties.filter(({ id }) => specialtyIds.includes(id));
      return { kind: 'doctor', slug, name, detail: own.map((specialty) => specialty.name).join(', ') };
    });
  return [...specialties, ...doctors];
}
