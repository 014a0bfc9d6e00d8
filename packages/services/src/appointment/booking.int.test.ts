import { randomUUID } from 'node:crypto';
import type { Actor } from '@vitalmed/core';
import {
  createTestDatabase,
  givenPatient,
  givenSchedule,
  givenUser,
  type TestDatabase,
} from '@vitalmed/db/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serviceContext } from '../testing/service-context.ts';
import { bookForPatient, bookOwn } from './book.ts';
import { cancel, cancelOwn } from './cancel.ts';
import { getBiography } from './get.ts';
import { listOwn } from './list-own.ts';
import { reschedule } from './reschedule.ts';
import { changeState } from './transition.ts';

/** A Saturday morning in Buenos Aires, two days before the factories' testDate. */
const testNow = new Date('2030-06-01T12:00:00Z');

let test: TestDatabase;
let secretary: Actor;

beforeAll(async () => {
  test = await createTestDatabase({ poolSize: 20 });
  secretary = { kind: 'secretary', userId: (await givenUser(test.db)).id };
});
afterAll(() => test.drop());

async function givenPortalPatient(): Promise<Extract<Actor, { kind: 'patient' }>> {
  const user = await givenUser(test.db, { role: 'patient' });
  const patient = await givenPatient(test.db, { userId: user.id, email: user.email });
  return { kind: 'patient', userId: user.id, patientId: patient.id };
}

const as = (actor: Actor, now = testNow) => serviceContext(test.db, { actor, now });
const key = () => randomUUID();

async function openSlots(count = 9) {
  const { slots } = await givenSchedule(test.db);
  return slots.slice(0, count).map(({ id }) => id) as [number, ...number[]];
}

async function rowsAbout(appointmentId: string) {
  const [counts] = await test.db.sql<[{ events: number; messages: number }]>`
    select (select count(*) from event where appointment_id = ${appointmentId}) as events,
      (select count(*) from notification where appointment_id = ${appointmentId}) as messages`;
  return counts;
}

describe('booking a slot', () => {
  it('gives the slot, with one event and one message, in one answer', async () => {
    const patient = await givenPortalPatient();
    const [slotId] = await openSlots();
    const booked = await bookOwn(as(patient), { slotId, idempotencyKey: key() });
    expect(booked).toMatchObject({
      ok: true,
      appointment: { status: 'booked', revision: 0, canCancel: true },
    });
    if (!booked.ok) return;
    expect(await rowsAbout(booked.appointment.id)).toEqual({ events: 1, messages: 1 });
    const own = await listOwn(as(patient));
    expect(own).toMatchObject({ upcoming: [{ id: booked.appointment.id }], past: [] });
  });

  it('tells the second one who has it no more, and offers the nearest others of that doctor', async () => {
    const [slotId, next] = await openSlots();
    await bookOwn(as(await givenPortalPatient()), { slotId, idempotencyKey: key() });
    const second = await bookOwn(as(await givenPortalPatient()), { slotId, idempotencyKey: key() });
    expect(second).toMatchObject({
      ok: false,
      reason: 'slot-taken',
      details: { alternatives: [{ id: next }, {}, {}, {}, {}, {}] },
    });
  });

  it('has one winner when thirty patients press at the same instant', async () => {
    const [slotId] = await openSlots();
    const patients = await Promise.all(Array.from({ length: 30 }, givenPortalPatient));
    const answers = await Promise.all(
      patients.map((patient) => bookOwn(as(patient), { slotId, idempotencyKey: key() })),
    );
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    expect(answers.filter((answer) => !answer.ok && answer.reason === 'slot-taken')).toHaveLength(29);
    const [count] = await test.db.sql`select count(*) as n from appointment where slot_id = ${slotId}`;
    expect(count?.n).toBe(1);
  });

  it('answers fifty parallel posts of one key with the same appointment', async () => {
    const patient = await givenPortalPatient();
    const [slotId] = await openSlots();
    const idempotencyKey = key();
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => bookOwn(as(patient), { slotId, idempotencyKey })),
    );
    const ids = new Set(answers.map((answer) => (answer.ok ? answer.appointment.id : answer.reason)));
    expect(ids.size).toBe(1);
    expect(answers[0]?.ok).toBe(true);
    const [id] = ids;
    expect(await rowsAbout(id ?? '')).toEqual({ events: 1, messages: 1 });
  });

  it('refuses the same key for another slot, and leaves that slot free', async () => {
    const patient = await givenPortalPatient();
    const [slotId, other] = await openSlots();
    const idempotencyKey = key();
    await bookOwn(as(patient), { slotId, idempotencyKey });
    const reused = await bookOwn(as(patient), { slotId: other ?? 0, idempotencyKey });
    expect(reused).toMatchObject({ ok: false, reason: 'key-reused' });
    const [row] = await test.db.sql`select status from slot where id = ${other ?? 0}`;
    expect(row?.status).toBe('free');
  });

  it('never answers with what somebody else booked under the same key', async () => {
    const [slotId, other] = await openSlots();
    const idempotencyKey = key();
    await bookOwn(as(await givenPortalPatient()), { slotId, idempotencyKey });
    const second = await bookOwn(as(await givenPortalPatient()), { slotId: other ?? 0, idempotencyKey });
    expect(second).toMatchObject({ ok: true, appointment: { status: 'booked' } });
  });

  it('keeps a patient from being in two places at once', async () => {
    const patient = await givenPortalPatient();
    const [here] = await openSlots();
    const [there] = await openSlots();
    await bookOwn(as(patient), { slotId: here, idempotencyKey: key() });
    const clash = await bookOwn(as(patient), { slotId: there, idempotencyKey: key() });
    expect(clash).toMatchObject({ ok: false, reason: 'patient-busy' });
  });

  it('stops a patient who hoards at five appointments ahead, but not the desk', async () => {
    const patient = await givenPortalPatient();
    const slots = await openSlots(7);
    for (const slotId of slots.slice(0, 5)) {
      expect((await bookOwn(as(patient), { slotId, idempotencyKey: key() })).ok).toBe(true);
    }
    const sixth = { slotId: slots[5] ?? 0, idempotencyKey: key() };
    expect(await bookOwn(as(patient), sixth)).toMatchObject({ ok: false, reason: 'too-many-appointments' });
    const { patientId } = patient;
    expect((await bookForPatient(as(secretary), { ...sixth, patientId, channel: 'phone' })).ok).toBe(true);
  });

  it('names a slot that passed, one that was withdrawn and one that never was', async () => {
    const patient = await givenPortalPatient();
    const [slotId, withdrawn] = await openSlots();
    const after = new Date('2030-06-03T12:05:00Z');
    expect(await bookOwn(as(patient, after), { slotId, idempotencyKey: key() })).toMatchObject({
      reason: 'slot-past',
    });
    await test.db.sql`update slot set status = 'withdrawn' where id = ${withdrawn ?? 0}`;
    expect(await bookOwn(as(patient), { slotId: withdrawn ?? 0, idempotencyKey: key() })).toMatchObject({
      reason: 'slot-withdrawn',
    });
    expect(await bookOwn(as(patient), { slotId: 999_999_999, idempotencyKey: key() })).toMatchObject({
      reason: 'not-found',
    });
  });

  it('lets the desk book somebody who walked in, while the slot lasts', async () => {
    const [slotId] = await openSlots();
    const { id: patientId } = await givenPatient(test.db);
    const during = new Date('2030-06-03T12:05:00Z');
    const booked = await bookForPatient(as(secretary, during), {
      slotId,
      patientId,
      channel: 'desk',
      idempotencyKey: key(),
    });
    expect(booked).toMatchObject({ ok: true });
    // Without an address there is nobody to write to.
    if (booked.ok) expect(await rowsAbout(booked.appointment.id)).toEqual({ events: 1, messages: 0 });
  });

  it('answers not-found for a patient who is not there', async () => {
    const [slotId] = await openSlots();
    const request = { slotId, patientId: randomUUID(), channel: 'desk' as const, idempotencyKey: key() };
    expect(await bookForPatient(as(secretary), request)).toMatchObject({ ok: false, reason: 'not-found' });
  });
});

describe('moving an appointment', () => {
  it('gives the old slot back only when the new one is theirs', async () => {
    const patient = await givenPortalPatient();
    const [from, to] = await openSlots();
    const booked = await bookOwn(as(patient), { slotId: from, idempotencyKey: key() });
    if (!booked.ok) throw new Error(booked.reason);
    const { id, revision } = booked.appointment;
    const moved = await reschedule(as(patient), { id, revision, slotId: to ?? 0, idempotencyKey: key() });
    expect(moved).toMatchObject({ ok: true, appointment: { status: 'booked' } });
    const slots = await test.db.sql`select status from slot where id in (${from}, ${to ?? 0}) order by id`;
    expect(slots.map(({ status }) => status)).toEqual(['free', 'busy']);
    expect(await listOwn(as(patient))).toMatchObject({ upcoming: [{}], past: [] });
  });

  it('keeps the old one when the new one was taken', async () => {
    const patient = await givenPortalPatient();
    const [from, to = 0] = await openSlots();
    await bookOwn(as(await givenPortalPatient()), { slotId: to, idempotencyKey: key() });
    const booked = await bookOwn(as(patient), { slotId: from, idempotencyKey: key() });
    if (!booked.ok) throw new Error(booked.reason);
    const { id, revision } = booked.appointment;
    const move = await reschedule(as(patient), { id, revision, slotId: to, idempotencyKey: key() });
    expect(move).toMatchObject({ ok: false, reason: 'slot-taken' });
    expect(await listOwn(as(patient))).toMatchObject({ upcoming: [{ id, status: 'booked' }] });
  });

  it('moves by less than its own length, over itself', async () => {
    const patient = await givenPortalPatient();
    const { schedule, slots } = await givenSchedule(test.db);
    const [from] = slots;
    if (!from) throw new Error('no slot');
    const booked = await bookOwn(as(patient), { slotId: from.id, idempotencyKey: key() });
    if (!booked.ok) throw new Error(booked.reason);
    // Another doctor's slot at half past the first one's time.
    const { slots: others } = await givenSchedule(test.db, {
      siteId: schedule.siteId,
      from: '09:10',
      to: '09:30',
    });
    const { id, revision } = booked.appointment;
    const moved = await reschedule(as(patient), {
      id,
      revision,
      slotId: others[0]?.id ?? 0,
      idempotencyKey: key(),
    });
    expect(moved.ok).toBe(true);
  });

  it('crosses two moves without a deadlock', async () => {
    const [a, b] = [await givenPortalPatient(), await givenPortalPatient()];
    const slots = await openSlots(4);
    const [first, second] = [
      await bookOwn(as(a), { slotId: slots[0], idempotencyKey: key() }),
      await bookOwn(as(b), { slotId: slots[1] ?? 0, idempotencyKey: key() }),
    ];
    if (!first.ok || !second.ok) throw new Error('not booked');
    const moves = await Promise.all([
      reschedule(as(a), {
        id: first.appointment.id,
        revision: 0,
        slotId: slots[1] ?? 0,
        idempotencyKey: key(),
      }),
      reschedule(as(b), { id: second.appointment.id, revision: 0, slotId: slots[0], idempotencyKey: key() }),
    ]);
    const held = await test.db.sql`
      select slot_id from appointment where slot_id in (${slots[0]}, ${slots[1] ?? 0}) and status = 'booked'`;
    expect(held).toHaveLength(2);
    expect(moves.every((move) => move.ok || move.reason === 'slot-taken')).toBe(true);
  });

  it('answers a repeated move with the same appointment', async () => {
    const patient = await givenPortalPatient();
    const [from, to = 0] = await openSlots();
    const booked = await bookOwn(as(patient), { slotId: from, idempotencyKey: key() });
    if (!booked.ok) throw new Error(booked.reason);
    const move = { id: booked.appointment.id, revision: 0, slotId: to, idempotencyKey: key() };
    const answers = await Promise.all(Array.from({ length: 10 }, () => reschedule(as(patient), move)));
    const ids = new Set(answers.map((answer) => (answer.ok ? answer.appointment.id : answer.reason)));
    expect([...ids]).toEqual([expect.stringMatching(/^[0-9a-f-]{36}$/)]);
  });

  it('is not found by another patient', async () => {
    const [slotId, to = 0] = await openSlots();
    const booked = await bookOwn(as(await givenPortalPatient()), { slotId, idempotencyKey: key() });
    if (!booked.ok) throw new Error(booked.reason);
    const move = { id: booked.appointment.id, revision: 0, slotId: to, idempotencyKey: key() };
    expect(await reschedule(as(await givenPortalPatient()), move)).toMatchObject({ reason: 'not-found' });
  });
});

describe('cancelling', () => {
  it('frees the slot, keeps reason, who and when, and tells the patient', async () => {
    const patient = await givenPortalPatient();
    const [slotId] = await openSlots();
    const booked = await bookOwn(as(patient), { slotId, idempotencyKey: key() });
    if (!booked.ok) throw new Error(booked.reason);
    const { id, revision } = booked.appointment;
    const cancelled = await cancel(as(secretary), {
      id,
      revision,
      reason: 'administrative',
      note: 'Corte de luz',
      notify: true,
    });
    expect(cancelled).toMatchObject({
      ok: true,
      slotReleased: true,
      appointment: {
        status: 'cancelled',
        cancellation: { reason: 'administrative', note: 'Corte de luz', byKind: 'secretary' },
      },
    });
    const life = await getBiography(as(secretary), { id });
    expect(life).toMatchObject({
      history: [
        { type: 'appointment.booked' },
        { type: 'appointment.cancelled', actor: { kind: 'secretary' } },
      ],
      messages: [{ kind: 'appointment-booked' }, { kind: 'appointment-cancelled' }],
      commands: [],
    });
    expect((await bookOwn(as(await givenPortalPatient()), { slotId, idempotencyKey: key() })).ok).toBe(true);
  });

  it('takes the slot out of the agenda when the doctor will be absent', async () => {
    const [slotId] = await openSlots();
    const { id: patientId } = await givenPatient(test.db);
    const booked = await bookForPatient(as(secretary), {
      slotId,
      patientId,
      channel: 'desk',
      idempotencyKey: key(),
    });
    if (!booked.ok) throw new Error(booked.reason);
    const { id, revision } = booked.appointment;
    expect(
      await cancel(as(secretary), { id, revision, reason: 'doctor-absent', notify: false }),
    ).toMatchObject({
      slotReleased: false,
    });
    const [row] = await test.db.sql`select status from slot where id = ${slotId}`;
    expect(row?.status).toBe('withdrawn');
  });

  it('is too late for a patient two hours before, and never too late for the desk', async () => {
    const patient = await givenPortalPatient();
    const [slotId] = await openSlots();
    const booked = await bookOwn(as(patient), { slotId, idempotencyKey: key() });
    if (!booked.ok) throw new Error(booked.reason);
    const { id, revision } = booked.appointment;
    const late = new Date('2030-06-03T10:30:00Z');
    expect(await cancelOwn(as(patient, late), { id, revision, reason: 'cannot-attend' })).toMatchObject({
      reason: 'too-late-to-cancel',
    });
    expect(
      await cancel(as(secretary, late), { id, revision, reason: 'patient-request', notify: false }),
    ).toMatchObject({
      ok: true,
    });
  });

  it('answers one of two who decide on the same revision that it changed', async () => {
    const [slotId] = await openSlots();
    const { id: patientId } = await givenPatient(test.db);
    const booked = await bookForPatient(as(secretary), {
      slotId,
      patientId,
      channel: 'desk',
      idempotencyKey: key(),
    });
    if (!booked.ok) throw new Error(booked.reason);
    const request = {
      id: booked.appointment.id,
      revision: 0,
      reason: 'administrative' as const,
      notify: false,
    };
    const answers = await Promise.all([cancel(as(secretary), request), cancel(as(secretary), request)]);
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    expect(answers.find(({ ok }) => !ok)).toMatchObject({ reason: 'appointment-changed' });
  });
});

describe('marking attendance', () => {
  it('goes from arrived over attended to done, and back a step, each recorded', async () => {
    const { schedule, slots } = await givenSchedule(test.db);
    const { id: patientId } = await givenPatient(test.db);
    const request = { slotId: slots[0]?.id ?? 0, patientId, channel: 'desk' as const, idempotencyKey: key() };
    const booked = await bookForPatient(as(secretary), request);
    if (!booked.ok) throw new Error(booked.reason);
    const { id } = booked.appointment;
    const doctor: Actor = { kind: 'doctor', userId: randomUUID(), doctorId: schedule.doctorId };
    const during = new Date('2030-06-03T12:05:00Z');
    const steps = [
      [secretary, 'arrive', 'arrived'],
      [doctor, 'start', 'in_consultation'],
      [doctor, 'complete', 'completed'],
      [doctor, 'undo-complete', 'in_consultation'],
      [doctor, 'complete', 'completed'],
    ] as const;
    let revision = 0;
    for (const [actor, command, status] of steps) {
      const changed = await changeState(as(actor, during), { id, revision, command });
      expect(changed).toMatchObject({ ok: true, appointment: { status, revision: revision + 1 } });
      revision += 1;
    }
    const life = await getBiography(as(secretary, during), { id });
    expect(life.ok && life.history).toHaveLength(6);
  });

  it('is refused to another doctor', async () => {
    const [slotId] = await openSlots();
    const { id: patientId } = await givenPatient(test.db);
    const booked = await bookForPatient(as(secretary), {
      slotId,
      patientId,
      channel: 'desk',
      idempotencyKey: key(),
    });
    if (!booked.ok) throw new Error(booked.reason);
    const other: Actor = { kind: 'doctor', userId: randomUUID(), doctorId: 999_999 };
    const change = { id: booked.appointment.id, revision: 0, command: 'arrive' as const };
    expect(await changeState(as(other), change)).toMatchObject({ ok: false, reason: 'not-found' });
  });
});

describe('the database itself', () => {
  it('refuses to rewrite history or to delete an appointment, whoever asks', async () => {
    const { sql } = test.db;
    await expect(sql`update event set type = 'nothing.happened'`).rejects.toThrow('append-only');
    await expect(sql`delete from event`).rejects.toThrow('append-only');
    await expect(sql`delete from appointment`).rejects.toThrow('never deleted');
  });
});
