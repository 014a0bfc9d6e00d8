import { type Columns, rowsOf } from './columns.ts';

/**
 * Free slots as the API answers a search: they name by number, and each name comes once. A doctor's name and a
 * site's address with every slot would double the answer.
 */
export type SlotList = {
  slots: Columns<ListedSlot>;
  doctors: Columns<Named>;
  specialties: Columns<Named>;
  sites: Columns<NamedSite>;
};

export type Named = { id: number; name: string };
export type NamedSite = Named & { address: string; timeZone: string };

/** `date` is the site's local date; the instants are ISO 8601 texts in UTC. */
export type ListedSlot = {
  id: number;
  startsAt: string;
  endsAt: string;
  date: string;
  doctorId: number;
  specialtyId: number;
  siteId: number;
};

export const slotFields = [
  'id',
  'startsAt',
  'endsAt',
  'date',
  'doctorId',
  'specialtyId',
  'siteId',
] as const satisfies readonly (keyof ListedSlot)[];

export type NamedSlot = Pick<ListedSlot, 'id' | 'startsAt' | 'endsAt' | 'date'> & {
  doctor: Named;
  specialty: Named;
  site: NamedSite;
};

/**
 * The slots of a list, in its order, with what they name.
 *
 * @throws Error when the list lacks a name that one of its slots asks for
 */
export function namedSlots({ slots, doctors, specialties, sites }: SlotList): NamedSlot[] {
  const doctorOf = finder(doctors);
  const specialtyOf = finder(specialties);
  const siteOf = finder(sites);
  return rowsOf(slots).map(({ id, startsAt, endsAt, date, doctorId, specialtyId, siteId }) => ({
    id,
    startsAt,
    endsAt,
    date,
    doctor: doctorOf(doctorId),
    specialty: specialtyOf(specialtyId),
    site: siteOf(siteId),
  }));
}

function finder<T extends { id: number }>(list: Columns<T>): (id: number) => T {
  const byId = new Map(rowsOf(list).map((one) => [one.id, one]));
  return (id) => {
    const found = byId.get(id);
    if (!found) throw new Error(`The list of slots lacks the name of number ${id}`);
    return found;
  };
}
