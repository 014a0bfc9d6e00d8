import { randomUUID } from 'node:crypto';
import type { Reason } from '@vitalmed/core';
import {
  contentsOf,
  givenPatient,
  givenRoom,
  givenSchedule,
  givenSpecialty,
  testDate,
} from '@vitalmed/db/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { call } from './testing/call.ts';
import { givenPeople, type People } from './testing/people.ts';
import { expectRefusal } from './testing/refusal.ts';
import { givenTarget, newFile, someone, type Target } from './testing/targets.ts';
import { startTestApi, type TestApi } from './testing/test-api.ts';

let api: TestApi;
let people: People;
let target: Target;

beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.stop());
beforeEach(async () => {
  people = await givenPeople(api);
  target = await givenTarget(api, people);
});

const asPatient = (path: string, input: unknown) =>
  call(api, 'patient', path, input, { token: people.patient.token });
const atDesk = (path: string, input: unknown) =>
  call(api, 'backoffice', path, input, { token: people.secretary.token });

async function expectUnchanged(ask: () => ReturnType<typeof call>, reason: Reason, status: number) {
  const before = await contentsOf(api.db);
  const answer = await ask();
  expectRefusal(answer, reason, status);
  expect(await contentsOf(api.db)).toEqual(before);
  return answer;
}

async function aSlot(overrides: Parameters<typeof givenSchedule>[1]) {
  const { slots } = await givenSchedule(api.db, { from: '09:00', to: '09:20', ...overrides });
  return slots[0]?.id ?? 0;
}

const book = (slotId: number, idempotencyKey = randomUUID()) =>
  asPatient('appointments.book', { slotId, idempotencyKey });

describe('a slot that a patient can’t have', () => {
  it.each([
    ['began an hour ago', { localDate: '2030-06-01', from: '08:00', to: '08:20' }, 'slot-past', 409],
    ['was yesterday', { localDate: '2030-05-31' }, 'slot-past', 409],
    ['is further ahead than patients book', { localDate: '2030-12-02' }, 'beyond-horizon', 412],
  ] as const)('is refused when it %s', async (_, schedule, reason, status) => {
    const slotId = await aSlot(schedule);
    await expectUnchanged(() => book(slotId), reason, status);
  });

  it('is refused when the desk withdrew it', async () => {
    await api.db.sql`update slot set status = 'withdrawn' where id = ${target.freeSlotId}`;
    await expectUnchanged(() => book(target.freeSlotId), 'slot-withdrawn', 409);
  });

  it('is refused with the nearest others when somebody has it', async () => {
    const [{ id }] = await api.db.sql<[{ id: number }]>`
      select slot_id as id from appointment where id = ${target.appointmentId}`;
    const { details } = await expectUnchanged(() => book(id), 'slot-taken', 409);
    expect(details).toMatchObject({
      alternatives: [{ id: target.freeSlotId }, { id: target.otherFreeSlotId }, {}],
    });
  });

  it('is refused when no clinic ever had it', async () => {
    await expectUnchanged(() => book(987_654_321), 'not-found', 404);
  });

  it('is refused as the sixth one that waits for the same patient', async () => {
    for (const day of ['04', '05', '06', '07']) {
      expect((await book(await aSlot({ localDate: `2030-06-${day}` }))).status).toBe(200);
    }
    const sixth = await aSlot({ localDate: '2030-06-08' });
    await expectUnchanged(() => book(sixth), 'too-many-appointments', 412);
  });

  it('is refused beyond the limit also when all of them are asked for at once', async () => {
    const { slots } = await givenSchedule(api.db, { localDate: '2030-06-09', from: '09:00', to: '14:00' });
    const answers = await Promise.all(slots.map(({ id }) => book(id)));
    const taken = answers.filter(({ status }) => status === 200).length;
    const reasons = new Set(answers.map(({ reason }) => reason));
    expect({ taken, reasons }).toEqual({ taken: 4, reasons: new Set([null, 'too-many-appointments']) });
  });

  it('is refused under a key that already named another booking', async () => {
    const key = randomUUID();
    expect((await book(target.freeSlotId, key)).status).toBe(200);
    await expectUnchanged(() => book(target.otherFreeSlotId, key), 'key-reused', 422);
  });
});

describe('a change of an appointment', () => {
  it.each(['doctor-absent', 'administrative', 'rescheduled'])(
    'takes no reason from a patient that isn’t a patient’s: %s',
    async (reason) => {
      const { appointmentId: id, revision } = target;
      const ask = () => asPatient('appointments.cancel', { id, revision, reason });
      await expectUnchanged(ask, 'bad-input', 400);
    },
  );

  it('is refused on a revision that has passed, and on one to come', async () => {
    const { appointmentId: id } = target;
    for (const revision of [1, 2_147_483_647]) {
      const ask = () => asPatient('appointments.cancel', { id, revision, reason: 'other' });
      await expectUnchanged(ask, 'appointment-changed', 409);
    }
  });

  it('is refused for one that is over, however often the request is played again', async () => {
    const { appointmentId: id, revision } = target;
    const input = { id, revision, reason: 'other' };
    expect((await asPatient('appointments.cancel', input)).status).toBe(200);
    await expectUnchanged(() => asPatient('appointments.cancel', input), 'appointment-changed', 409);
    const again = { ...input, revision: revision + 1 };
    await expectUnchanged(() => asPatient('appointments.cancel', again), 'not-allowed-now', 412);
  });
});

describe('moving an appointment to and fro', () => {
  it('ends after ten in an hour, and leaves it where it is', async () => {
    let current: unknown = { id: target.appointmentId, revision: target.revision };
    const slots = [target.freeSlotId, target.otherFreeSlotId];
    const move = (n: number) =>
      asPatient('appointments.reschedule', {
        ...(current as object),
        slotId: slots[n % 2],
        idempotencyKey: randomUUID(),
      });
    for (let n = 0; n < 10; n += 1) {
      const { data, text } = await move(n);
      if (!data) throw new Error(text);
      const { id, revision } = (data as { appointment: { id: string; revision: number } }).appointment;
      current = { id, revision };
    }
    const { headers } = await expectUnchanged(() => move(10), 'rate-limited', 429);
    expect(headers.get('retry-after')).toBe('3600');
  });
});

describe('an opening that can’t be', () => {
  const opening = () => ({
    doctorIds: [people.doctor.doctorId],
    dates: [testDate],
    ranges: [{ from: '18:00', to: '19:00' }],
    slotMinutes: 20,
    siteId: target.siteId,
    roomId: null as number | null,
    specialtyId: null as number | null,
    idempotencyKey: randomUUID(),
  });
  const open = (change: object) => atDesk('schedules.open', { ...opening(), ...change });

  it.each([
    ['ends before it starts', { ranges: [{ from: '12:00', to: '09:00' }] }, 'empty-range', 400],
    ['has no length', { ranges: [{ from: '09:00', to: '09:00' }] }, 'empty-range', 400],
    ['is shorter than a slot', { ranges: [{ from: '18:00', to: '18:10' }] }, 'range-shorter-than-slot', 400],
    ['cuts slots of no length', { slotMinutes: 0 }, 'bad-input', 400],
    ['was yesterday', { dates: ['2030-05-31'] }, 'schedule-clash', 409],
    ['lies over what is open', { ranges: [{ from: '09:30', to: '10:30' }] }, 'schedule-clash', 409],
    [
      'lies over itself',
      {
        ranges: [
          { from: '18:00', to: '19:00' },
          { from: '18:30', to: '20:00' },
        ],
      },
      'schedule-clash',
      409,
    ],
    ['is for a doctor who isn’t there', { doctorIds: [2_147_483_647] }, 'not-found', 404],
    ['is at a site that isn’t there', { siteId: 2_147_483_647 }, 'not-found', 404],
    [
      'has more stretches than a day',
      { ranges: Array(5).fill({ from: '18:00', to: '19:00' }) },
      'bad-input',
      400,
    ],
    ['has more dates than a quarter', { dates: Array(91).fill(testDate) }, 'bad-input', 400],
  ] as const)('is refused when it %s', async (_, change, reason, status) => {
    await expectUnchanged(() => open(change), reason, status);
  });

  it('is refused in a room of another site, and for a specialty that isn’t the doctor’s', async () => {
    const { id: roomId } = await givenRoom(api.db);
    const { id: specialtyId } = await givenSpecialty(api.db);
    await expectUnchanged(() => open({ roomId }), 'not-found', 404);
    await expectUnchanged(() => open({ specialtyId }), 'schedule-clash', 409);
  });
});

describe('fields that nobody asked for', () => {
  it('don’t make a booking somebody else’s, nor anything but booked in the portal', async () => {
    const booked = await asPatient('appointments.book', {
      slotId: target.freeSlotId,
      idempotencyKey: randomUUID(),
      patientId: people['other patient'].patientId,
      patient_id: people['other patient'].patientId,
      status: 'completed',
      channel: 'desk',
      kind: 'overbook',
    });
    expect(booked.status).toBe(200);
    const [row] = await api.db.sql`
      select patient_id as "patientId", status, channel, kind from appointment where slot_id = ${target.freeSlotId}`;
    expect(row).toEqual({
      patientId: people.patient.patientId,
      status: 'booked',
      channel: 'portal',
      kind: 'regular',
    });
  });

  it('don’t link a patient’s file to an account, nor choose its id', async () => {
    const chosen = { id: randomUUID(), userId: people.patient.userId, hasAccount: true };
    const created = await atDesk('patients.create', { ...newFile(), ...chosen });
    expect(created.data).toMatchObject({ patient: { hasAccount: false } });
    const { id } = await givenPatient(api.db);
    await atDesk('patients.update', { ...someone(), id, revision: 0, userId: people.patient.userId });
    const rows = await api.db
      .sql`select id from patient where id = ${chosen.id} or (id = ${id} and user_id is not null)`;
    expect(rows).toHaveLength(0);
  });
});

describe('a wildcard in a search', () => {
  it.each(['%%', '__', 's%rez', 's_____z', '\\\\', "' or 1=1 --"])(
    '"%s" stands for nothing',
    async (text) => {
      expect(await atDesk('patients.search', { text })).toMatchObject({
        status: 200,
        data: { patients: [] },
      });
      const listed = await atDesk('agenda.list', { from: testDate, to: testDate, states: ['booked'], text });
      expect(listed).toMatchObject({ status: 200, data: { rows: [] } });
    },
  );

  it('isn’t needed: a part of a name finds', async () => {
    const found = await atDesk('patients.search', { text: 'uár' });
    expect(JSON.stringify(found.data)).toContain('Suárez');
  });
});
