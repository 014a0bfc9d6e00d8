import type { ListedSlot } from '@vitalmed/core';
import type { Database } from '../client.ts';

/** Whom and where a slot names, by number. */
type Naming = Pick<ListedSlot, 'doctorId' | 'specialtyId' | 'siteId'>;

type DoctorName = { id: number; title: string; firstName: string; lastName: string };
type SpecialtyName = { id: number; name: string };
type SiteName = { id: number; name: string; address: string; timeZone: string };

/** What slots name, each once. */
export type SlotNames = { doctors: DoctorName[]; specialties: SpecialtyName[]; sites: SiteName[] };

/** How old a name may be, in milliseconds; names change by the month. */
const keptForMs = 5_000;

type Kept = {
  until: number;
  doctors: Map<number, DoctorName>;
  specialties: Map<number, SpecialtyName>;
  sites: Map<number, SiteName>;
};

const keptOf = new WeakMap<Database, Kept>();

/**
 * The names that those slots or appointments show, also of those who have left: they still stand in the past. Joined to
 * each row they would be three quarters of what a search reads, sends and decodes, over and over; here they are read
 * once for some seconds of searches.
 */
export async function namesOfSlots(db: Database, slots: readonly Naming[]): Promise<SlotNames> {
  const { doctors, specialties, sites } = keptNames(db);
  const doctorIds = [...new Set(slots.map(({ doctorId }) => doctorId))];
  const specialtyIds = [...new Set(slots.map(({ specialtyId }) => specialtyId))];
  const siteIds = [...new Set(slots.map(({ siteId }) => siteId))];
  const [foundDoctors, foundSpecialties, foundSites] = await Promise.all([
    known(doctors, doctorIds, (ids) => readDoctors(db, ids)),
    known(specialties, specialtyIds, (ids) => readSpecialties(db, ids)),
    known(sites, siteIds, (ids) => readSites(db, ids)),
  ]);
  return { doctors: foundDoctors, specialties: foundSpecialties, sites: foundSites };
}

function keptNames(db: Database): Kept {
  const kept = keptOf.get(db);
  if (kept && performance.now() < kept.until) return kept;
  const until = performance.now() + keptForMs;
  const fresh: Kept = { until, doctors: new Map(), specialties: new Map(), sites: new Map() };
  keptOf.set(db, fresh);
  return fresh;
}

/** Those of the ids, in their order; reads the ones that aren't there yet. */
async function known<Name extends { id: number }>(
  names: Map<number, Name>,
  ids: readonly number[],
  read: (ids: number[]) => Promise<readonly Name[]>,
): Promise<Name[]> {
  const missing = ids.filter((id) => !names.has(id));
  if (missing.length > 0) for (const name of await read(missing)) names.set(name.id, name);
  return ids.flatMap((id) => names.get(id) ?? []);
}

const readDoctors = ({ sql }: Database, ids: number[]) => sql<DoctorName[]>`
  select id, title, first_name as "firstName", last_name as "lastName" from doctor where id = any(${ids}::int[])`;

const readSpecialties = ({ sql }: Database, ids: number[]) => sql<SpecialtyName[]>`
  select id, name from specialty where id = any(${ids}::int[])`;

const readSites = ({ sql }: Database, ids: number[]) => sql<SiteName[]>`
  select id, name, address, time_zone as "timeZone" from site where id = any(${ids}::int[])`;
