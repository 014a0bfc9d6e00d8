import type { Change } from '@vitalmed/db';
import type { z } from 'zod';
import { localDate } from '../inputs.ts';
import { agendaFilter } from './day.ts';

/** What of the agenda a screen shows; all of it where nothing is named. */
export const agendaViewInput = agendaFilter.extend({ from: localDate.optional(), to: localDate.optional() });

/** Whether a screen that shows this has to hear of the change. What a change doesn't tell counts as shown. */
export function isInView(
  { from, to, doctorIds, specialtyId, siteId }: z.infer<typeof agendaViewInput>,
  change: Pick<Change, 'localDate' | 'doctorId' | 'specialtyId' | 'siteId'>,
): boolean {
  const { localDate: date } = change;
  return (
    (date === null || ((from === undefined || from <= date) && (to === undefined || date <= to))) &&
    (doctorIds === undefined || change.doctorId === null || doctorIds.includes(change.doctorId)) &&
    (specialtyId === undefined || change.specialtyId === null || change.specialtyId === specialtyId) &&
    (siteId === undefined || change.siteId === null || change.siteId === siteId)
  );
}
