import type { Database } from '../client.ts';

/** Whom and where a slot names, by number. */
type Named = { doctorId: number; specialtyId: number; siteId: number };

/** Their names. */
export type SlotNames = {
  doctorTitle: string;
  doctorFirstName: string;
  doctorLastName: string;
  specialtyName: string;
  siteName: string;
  siteAddress: string;
  siteTimeZone: string;
};

/** How old a name may be, in milliseconds; names change by the month. */
const keptForMs = 5_000;

type Kept = {
  until: number;
  doctors: Map<number, Pick<SlotNames, 'doctorTitle' | 'doctorFirstName' | 'doctorLastName'>>;
  specialties: Map<number, Pick<SlotNames, 'specialtyName'>>;
  sites: Map<number, Pick<SlotNames, 'siteName' | 'siteAddress' | 'siteTimeZone'>>;
};

const keptOf = new WeakMap<Database, Kept>();

/**
 * The rows with their names. Joined to each row they would be three quarters of what a search reads, sends and decodes,
 * over and over; here they are read once for some seconds of searches.
 */
export async function withNames<T extends Named>(
  db: Database,
  rows: readonly T[],
): Promise<(T & SlotNames)[]> {
  const kept = keptNames(db);
  await readMissing(db, kept, rows);
  return rows.map((row) => {
    const doctor = kept.doctors.get(row.doctorId);
    const specialty = kept.specialties.get(row.specialtyId);
    const site = kept.sites.get(row.siteId);
    if (!doctor || !specialty || !site)
      throw new Error('A slot names a doctor, specialty or site that is not there');
    return { ...row, ...doctor, ...specialty, ...site };
  });
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
    sql<({ id: number } & Pick<SlotNames, 'doctorTitle' | 'doctorFirstName' | 'doctorLastName'>)[]>`
      select id, title as "doctorTitle", first_name as "doctorFirstName", last_name as "doctorLastName"
      from doctor where id = any(${doctorIds}::int[])`,
    sql<({ id: number } & Pick<SlotNames, 'specialtyName'>)[]>`
      select id, name as "specialtyName" from specialty where id = any(${specialtyIds}::int[])`,
    sql<({ id: number } & Pick<SlotNames, 'siteName' | 'siteAddress' | 'siteTimeZone'>)[]>`
      select id, name as "siteName", address as "siteAddress", time_zone as "siteTimeZone"
      from site where id = any(${siteIds}::int[])`,
  ]);
  for (const { id, ...names } of foundDoctors) doctors.set(id, names);
  for (const { id, ...names } of foundSpecialties) specialties.set(id, names);
  for (const { id, ...names } of foundSites) sites.set(id, names);
}

function missing(known: ReadonlyMap<number, unknown>, rows: readonly Named[], idOf: (row: Named) => number) {
  return [...new Set(rows.map(idOf))].filter((id) => !known.has(id));
}
