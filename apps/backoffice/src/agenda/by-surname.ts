import type { AgendaDay, Catalog } from '../api/trpc.ts';

/**
 * The day's columns in the catalogue's order, which is that of the doctors' surnames, where a column knows a whole name
 * alone. Who has left the catalogue stands last.
 */
export function bySurname(day: AgendaDay, doctors: Pick<Catalog['doctors'][number], 'id'>[]): AgendaDay {
  const places = new Map(doctors.map(({ id }, place) => [id, place]));
  const placeOf = (id: number) => places.get(id) ?? doctors.length;
  return { ...day, columns: day.columns.toSorted((a, b) => placeOf(a.doctor.id) - placeOf(b.doctor.id)) };
}
