import { doctors } from './clinic.ts';
import type { Person } from './people.ts';
import type { Visit } from './visits.ts';

const DAY_MS = 86_400_000;

/** How the last step of a visit is called when it ended so. */
type Fate = 'complete' | 'mark-no-show' | 'cancel';

const past: Fate[] = ['complete', 'complete', 'cancel', 'complete', 'mark-no-show'];

/**
 * Gives the demo's own patient a past that shows every ending, a visit every nine days or more at the general
 * practitioner, and one visit ahead: the first one booked there at least three days from now.
 */
export function withDemoPatient(visits: readonly Visit[], patient: Person, now: number): Visit[] {
  const practice = doctors.findIndex(({ specialties }) => specialties[0] === 'clinica-medica');
  const candidates = visits.filter(
    ({ schedule, rescheduledFrom }) => schedule.doctor === practice && rescheduledFrom === null,
  );
  const ahead = candidates.find(({ slot, steps }) => slot.start > now + 3 * DAY_MS && steps.length === 0);
  const theirs = new Set(ahead ? [ahead] : []);
  let before = now - DAY_MS;
  for (const fate of past) {
    const visit = candidates.findLast(
      ({ slot, steps }) => slot.end < before && steps.at(-1)?.request.command === fate,
    );
    if (!visit) break;
    theirs.add(visit);
    before = visit.slot.start - 9 * DAY_MS;
  }
  return visits.map((visit) => (theirs.has(visit) ? { ...visit, patient, channel: 'portal' } : visit));
}
