import {
  type Columns,
  columnsOf,
  fullName,
  type ListedSlot,
  type Named,
  type NamedSite,
} from '@vitalmed/core';
import type { Database } from '../client.ts';

/** Whom and where a slot names, by number. */
type Naming = Pick<ListedSlot, 'doctorId' | 'specialtyId' | 'siteId'>;

/** What slots name, each once. */
export type SlotNames = { doctors: Named[]; specialties: Named[]; sites: NamedSite[] };

/** Names change by the month: from this age on they are read anew, of twice this age nobody is told any. */
const keptForMs = 5_000;

/**
 * The names of one table by number. Those in use are renewed together while the old ones are still told: otherwise each
 * search of that moment would read its own again, and the slowest of a hundred waited for that.
 */
class KeptNames<Name extends { id: number }> {
  readonly #read: (ids: number[]) => Promise<readonly Name[]>;
  #names = new Map<number, Name>();
  #readAt = performance.now();
  #renewing = false;

  constructor(read: (ids: number[]) => Promise<readonly Name[]>) {
    this.#read = read;
  }

  /** Those of the ids, each once; what isn't known yet is read at once. */
  async of(ids: readonly number[]): Promise<Name[]> {
    const names = this.#current();
    const known: Name[] = [];
    const missing: number[] = [];
    for (const id of new Set(ids)) {
      const name = names.get(id);
      if (name) known.push(name);
      else missing.push(id);
    }
    if (missing.length === 0) return known;
    const read = await this.#read(missing);
    for (const name of read) names.set(name.id, name);
    return [...known, ...read];
  }

  #current(): Map<number, Name> {
    const now = performance.now();
    const age = now - this.#readAt;
    if (age > 2 * keptForMs) {
      this.#names = new Map();
      this.#readAt = now;
    } else if (age > keptForMs && !this.#renewing) {
      void this.#renew(now);
    }
    return this.#names;
  }

  async #renew(now: number): Promise<void> {
    this.#renewing = true;
    try {
      const names = await this.#read([...this.#names.keys()]);
      this.#names = new Map(names.map((name) => [name.id, name]));
      this.#readAt = now;
    } catch {
      // They grow too old, and whoever asks next reads them and hears what failed.
    } finally {
      this.#renewing = false;
    }
  }
}

const keptOf = new WeakMap<Database, ReturnType<typeof keptNames>>();

/**
 * The names that those slots or appointments show, also of those who have left: they still stand in the past. Joined to
 * each row they would be three quarters of what a search reads, sends and decodes, over and over; here they are read
 * once for some seconds of searches.
 */
export async function namesOfSlots(db: Database, slots: Columns<Naming>): Promise<SlotNames> {
  const kept = keptOf.get(db) ?? keptNames(db);
  keptOf.set(db, kept);
  const [doctors, specialties, sites] = await Promise.all([
    kept.doctors.of(slots.doctorId),
    kept.specialties.of(slots.specialtyId),
    kept.sites.of(slots.siteId),
  ]);
  return { doctors, specialties, sites };
}

const keptNames = (db: Database) => ({
  doctors: new KeptNames((ids) => readDoctors(db, ids)),
  specialties: new KeptNames((ids) => readSpecialties(db, ids)),
  sites: new KeptNames((ids) => readSites(db, ids)),
});

/** The numbers in rows, as `namesOfSlots` asks for them. */
export const numbersIn = (rows: readonly Naming[]) => columnsOf(rows, ['doctorId', 'specialtyId', 'siteId']);

async function readDoctors({ sql }: Database, ids: number[]): Promise<Named[]> {
  const doctors = await sql<{ id: number; title: string; firstName: string; lastName: string }[]>`
    select id, title, first_name as "firstName", last_name as "lastName" from doctor where id = any(${ids}::int[])`;
  return doctors.map((doctor) => ({ id: doctor.id, name: fullName(doctor) }));
}

const readSpecialties = ({ sql }: Database, ids: number[]) => sql<Named[]>`
  select id, name from specialty where id = any(${ids}::int[])`;

const readSites = ({ sql }: Database, ids: number[]) => sql<NamedSite[]>`
  select id, name, address, time_zone as "timeZone" from site where id = any(${ids}::int[])`;
