import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { firstSlot, openClinic } from '../testing/clinic.ts';
import { cancel, cancelOwn } from './cancel.ts';
import { getBiography } from './get.ts';
import { listOwn } from './list-own.ts';

const evening = new Date('2030-06-03T23:00:00Z');

let clinic: Awaited<ReturnType<typeof openClinic>>;

beforeAll(async () => {
  clinic = await openClinic();
});
afterAll(() => clinic.drop());

describe('cancelling', () => {
  it('frees the slot, keeps reason, who and when, and tells the patient', async () => {
    const { as, booked, givenPortalPatient, openSlots, secretary } = clinic;
    const [slotId] = await openSlots();
    const { id, revision } = await booked(await givenPortalPatient(), slotId);
    const why = { reason: 'administrative' as const, note: 'Corte de luz' };
    expect(await cancel(as(secretary), { id, revision, ...why, notify: true })).toMatchObject({
      ok: true,
      slotReleased: true,
      appointment: { status: 'cancelled', cancellation: { ...why, byKind: 'secretary' } },
    });
    expect(await getBiography(as(secretary), { id })).toMatchObject({
      history: [
        { type: 'appointment.booked' },
        { type: 'appointment.cancelled', actor: { kind: 'secretary' } },
      ],
      messages: [{ kind: 'appointment-booked' }, { kind: 'appointment-cancelled' }],
      commands: [],
    });
    expect(await booked(await givenPortalPatient(), slotId)).toMatchObject({ status: 'booked' });
  });

  it('puts it apart from what is past, until its hour is', async () => {
    const { as, booked, givenPortalPatient, openSlots } = clinic;
    const [slotId] = await openSlots();
    const patient = await givenPortalPatient();
    const { id, revision } = await booked(patient, slotId);
    await cancelOwn(as(patient), { id, revision, reason: 'other' });
    expect(await listOwn(as(patient))).toMatchObject({ upcoming: [], cancelled: [{ id }], past: [] });
    expect(await listOwn(as(patient, evening))).toMatchObject({ cancelled: [], past: [{ id }] });
  });

  it('owes nobody a message when the desk says so', async () => {
    const { as, booked, givenPortalPatient, openSlots, rowsAbout, secretary } = clinic;
    const [slotId] = await openSlots();
    const { id, revision } = await booked(await givenPortalPatient(), slotId);
    await cancel(as(secretary), { id, revision, reason: 'patient-request', notify: false });
    expect(await rowsAbout(id)).toEqual({ events: 2, messages: 1 });
  });

  it('takes the slot out of the agenda when the doctor will be absent', async () => {
    const { as, bookedAtDesk, openSlots, secretary, slotStatus } = clinic;
    const [slotId] = await openSlots();
    const { id, revision } = await bookedAtDesk(slotId);
    const cancelled = await cancel(as(secretary), { id, revision, reason: 'doctor-absent', notify: false });
    expect(cancelled).toMatchObject({ slotReleased: false });
    expect(await slotStatus(slotId)).toBe('withdrawn');
  });

  it('takes the claim off a slot whose time has passed', async () => {
    const { as, bookedAtDesk, openSlots, secretary, slotStatus } = clinic;
    const [slotId] = await openSlots();
    const { id, revision } = await bookedAtDesk(slotId);
    const cancelled = await cancel(as(secretary, evening), { id, revision, reason: 'other', notify: false });
    expect(cancelled).toMatchObject({ ok: true, slotReleased: false });
    expect(await slotStatus(slotId)).toBe('free');
  });

  it('is too late for a patient two hours before, and never too late for the desk', async () => {
    const { as, booked, givenPortalPatient, openSlots, secretary } = clinic;
    const patient = await givenPortalPatient();
    const [slotId] = await openSlots();
    const { id, revision } = await booked(patient, slotId);
    const hourBefore = new Date(firstSlot.getTime() - 3_600_000);
    const late = await cancelOwn(as(patient, hourBefore), { id, revision, reason: 'cannot-attend' });
    expect(late).toMatchObject({ reason: 'too-late-to-cancel' });
    const request = { id, revision, reason: 'patient-request' as const, notify: false };
    expect(await cancel(as(secretary, hourBefore), request)).toMatchObject({ ok: true });
  });

  it('answers one of two who decide on the same revision that it changed', async () => {
    const { as, bookedAtDesk, openSlots, secretary } = clinic;
    const [slotId] = await openSlots();
    const { id } = await bookedAtDesk(slotId);
    const request = { id, revision: 0, reason: 'administrative' as const, notify: false };
    const answers = await Promise.all([cancel(as(secretary), request), cancel(as(secretary), request)]);
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    expect(answers.find(({ ok }) => !ok)).toMatchObject({ reason: 'appointment-changed' });
  });
});
