import { isLocalDate, type LocalDate } from '@vitalmed/core';
import type { Catalog, SlotFilter } from '../api/trpc.ts';

/** What the address bar says is being looked for, so that a search can be kept, sent and gone back to. */
export type Search = {
  specialty: string | null;
  doctor: string | null;
  site: number | null;
  /** "Primer turno disponible": whoever attends first. */
  anyone: boolean;
  /** First day to look at; null is today. */
  from: LocalDate | null;
  /** The day that is open; null is the first with room. */
  day: LocalDate | null;
};

type Query = Record<string, string | string[] | undefined>;

export function readSearch(query: Query): Search {
  const site = Number(one(query.sede));
  return {
    specialty: one(query.especialidad),
    doctor: one(query.profesional),
    site: Number.isSafeInteger(site) && site > 0 ? site : null,
    anyone: one(query.primero) !== null,
    from: dateOf(query.desde),
    day: dateOf(query.dia),
  };
}

/** The query of the address for a search; null takes a key out. */
export function writeSearch(search: Search): Record<string, string | null> {
  return {
    especialidad: search.specialty,
    profesional: search.doctor,
    sede: search.site === null ? null : String(search.site),
    primero: search.anyone ? 'si' : null,
    desde: search.from,
    dia: search.day,
  };
}

export function searchPath(search: Partial<Search>): string {
  const query = new URLSearchParams();
  for (const [key, value] of Object.entries(writeSearch({ ...NOTHING, ...search })))
    if (value) query.set(key, value);
  const text = query.toString();
  return text ? `/?${text}` : '/';
}

/**
 * The same search without what contradicts it, as an old or hand-made link may: of a doctor only their own specialties
 * count. A site where they don't attend stays, since the answer explains it.
 */
export function coherent(search: Search, catalog: Catalog): Search {
  const doctor = catalog.doctors.find(({ slug }) => slug === search.doctor);
  const specialty = catalog.specialties.find(({ slug }) => slug === search.specialty);
  const contradicts = doctor && specialty && !doctor.specialtyIds.includes(specialty.id);
  return contradicts ? { ...search, specialty: null } : search;
}

/** Null while nothing is asked. Names that the catalogue doesn't know (an old link) are left out. */
export function filterOf(search: Search, catalog: Catalog): SlotFilter | null {
  const specialty = catalog.specialties.find(({ slug }) => slug === search.specialty);
  const doctor = catalog.doctors.find(({ slug }) => slug === search.doctor);
  if (!specialty && !doctor && !search.anyone) return null;
  const site = catalog.sites.find(({ id }) => id === search.site);
  return { specialtyId: specialty?.id, doctorId: doctor?.id, siteId: site?.id };
}

export const NOTHING: Search = {
  specialty: null,
  doctor: null,
  site: null,
  anyone: false,
  from: null,
  day: null,
};

function one(value: string | string[] | undefined): string | null {
  return (Array.isArray(value) ? value[0] : value) || null;
}

function dateOf(value: string | string[] | undefined): LocalDate | null {
  const text = one(value);
  return isLocalDate(text) ? text : null;
}
