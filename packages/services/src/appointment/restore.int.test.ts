import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openClinic } from '../testing/clinic.ts';
import { cancel, cancelOwn } from './cancel.ts';
import { getBiography } from './get.ts';
import { listOwn } from './list-own.ts';
import { restore } from './restore.ts';
import { changeState } from './transition.ts';

let clinic: Awaited<ReturnType<typeof openClinic>>;

beforeAll(async () => {
  clinic = await openClinic();
});
afterAll(() => clinic.drop());

const mistake = { reason: 'administrative' as const, notify: true };

async function cancelled(why: Parameters<typeof cancel>[1]['reason'] = 'administrative') {
  const { as, booked, givenPortalPatient, openSlots, secretary } = clinic;
  const patient = await givenPortalPatient();
  const [slotId] = await openSlots();
  const { id, revision } = await booked(patient, slotId);
  const end = await cancel(as(secretary), { id, revision, ...mistake, reason: why });
  if (!end.ok) throw new Error(end.reason);
  return { patient, slotId, id, revision: end.appointment.revision };
}

describe('taking a cancellation back', () => {
  it('gives the same turno back: its slot, its patient, its identity, with a record of it', async () => {
    const { as, secretary, slotStatus } = clinic;
    const { patient, slotId, id, revision } = await cancelled();
    expect(await restore(as(secretary), { id, revision })).toMatchObject({
      ok: true,
      appointment: { id, status: 'booked', revision: revision + 1, cancellation: null },
    });
    expect(await slotStatus(slotId)).toBe('busy');
    expect(await listOwn(as(patient))).toMatchObject({ upcoming: [{ id, status: 'booked' }], past: [] });
    expect(await getBiography(as(secretary), { id })).toMatchObject({
      history: [
        { type: 'appointment.booked' },
        { type: 'appointment.cancelled' },
        { type: 'appointment.restored', actor: { kind: 'secretary' } },
      ],
    });
  });

  it('tells again whom the cancellation was told, and nobody else', async () => {
    const { as, bookedAtDesk, openSlots, rowsAbout, secretary } = clinic;
    const told = await cancelled();
    await restore(as(secretary), told);
    expect(await rowsAbout(told.id)).toEqual({ events: 3, messages: 3 });
    const [slotId] = await openSlots();
    const { id, revision } = await bookedAtDesk(slotId);
    const quiet = await cancel(as(secretary), { id, revision, ...mistake, notify: false });
    const before = await rowsAbout(id);
    await restore(as(secretary), { id, revision: quiet.ok ? quiet.appointment.revision : 0 });
    expect(await rowsAbout(id)).toEqual({ events: 3, messages: before.messages });
  });

  it('brings the slot back that left the agenda with its doctor', async () => {
    const { as, secretary, slotStatus } = clinic;
    const { slotId, ...gone } = await cancelled('doctor-absent');
    expect(await slotStatus(slotId)).toBe('withdrawn');
    expect(await restore(as(secretary), gone)).toMatchObject({ ok: true });
    expect(await slotStatus(slotId)).toBe('busy');
  });

  it('keeps that somebody had arrived', async () => {
    const { as, bookedAtDesk, openSlots, secretary } = clinic;
    const [slotId] = await openSlots();
    const { id, revision } = await bookedAtDesk(slotId);
    const morning = as(secretary, new Date('2030-06-03T11:50:00Z'));
    const arrived = await changeState(morning, { id, revision, command: 'arrive' });
    const end = await cancel(morning, { id, revision: revision + 1, ...mistake });
    expect([arrived.ok, end.ok]).toEqual([true, true]);
    const back = await restore(morning, { id, revision: revision + 2 });
    expect(back).toMatchObject({ ok: true, appointment: { status: 'arrived' } });
  });

  it('is refused when somebody took the slot, who keeps it; others near it come along', async () => {
    const { as, booked, givenPortalPatient, secretary } = clinic;
    const { slotId, ...gone } = await cancelled();
    const other = await booked(await givenPortalPatient(), slotId);
    expect(await restore(as(secretary), gone)).toMatchObject({
      ok: false,
      reason: 'slot-taken',
      details: {
        alternatives: expect.arrayContaining([expect.objectContaining({ id: expect.any(Number) })]),
      },
    });
    expect(await getBiography(as(secretary), { id: other.id })).toMatchObject({
      appointment: { status: 'booked' },
    });
  });

  it('and somebody booking the slot at the same instant: one of them has it', async () => {
    const { as, booked, givenPortalPatient, secretary } = clinic;
    for (let round = 0; round < 10; round += 1) {
      const { slotId, ...gone } = await cancelled();
      const other = await givenPortalPatient();
      const [back, taken] = await Promise.allSettled([restore(as(secretary), gone), booked(other, slotId)]);
      const has = back.status === 'fulfilled' && back.value.ok;
      expect([back.status, taken.status === 'fulfilled']).toEqual(['fulfilled', !has]);
    }
  });

  it('is refused when the patient is elsewhere at that hour by now', async () => {
    const { as, booked, openSlots, secretary } = clinic;
    const { patient, ...gone } = await cancelled();
    const [sameHour] = await openSlots();
    await booked(patient, sameHour);
    expect(await restore(as(secretary), gone)).toMatchObject({ ok: false, reason: 'patient-busy' });
  });

  it('is decided on what was seen, once, and not after the hour', async () => {
    const { as, secretary } = clinic;
    const gone = await cancelled();
    const late = as(secretary, new Date('2030-06-03T23:00:00Z'));
    expect(await restore(late, gone)).toMatchObject({ reason: 'slot-past' });
    const both = await Promise.all([restore(as(secretary), gone), restore(as(secretary), gone)]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    expect(both.find(({ ok }) => !ok)).toMatchObject({ reason: 'appointment-changed' });
  });

  it('isn’t the desk’s where the patient gave it up, and never the patient’s', async () => {
    const { as, booked, givenPortalPatient, openSlots, secretary } = clinic;
    const patient = await givenPortalPatient();
    const [slotId] = await openSlots();
    const { id, revision } = await booked(patient, slotId);
    await cancelOwn(as(patient), { id, revision, reason: 'cannot-attend' });
    const own = { id, revision: revision + 1 };
    expect(await restore(as(secretary), own)).toMatchObject({ reason: 'not-allowed-now' });
    expect(await restore(as(patient), own)).toMatchObject({ reason: 'forbidden' });
  });
});

describe('taking a booking back', () => {
  it('frees the slot, leaves a record, and isn’t among what the patient cancelled', async () => {
    const { as, booked, givenPortalPatient, openSlots, secretary, slotStatus } = clinic;
    const patient = await givenPortalPatient();
    const [slotId] = await openSlots();
    const { id, revision } = await booked(patient, slotId);
    const undone = { id, revision, reason: 'undone' as const, notify: true };
    expect(await cancel(as(secretary), undone)).toMatchObject({ ok: true, slotReleased: true });
    expect(await slotStatus(slotId)).toBe('free');
    expect(await listOwn(as(patient))).toMatchObject({ upcoming: [], past: [] });
    expect(await getBiography(as(secretary), { id })).toMatchObject({
      history: [
        { type: 'appointment.booked' },
        { type: 'appointment.cancelled', data: { reason: 'undone' } },
      ],
    });
  });
});
