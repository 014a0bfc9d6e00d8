import { connect, type Database } from '@vitalmed/db';
import { givenPatient } from '@vitalmed/db/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { key, openClinic, type PatientActor, saturday } from '../testing/clinic.ts';
import { serviceContext } from '../testing/service-context.ts';
import { bookForPatient, bookOwn } from './book.ts';

let clinic: Awaited<ReturnType<typeof openClinic>>;
/** A second pool on the same database: another server process. */
let elsewhere: Database;
beforeAll(async () => {
  clinic = await openClinic();
  elsewhere = connect(clinic.url);
});
afterAll(async () => {
  await elsewhere.close();
  await clinic.drop();
});

const as = (db: Database, actor: PatientActor) => serviceContext(db, { actor, now: saturday });
const outcome = (answer: { ok: true } | { ok: false; reason: string }) =>
  answer.ok ? 'booked' : answer.reason;

async function deadlocks(): Promise<number> {
  const [row] = await clinic.db.sql<[{ deadlocks: number }]>`
    select deadlocks from pg_stat_database where datname = current_database()`;
  return row.deadlocks;
}

describe('bookings that come at once', () => {
  it('end each as if they had come alone', async () => {
    const { db, givenPortalPatient, openSlots, rowsAbout } = clinic;
    const [taken, ...others] = await openSlots(9);
    const [meanwhile] = await openSlots(1);
    const clashing = await givenPortalPatient();
    await bookOwn(as(db, clashing), { slotId: taken, idempotencyKey: key() });
    const patients = await Promise.all(others.map(givenPortalPatient));
    const wishes = [
      { actor: clashing, slotId: meanwhile, ends: 'patient-busy' },
      ...patients.map((actor, n) => ({ actor, slotId: others[n] ?? 0, ends: 'booked' })),
      { actor: patients[0] ?? clashing, slotId: taken, ends: 'slot-taken' },
      { actor: clashing, slotId: 999_999, ends: 'not-found' },
    ];
    const answers = await Promise.all(
      wishes.map(({ actor, slotId }) => bookOwn(as(db, actor), { slotId, idempotencyKey: key() })),
    );
    expect(answers.map(outcome)).toEqual(wishes.map(({ ends }) => ends));
    for (const answer of answers) {
      if (answer.ok) expect(await rowsAbout(answer.appointment.id)).toEqual({ events: 1, messages: 1 });
    }
  });

  it('keep a patient within the limits, also when all are pressed in one instant in two processes', async () => {
    const { db, givenPortalPatient, openSlots } = clinic;
    const patient = await givenPortalPatient();
    const slots = await openSlots(9);
    const answers = await Promise.all(
      slots.map((slotId, n) =>
        bookOwn(as(n % 2 ? elsewhere : db, patient), { slotId, idempotencyKey: key() }),
      ),
    );
    expect(answers.map(outcome).sort()).toEqual([
      ...Array<string>(5).fill('booked'),
      ...Array<string>(4).fill('too-many-appointments'),
    ]);
  });

  it('wait for each other in one order, so that two processes never deadlock', async () => {
    const { db, givenPortalPatient, openSlots, secretary } = clinic;
    const before = await deadlocks();
    const slots = await openSlots(9);
    const patients = await Promise.all(Array.from({ length: 12 }, givenPortalPatient));
    const { id: walkIn } = await givenPatient(db);
    const presses = patients.flatMap((actor, p) =>
      slots.map((_, n) => {
        const slotId = slots[(n * 5 + p) % slots.length] ?? 0;
        const pool = (n + p) % 2 ? elsewhere : db;
        const request = { slotId, idempotencyKey: key() };
        if (n % 3) return bookOwn(as(pool, actor), request);
        const desk = serviceContext(pool, { actor: secretary, now: saturday });
        return bookForPatient(desk, { ...request, patientId: walkIn, channel: 'desk' });
      }),
    );
    const answers = (await Promise.all(presses)).map(outcome);
    expect(answers.filter((ends) => ends === 'booked')).toHaveLength(slots.length);
    expect(new Set(answers)).toEqual(new Set(['booked', 'slot-taken']));
    expect(await deadlocks()).toBe(before);
  });
});
