import { givenAppointment, givenPatient } from '@vitalmed/db/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bookOwn } from './appointment/book.ts';
import { changeState, changeStateInOwnDay } from './appointment/transition.ts';
import { withdraw } from './slot/withdraw.ts';
import { key, openClinic, type PatientActor } from './testing/clinic.ts';
import {
  type Answer,
  asSide,
  type Clinic,
  given,
  said,
  sideNames,
  sides,
  slotOf,
} from './testing/commands.ts';

/* What a wrong, old, foreign, repeated or raced key, revision or state does to each command, in one place. */

let clinic: Clinic;
beforeAll(async () => {
  clinic = await openClinic();
});
afterAll(() => clinic.drop());

const idIn = (answer: Answer) => ('appointment' in answer ? (answer.appointment as { id: string }).id : null);

describe.each(sideNames)('a key of the %s', (side) => {
  const { book, move } = sides[side];

  it('that comes again with the same wish answers with what the first made', async () => {
    const one = await given(clinic);
    const ctx = asSide(clinic, side, one.patient);
    const k = key();
    const first = await book(ctx, one.patient.patientId, slotOf(one, 0).id, k);
    const again = await book(ctx, one.patient.patientId, slotOf(one, 0).id, k);
    expect([said(first), said(again)]).toEqual(['ok', 'ok']);
    expect(idIn(again)).toBe(idIn(first));
    expect(await clinic.rowsAbout(idIn(first) ?? '')).toMatchObject({ events: 1 });
  });

  it('that made a booking makes nothing else: no other slot, no other patient, no move', async () => {
    const one = await given(clinic);
    const ctx = asSide(clinic, side, one.patient);
    const k = key();
    const booked = await book(ctx, one.patient.patientId, slotOf(one, 0).id, k);
    expect(said(booked)).toBe('ok');
    expect(said(await book(ctx, one.patient.patientId, slotOf(one, 1).id, k))).toBe('key-reused');
    if (side === 'desk') {
      const other = await givenPatient(clinic.db);
      expect(said(await book(ctx, other.id, slotOf(one, 0).id, k))).toBe('key-reused');
    }
    const wish = { id: idIn(booked) ?? '', revision: 0, idempotencyKey: k };
    expect(said(await move(ctx, { ...wish, slotId: slotOf(one, 1).id }))).toBe('key-reused');
    expect(said(await move(ctx, { ...wish, slotId: slotOf(one, 0).id }))).toBe('key-reused');
    expect(await clinic.slotStatus(slotOf(one, 1).id)).toBe('free');
  });

  it('that made a move makes nothing else: no booking, no move of another, no move to elsewhere', async () => {
    const one = await given(clinic);
    const ctx = asSide(clinic, side, one.patient);
    const old = await givenAppointment(clinic.db, { slot: slotOf(one, 0), patientId: one.patient.patientId });
    const other = await givenAppointment(clinic.db, {
      slot: slotOf(one, 2),
      patientId: one.patient.patientId,
    });
    const wish = { id: old.id, revision: 0, slotId: slotOf(one, 1).id, idempotencyKey: key() };
    const moved = await move(ctx, wish);
    expect(said(moved)).toBe('ok');
    expect(idIn(await move(ctx, wish))).toBe(idIn(moved));
    expect(said(await move(ctx, { ...wish, id: other.id }))).toBe('key-reused');
    expect(said(await move(ctx, { ...wish, slotId: slotOf(one, 3).id }))).toBe('key-reused');
    expect(said(await book(ctx, one.patient.patientId, wish.slotId, wish.idempotencyKey))).toBe('key-reused');
  });

  it('is one’s own: the same of somebody else is another', async () => {
    const one = await given(clinic);
    const k = key();
    const other = await clinic.givenPortalPatient();
    await bookOwn(clinic.as(other), { slotId: slotOf(one, 1).id, idempotencyKey: k });
    const answer = await book(asSide(clinic, side, one.patient), one.patient.patientId, slotOf(one, 0).id, k);
    expect(said(answer)).toBe('ok');
  });
});

type Command = (
  ctx: { patient: PatientActor; doctorId: number },
  id: string,
  revision: number,
  slotId: number,
) => Promise<Answer>;
const doctor = (doctorId: number) =>
  clinic.as(
    { kind: 'doctor', userId: '00000000-0000-4000-8000-000000000001', doctorId },
    new Date('2030-06-03T12:00:00Z'),
  );

/** Every command on an appointment, with the states in which it is done; in any other it is refused. */
const commands: Record<string, { run: Command; from: readonly string[] }> = {
  'cancels their own': {
    run: ({ patient }, id, revision) =>
      sides.patient.cancel(asSide(clinic, 'patient', patient), id, revision),
    from: ['booked'],
  },
  'cancels at the desk': {
    run: ({ patient }, id, revision) => sides.desk.cancel(asSide(clinic, 'desk', patient), id, revision),
    from: ['booked', 'arrived'],
  },
  'moves their own': {
    run: ({ patient }, id, revision, slotId) =>
      sides.patient.move(asSide(clinic, 'patient', patient), { id, revision, slotId, idempotencyKey: key() }),
    from: ['booked'],
  },
  'moves at the desk': {
    run: ({ patient }, id, revision, slotId) =>
      sides.desk.move(asSide(clinic, 'desk', patient), { id, revision, slotId, idempotencyKey: key() }),
    from: ['booked'],
  },
  'starts the visit at the desk': {
    run: ({ patient }, id, revision) =>
      changeState(asSide(clinic, 'desk', patient, new Date('2030-06-03T12:00:00Z')), {
        id,
        revision,
        command: 'start',
      }),
    from: ['arrived', 'booked'],
  },
  'starts the visit as the doctor': {
    run: ({ doctorId }, id, revision) =>
      changeStateInOwnDay(doctor(doctorId), { id, revision, command: 'start' }),
    from: ['arrived', 'booked'],
  },
};
const states = ['booked', 'arrived', 'in_consultation', 'completed', 'cancelled', 'no_show'] as const;

async function tried(command: Command, status: (typeof states)[number], revisions: number[]) {
  const one = await given(clinic);
  const appointment = await givenAppointment(clinic.db, {
    slot: slotOf(one, 0),
    patientId: one.patient.patientId,
    status,
    revision: 3,
  });
  // As like it as another can be.
  const bystander = await givenAppointment(clinic.db, { slot: slotOf(one, 2), status, revision: 3 });
  const answers = await Promise.all(
    revisions.map((revision) => command(one, appointment.id, revision, slotOf(one, 1).id)),
  );
  const rows = await clinic.db.sql<{ id: string; status: string; revision: number }[]>`
    select id, status, revision from appointment where doctor_id = ${one.doctorId} order by id`;
  const of = (id: string) => rows.find((row) => row.id === id);
  expect(of(bystander.id)).toMatchObject({ status, revision: 3 });
  return { said: answers.map(said), after: of(appointment.id), count: rows.length };
}

describe.each(Object.entries(commands))('whoever %s', (_, { run, from }) => {
  const [first] = from;
  const state = first === 'arrived' ? 'arrived' : 'booked';

  it.each([0, 2, 4])('with another revision than it has changes nothing (%i for 3)', async (revision) => {
    const { said, after, count } = await tried(run, state, [revision]);
    expect(said).toEqual(['appointment-changed']);
    expect(after).toEqual({ id: expect.any(String), status: state, revision: 3 });
    expect(count).toBe(2);
  });

  it('twice at once is heard once', async () => {
    const { said } = await tried(run, state, [3, 3]);
    expect(said.filter((answer) => answer === 'ok')).toHaveLength(1);
  });

  it.each(states)('of one that is %s', async (status) => {
    const { said, after } = await tried(run, status, [3]);
    if (from.includes(status)) return expect(said).toEqual(['ok']);
    expect(said).not.toEqual(['ok']);
    expect(after).toMatchObject({ status, revision: 3 });
  });
});

it('withdrawing leaves a slot that somebody has, and counts the free ones alone', async () => {
  const one = await given(clinic);
  await givenAppointment(clinic.db, { slot: slotOf(one, 0) });
  const slotIds = [slotOf(one, 0).id, slotOf(one, 1).id];
  const answer = await withdraw(clinic.as(clinic.secretary), { slotIds, reason: 'Reunión' });
  expect(answer).toEqual({ ok: true, withdrawn: 1 });
  expect(await clinic.slotStatus(slotOf(one, 0).id)).toBe('busy');
});
