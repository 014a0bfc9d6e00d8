import type { Database } from '../client.ts';

/** Whom and where a slot names, by number. */
type Named = { doctorId: number; specialtyId: number; siteId: number };

type DoctorName = { id: number; title: string; firstName: string; lastName: string };
type SpecialtyName = { id: number; name: string };
type SiteName = { id: number; name: string; address: string; timeZone: string };
export type SlotNames = { doctor: DoctorName; specialty: SpecialtyName; site: SiteName };

/** How old a name may be, in milliseconds; names change by the month. */
const keptForMs = 5_000;

type Kept = {
  until: number;
  doctors: Map<number, DoctorName>;
  specialties: Map<number, SpecialtyName>;
  sites: Map<number, SiteName>;
};

const keptOf = new WeakMap<Database, Kept>();

/** What names the doctors, specialties and sites of these rows, all of which it knows. */
export type NamesOf = (row: Named) => SlotNames;

/**
 * The names of those rows. Joined to each row they would be three quarters of what a search reads, sends and decodes,
 * over and over; here they are read once for some seconds of searches.
 */
export async function readSlotNames(db: Database, rows: readonly Named[]): Promise<NamesOf> {
  const kept = keptNames(db);
  await readMissing(db, kept, rows);
  return ({ doctorId, specialtyId, siteId }) => {
    const doctor = kept.doctors.get(doctorId);
    const specialty = kept.specialties.get(specialtyId);
    const site = kept.sites.get(siteId);
    if (!doctor || !specialty || !site)
      throw new Error('A slot names a doctor, specialty or site that is not there');
    return { doctor, specialty, site };
  };
}

function keptNames(db: Database): Kept {
  const kept = keptOf.get(db);
  if (kept && performance.now() < kept.until) return kept;
  const until = performance.now() + keptForMs;
  const fresh: Kept = { until, doctors: new Map(), specialties: new Map(), sites: new Map() };
  keptOf.set(db, fresh);
  return fresh;
}

async function readMissing(
  { sql }: Database,
  { doctors, specialties, sites }: Kept,
  rows: readonly Named[],
): Promise<void> {
  const doctorIds = missing(doctors, rows, ({ doctorId }) => doctorId);
  const specialtyIds = missing(specialties, rows, ({ specialtyId }) => specialtyId);
  const siteIds = missing(sites, rows, ({ siteId }) => siteId);
  if (doctorIds.length + specialtyIds.length + siteIds.length === 0) return;
  const [foundDoctors, foundSpecialties, foundSites] = await Promise.all([
    sql<DoctorName[]>`
      select id, title, first_name as "firstName", last_name as "lastName" from doctor
      where id = any(${doctorIds}::int[])`,
    sql<SpecialtyName[]>`select id, name from specialty where id = any(${specialtyIds}::int[])`,
    sql<SiteName[]>`
      select id, name, address, time_zone as "timeZone" from site where id = any(${siteIds}::int[])`,
  ]);
  for (const doctor of foundDoctors) doctors.set(doctor.id, doctor);
  for (const specialty of foundSpecialties) specialties.set(specialty.id, specialty);
  for (const site of foundSites) sites.set(site.id, site);
}

function missing(known: ReadonlyMap<number, unknown>, rows: readonly Named[], idOf: (row: Named) => number) {
  return [...new Set(rows.map(idOf))].filter((id) => !known.has(id));
}
