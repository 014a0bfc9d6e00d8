import { randomUUID } from 'node:crypto';
import { givenPatient } from '@vitalmed/db/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { firstSlot, key, openClinic } from '../testing/clinic.ts';
import { bookForPatient, bookOwn } from './book.ts';
import { listOwn } from './list-own.ts';

let clinic: Awaited<ReturnType<typeof openClinic>>;

beforeAll(async () => {
  clinic = await openClinic();
});
afterAll(() => clinic.drop());

describe('booking a slot', () => {
  it('gives the slot, with one event and one message, in one answer', async () => {
    const { as, givenPortalPatient, openSlots, rowsAbout } = clinic;
    const patient = await givenPortalPatient();
    const [slotId] = await openSlots();
    const booked = await bookOwn(as(patient), { slotId, idempotencyKey: key() });
    expect(booked).toMatchObject({
      ok: true,
      appointment: { status: 'booked', revision: 0, canCancel: true },
    });
    const id = booked.ok ? booked.appointment.id : '';
    expect(await rowsAbout(id)).toEqual({ events: 1, messages: 1 });
    expect(await listOwn(as(patient))).toMatchObject({ upcoming: [{ id }], past: [] });
  });

  it('is among what is past once its hour is over, though nobody marked how it ended', async () => {
    const { as, booked, givenPortalPatient, openSlots } = clinic;
    const [slotId] = await openSlots();
    const patient = await givenPortalPatient();
    const { id } = await booked(patient, slotId);
    const sameEvening = new Date('2030-06-03T22:00:00Z');
    expect(await listOwn(as(patient, sameEvening))).toMatchObject({ upcoming: [], past: [{ id }] });
  });

  it('tells the second one who has it no more, and offers the nearest others of that doctor', async () => {
    const { as, booked, givenPortalPatient, openSlots } = clinic;
    const [slotId, next] = await openSlots();
    await booked(await givenPortalPatient(), slotId);
    const second = await bookOwn(as(await givenPortalPatient()), { slotId, idempotencyKey: key() });
    const alternatives = [{ id: next }, {}, {}, {}, {}, {}];
    expect(second).toMatchObject({ ok: false, reason: 'slot-taken', details: { alternatives } });
  });

  it('has one winner when thirty patients press at the same instant', async () => {
    const { as, db, givenPortalPatient, openSlots } = clinic;
    const [slotId] = await openSlots();
    const patients = await Promise.all(Array.from({ length: 30 }, givenPortalPatient));
    const answers = await Promise.all(
      patients.map((patient) => bookOwn(as(patient), { slotId, idempotencyKey: key() })),
    );
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    expect(answers.filter((answer) => !answer.ok && answer.reason === 'slot-taken')).toHaveLength(29);
    const [count] = await db.sql`select count(*) as n from appointment where slot_id = ${slotId}`;
    expect(count?.n).toBe(1);
  });

  it('answers fifty parallel posts of one key with the same appointment', async () => {
    const { as, givenPortalPatient, openSlots, rowsAbout } = clinic;
    const patient = await givenPortalPatient();
    const [slotId] = await openSlots();
    const idempotencyKey = key();
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => bookOwn(as(patient), { slotId, idempotencyKey })),
    );
    const [id = '', ...others] = new Set(
      answers.map((answer) => (answer.ok ? answer.appointment.id : answer.reason)),
    );
    expect(others).toEqual([]);
    expect(await rowsAbout(id)).toEqual({ events: 1, messages: 1 });
  });

  it('refuses the same key for another slot, and leaves that slot free', async () => {
    const { as, givenPortalPatient, openSlots, slotStatus } = clinic;
    const patient = await givenPortalPatient();
    const [slotId, other] = await openSlots();
    const idempotencyKey = key();
    await bookOwn(as(patient), { slotId, idempotencyKey });
    const reused = await bookOwn(as(patient), { slotId: other, idempotencyKey });
    expect(reused).toMatchObject({ ok: false, reason: 'key-reused' });
    expect(await slotStatus(other)).toBe('free');
  });

  it('never answers with what somebody else booked under the same key', async () => {
    const { as, givenPortalPatient, openSlots } = clinic;
    const [slotId, other] = await openSlots();
    const idempotencyKey = key();
    const first = await bookOwn(as(await givenPortalPatient()), { slotId, idempotencyKey });
    const second = await bookOwn(as(await givenPortalPatient()), { slotId: other, idempotencyKey });
    expect(first.ok && second.ok && first.appointment.id !== second.appointment.id).toBe(true);
  });

  it('keeps a patient from being in two places at once', async () => {
    const { as, booked, givenPortalPatient, openSlots } = clinic;
    const patient = await givenPortalPatient();
    const [[here], [there]] = [await openSlots(), await openSlots()];
    await booked(patient, here);
    const clash = await bookOwn(as(patient), { slotId: there, idempotencyKey: key() });
    expect(clash).toMatchObject({ ok: false, reason: 'patient-busy' });
  });

  it('stops a patient who hoards at five appointments ahead, but not the desk', async () => {
    const { as, booked, givenPortalPatient, openSlots, secretary } = clinic;
    const patient = await givenPortalPatient();
    const [sixth, ...others] = await openSlots(6);
    for (const slotId of others) await booked(patient, slotId);
    const request = { slotId: sixth, idempotencyKey: key() };
    expect(await bookOwn(as(patient), request)).toMatchObject({ ok: false, reason: 'too-many-appointments' });
    const atDesk = { ...request, patientId: patient.patientId, channel: 'phone' as const };
    expect((await bookForPatient(as(secretary), atDesk)).ok).toBe(true);
  });

  it('names a slot that passed, one that was withdrawn and one that never was', async () => {
    const { as, db, givenPortalPatient, openSlots } = clinic;
    const patient = await givenPortalPatient();
    const [passed, withdrawn] = await openSlots();
    await db.sql`update slot set status = 'withdrawn' where id = ${withdrawn}`;
    const book = (slotId: number, now?: Date) => bookOwn(as(patient, now), { slotId, idempotencyKey: key() });
    expect(await book(passed, firstSlot)).toMatchObject({ reason: 'slot-past' });
    expect(await book(withdrawn)).toMatchObject({ reason: 'slot-withdrawn' });
    expect(await book(999_999_999)).toMatchObject({ reason: 'not-found' });
  });

  it('lets the desk book somebody who walked in, while the slot lasts', async () => {
    const { as, db, openSlots, rowsAbout, secretary } = clinic;
    const [slotId] = await openSlots();
    const { id: patientId } = await givenPatient(db);
    const request = { slotId, patientId, channel: 'desk' as const, idempotencyKey: key() };
    const booked = await bookForPatient(as(secretary, firstSlot), request);
    expect(booked.ok).toBe(true);
    // Without an address there is nobody to write to.
    if (booked.ok) expect(await rowsAbout(booked.appointment.id)).toEqual({ events: 1, messages: 0 });
  });

  it('answers not-found for a patient who is not there', async () => {
    const { as, openSlots, secretary } = clinic;
    const [slotId] = await openSlots();
    const request = { slotId, patientId: randomUUID(), channel: 'desk' as const, idempotencyKey: key() };
    expect(await bookForPatient(as(secretary), request)).toMatchObject({ ok: false, reason: 'not-found' });
  });
});
