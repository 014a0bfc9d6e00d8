import { givenSchedule } from '@vitalmed/db/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { appointmentInMail as mailOf } from '../notification/appointment-in-mail.ts';
import { key, openClinic } from '../testing/clinic.ts';
import { getBiography } from './get.ts';
import { listOwn } from './list-own.ts';
import { rescheduleOwn } from './reschedule.ts';

let clinic: Awaited<ReturnType<typeof openClinic>>;

beforeAll(async () => {
  clinic = await openClinic();
});
afterAll(() => clinic.drop());

describe('moving an appointment', () => {
  it('gives the old slot back only when the new one is theirs', async () => {
    const { as, booked, givenPortalPatient, openSlots, slotStatus } = clinic;
    const patient = await givenPortalPatient();
    const [from, to] = await openSlots();
    const { id, revision } = await booked(patient, from);
    const moved = await rescheduleOwn(as(patient), { id, revision, slotId: to, idempotencyKey: key() });
    expect(moved).toMatchObject({ ok: true, appointment: { status: 'booked' } });
    expect([await slotStatus(from), await slotStatus(to)]).toEqual(['free', 'busy']);
    expect(await listOwn(as(patient))).toMatchObject({ upcoming: [{}], past: [] });
  });

  it('is one turno through all its moves: one biography, one calendar event whose sequence rises', async () => {
    const { as, booked, db, givenPortalPatient, openSlots, secretary } = clinic;
    const patient = await givenPortalPatient();
    const [nine, ten, eleven] = await openSlots();
    const first = await booked(patient, nine);
    const moves = [first];
    for (const slotId of [ten, eleven ?? 0]) {
      const { id, revision } = moves.at(-1) ?? first;
      const moved = await reschedule(as(patient), { id, revision, slotId, idempotencyKey: key() });
      if (!moved.ok) throw new Error(moved.reason);
      moves.push(moved.appointment);
    }
    expect(new Set(moves.map(({ calendarId }) => calendarId))).toEqual(new Set([first.id]));
    const sequence = moves.map(({ revision }) => revision);
    expect(sequence).toEqual([...new Set(sequence)].sort((a, b) => a - b));
    for (const { id } of moves) {
      const life = await getBiography(as(secretary), { id });
      if (!life.ok) throw new Error(life.reason);
      const types = life.history.map(({ type }) => type);
      expect(types).toEqual(['appointment.booked', 'appointment.rescheduled', 'appointment.rescheduled']);
      expect(life.messages.map(({ kind }) => kind)).toHaveLength(3);
    }
    const other = await getBiography(as(secretary), {
      id: (await booked(await givenPortalPatient(), nine)).id,
    });
    expect(other).toMatchObject({ ok: true, history: [{ type: 'appointment.booked' }] });
    expect((await mailOf(db, moves.at(-1)?.id ?? ''))?.appointment.calendarId).toBe(first.id);
  });

  it('keeps the old one when the new one was taken', async () => {
    const { as, booked, givenPortalPatient, openSlots } = clinic;
    const patient = await givenPortalPatient();
    const [from, to] = await openSlots();
    await booked(await givenPortalPatient(), to);
    const { id, revision } = await booked(patient, from);
    const move = await rescheduleOwn(as(patient), { id, revision, slotId: to, idempotencyKey: key() });
    expect(move).toMatchObject({ ok: false, reason: 'slot-taken' });
    expect(await listOwn(as(patient))).toMatchObject({ upcoming: [{ id, status: 'booked' }] });
  });

  it('moves by less than its own length, over itself', async () => {
    const { as, booked, db, givenPortalPatient, openSlots } = clinic;
    const patient = await givenPortalPatient();
    const [nine] = await openSlots();
    const { id, revision } = await booked(patient, nine);
    const { slots } = await givenSchedule(db, { from: '09:10', to: '09:30' });
    const tenPast = slots[0]?.id ?? 0;
    const moved = await rescheduleOwn(as(patient), { id, revision, slotId: tenPast, idempotencyKey: key() });
    expect(moved.ok).toBe(true);
  });

  it('crosses two moves without a deadlock', async () => {
    const { as, booked, db, givenPortalPatient, openSlots } = clinic;
    const [ana, bruno] = [await givenPortalPatient(), await givenPortalPatient()];
    const [first, second] = await openSlots();
    const [hers, his] = [await booked(ana, first), await booked(bruno, second)];
    const moves = await Promise.all([
      rescheduleOwn(as(ana), { id: hers.id, revision: 0, slotId: second, idempotencyKey: key() }),
      rescheduleOwn(as(bruno), { id: his.id, revision: 0, slotId: first, idempotencyKey: key() }),
    ]);
    expect(moves.every((move) => move.ok || move.reason === 'slot-taken')).toBe(true);
    const held = await db.sql`
      select slot_id from appointment where slot_id in (${first}, ${second}) and status = 'booked'`;
    expect(held).toHaveLength(2);
  });

  it('answers a repeated move with the same appointment', async () => {
    const { as, booked, givenPortalPatient, openSlots } = clinic;
    const patient = await givenPortalPatient();
    const [from, to] = await openSlots();
    const { id } = await booked(patient, from);
    const move = { id, revision: 0, slotId: to, idempotencyKey: key() };
    const answers = await Promise.all(Array.from({ length: 10 }, () => rescheduleOwn(as(patient), move)));
    const ids = new Set(answers.map((answer) => (answer.ok ? answer.appointment.id : answer.reason)));
    expect([...ids]).toEqual([expect.stringMatching(/^[0-9a-f-]{36}$/)]);
  });

  it('is not found by another patient', async () => {
    const { as, booked, givenPortalPatient, openSlots } = clinic;
    const [slotId, to] = await openSlots();
    const { id } = await booked(await givenPortalPatient(), slotId);
    const move = { id, revision: 0, slotId: to, idempotencyKey: key() };
    expect(await rescheduleOwn(as(await givenPortalPatient()), move)).toMatchObject({ reason: 'not-found' });
  });
});
