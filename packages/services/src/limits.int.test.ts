import { givenAppointment, givenSchedule, type SlotRow } from '@vitalmed/db/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { key, openClinic, saturday } from './testing/clinic.ts';
import {
  asSide,
  type Clinic,
  given,
  type SideName,
  type Situation,
  said,
  sideNames,
  sides,
  slotOf,
} from './testing/commands.ts';

/* The clinic's rules in numbers, written out: five turnos ahead, ten bookings an hour, ninety days, two hours. */

let clinic: Clinic;
beforeAll(async () => {
  clinic = await openClinic();
});
afterAll(() => clinic.drop());

const minute = 60_000;
const at = (slot: SlotRow, minutes: number) => new Date(slot.startsAt.getTime() + minutes * minute);

describe('the limits of what patients do by themselves', () => {
  async function withActive(count: number) {
    const one = await given(clinic);
    for (let n = 0; n < count; n += 1)
      await givenAppointment(clinic.db, { slot: slotOf(one, n), patientId: one.patient.patientId });
    return one;
  }
  const bookAs = (side: SideName, { patient }: Situation, slot: SlotRow, now?: Date) =>
    sides[side].book(asSide(clinic, side, patient, now), patient.patientId, slot.id, key());
  async function moveFirst(side: SideName, one: Situation, slot: SlotRow, now?: Date) {
    const [row] = await clinic.db.sql<{ id: string }[]>`
      select id from appointment where patient_id = ${one.patient.patientId} and status = 'booked' order by starts_at limit 1`;
    const wish = { id: row?.id ?? '', revision: 0, slotId: slot.id, idempotencyKey: key() };
    return sides[side].move(asSide(clinic, side, one.patient, now), wish);
  }

  it('are five ahead: a sixth isn’t booked, and at five one may still be moved, but not beyond', async () => {
    const four = await withActive(4);
    expect(said(await bookAs('patient', four, slotOf(four, 4)))).toBe('ok');
    expect(said(await bookAs('patient', four, slotOf(four, 5)))).toBe('too-many-appointments');
    expect(said(await moveFirst('patient', four, slotOf(four, 5)))).toBe('ok');
    expect(said(await bookAs('desk', four, slotOf(four, 6)))).toBe('ok');
    expect(said(await moveFirst('patient', four, slotOf(four, 7)))).toBe('too-many-appointments');
    expect(said(await moveFirst('desk', four, slotOf(four, 7)))).toBe('ok');
  });

  it('are ten bookings an hour, of the same person', async () => {
    const one = await given(clinic);
    const { slots } = await givenSchedule(clinic.db, { localDate: '2030-05-01', from: '08:00', to: '12:00' });
    const bookedLately = async (count: number, bookedAt: Date, bookedBy: string) => {
      for (const slot of slots.splice(0, count))
        await givenAppointment(clinic.db, {
          slot,
          patientId: one.patient.patientId,
          status: 'cancelled',
          bookedBy,
          bookedAt,
        });
    };
    const lately = new Date(saturday.getTime() - 59 * minute);
    await bookedLately(1, new Date(saturday.getTime() - 61 * minute), one.patient.userId);
    await bookedLately(1, lately, '00000000-0000-4000-8000-000000000009');
    await bookedLately(9, lately, one.patient.userId);
    expect(said(await bookAs('patient', one, slotOf(one, 0)))).toBe('ok');
    const refused = await bookAs('patient', one, slotOf(one, 1));
    expect(said(refused)).toBe('rate-limited');
    expect(said(await bookAs('desk', one, slotOf(one, 1)))).toBe('ok');
  });

  it.each([
    { minutes: -120, moved: 'ok', cancelled: 'ok' },
    { minutes: -119, moved: 'too-late-to-cancel', cancelled: 'too-late-to-cancel' },
  ])('are two hours before it begins ($minutes minutes)', async ({ minutes, moved, cancelled }) => {
    const one = await withActive(1);
    const now = at(slotOf(one, 0), minutes);
    expect(said(await moveFirst('patient', one, slotOf(one, 1), now))).toBe(moved);
    const two = await withActive(1);
    const [row] = await clinic.db.sql<{ id: string }[]>`
      select id from appointment where patient_id = ${two.patient.patientId}`;
    const answer = await sides.patient.cancel(asSide(clinic, 'patient', two.patient, now), row?.id ?? '', 0);
    expect(said(answer)).toBe(cancelled);
  });

  const day = 24 * 60;
  it.each([
    { minutes: -90 * day, portal: 'ok', desk: 'ok' },
    { minutes: -90 * day - 1, portal: 'beyond-horizon', desk: 'ok' },
    { minutes: -1, portal: 'ok', desk: 'ok' },
    { minutes: 0, portal: 'slot-past', desk: 'ok' },
    { minutes: 19, portal: 'slot-past', desk: 'ok' },
    { minutes: 20, portal: 'slot-past', desk: 'slot-past' },
  ])(
    'are ninety days ahead and until it begins; the desk has until it ends ($minutes minutes)',
    async (row) => {
      const now = at(slotOf(await given(clinic), 0), row.minutes);
      const later = await givenSchedule(clinic.db, { localDate: '2030-11-04' });
      for (const [n, side] of sideNames.entries()) {
        const expected = side === 'patient' ? row.portal : row.desk;
        const fresh = await given(clinic);
        expect(said(await bookAs(side, fresh, slotOf(fresh, 0), now))).toBe(expected);
        // What is moved begins long after, so that its own time is in nobody's way.
        const moving = await given(clinic);
        await givenAppointment(clinic.db, { slot: later.slots[n], patientId: moving.patient.patientId });
        expect(said(await moveFirst(side, moving, slotOf(moving, 0), now))).toBe(expected);
      }
    },
  );
});
