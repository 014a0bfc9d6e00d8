import { randomUUID } from 'node:crypto';
import { inTurn } from '../work/in-turn.ts';
import { bookableDays, bookableSlots, writeTargets } from './bookable.ts';
import { mutation, type Scenario } from './world.ts';

/** Patients book, nobody the same slot. */
export const bookDistinctSlots: Scenario = {
  name: 'book distinct slots',
  what: 'patients book in the portal, each a slot of their own',
  expected: ['200'],
  writes: { event: 'appointment.booked', each: 1 },
  async prepare({ db, patients }, { most, number }) {
    const slots = await bookableSlots(db, Math.min(most, patients.size), number);
    const bookers = patients.take(slots.length);
    await writeTargets(
      db,
      slots.map(({ id }, n) => ({ slotId: id, patient: inTurn(bookers, n) })),
    );
    return {
      realm: 'patient',
      requests: slots.map(({ id }, n) =>
        mutation(
          'appointments.book',
          { slotId: id, idempotencyKey: randomUUID() },
          inTurn(bookers, n).cookie,
        ),
      ),
      repeat: false,
      limit: { by: 'claims', targets: slots.length },
    };
  },
};

/** How many try for the slots of one doctor's day before everybody goes on to the next. */
const triesADay = 64;

export const fightForOneDay: Scenario = {
  name: 'fight for one day',
  what: 'all want the few slots of one doctor’s day, day after day',
  expected: ['200', '409 slot-taken'],
  writes: { event: 'appointment.booked', each: 1 },
  async prepare({ db, patients }, { most, number }) {
    const bookers = patients.take(Math.min(most, Math.floor(patients.size / 2)));
    const days = await bookableDays(db, Math.ceil(bookers.length / triesADay), number);
    const tries = bookers.slice(0, days.length * triesADay).map((patient, n) => ({
      patient,
      slotId: inTurn(inTurn(days, Math.floor(n / triesADay)), (n * 7) % 13).id,
    }));
    await writeTargets(db, tries);
    return {
      realm: 'patient',
      requests: tries.map(({ slotId, patient }) =>
        mutation('appointments.book', { slotId, idempotencyKey: randomUUID() }, patient.cookie),
      ),
      repeat: false,
      limit: { by: 'claims', targets: tries.length },
    };
  },
};
