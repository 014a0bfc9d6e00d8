import { randomUUID } from 'node:crypto';
import { connect, type Database } from '@vitalmed/db';
import {
  createTestDatabase,
  givenSchedule,
  hasPgBouncer,
  type PgBouncer,
  startPgBouncer,
  type TestDatabase,
  testDate,
} from '@vitalmed/db/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { call } from './testing/call.ts';
import { givenPatientPerson, givenPeople } from './testing/people.ts';
import { openStream } from './testing/stream.ts';
import { startTestApi, type TestApi } from './testing/test-api.ts';

describe.runIf(hasPgBouncer)('behind the real PgBouncer with session pooling, as it is installed', () => {
  let test: TestDatabase;
  let bouncer: PgBouncer;
  let db: Database;
  let api: TestApi;

  beforeAll(async () => {
    test = await createTestDatabase();
    bouncer = await startPgBouncer({ url: test.url, mode: 'session' });
    db = connect(bouncer.url, { poolSize: 10 });
    api = await startTestApi({ given: { url: bouncer.url, db } });
  });
  afterAll(async () => {
    await api.stop();
    await db.close();
    await bouncer.stop();
    await test.drop();
    expect(api.faults).toEqual([]);
  });

  it('a patient searches, books and moves, and the desk sees each as it happens', async () => {
    const { slots, schedule } = await givenSchedule(db);
    const [slotId, otherId] = slots.map(({ id }) => id);
    const { doctorId } = schedule;
    const { token } = await givenPatientPerson(api);
    const desk = (await givenPeople(api)).secretary;
    const stream = await openStream(api, 'backoffice', 'agenda.changes', { token: desk.token });
    const ask = (path: string, input: unknown) => call(api, 'patient', path, input, { token });

    const found = await ask('slots.day', { doctorId, date: testDate });
    expect((found.data as { slots: { id: number[] } }).slots.id).toContain(slotId);
    const booked = await ask('appointments.book', { slotId, idempotencyKey: randomUUID() });
    const { id } = (booked.data as { appointment: { id: string } }).appointment;
    await stream.nextChanges();
    const moved = await ask('appointments.reschedule', {
      id,
      slotId: otherId,
      idempotencyKey: randomUUID(),
      revision: 0,
    });
    expect(moved.reason).toBeNull();
    await stream.nextChanges();
    const mine = await ask('appointments.mine', undefined);
    expect(mine.text).toContain((moved.data as { appointment: { id: string } }).appointment.id);
    stream.close();
  });

  it('two hundred bookings at once of ten slots have one winner each', async () => {
    const { slots } = await givenSchedule(db);
    const people = await Promise.all(Array.from({ length: 20 }, () => givenPatientPerson(api)));
    const answers = await Promise.all(
      people.flatMap(({ token }, n) =>
        slots
          .slice(0, 10)
          .map((_, k) =>
            call(
              api,
              'patient',
              'appointments.book',
              { slotId: slots[(n + k) % 10]?.id, idempotencyKey: randomUUID() },
              { token },
            ),
          ),
      ),
    );
    const reasons = new Set(answers.map(({ reason }) => reason));
    expect(answers.filter(({ reason }) => reason === null).length).toBe(Math.min(10, slots.length));
    expect(reasons).not.toContain('internal');
    expect(reasons).not.toContain('unavailable');
  });
});
