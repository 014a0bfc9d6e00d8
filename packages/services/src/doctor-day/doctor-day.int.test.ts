import type { Actor } from '@vitalmed/core';
import { givenAppointment, givenSchedule, givenSite } from '@vitalmed/db/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { firstSlot, openClinic } from '../testing/clinic.ts';
import { doctorDay } from './list.ts';

let clinic: Awaited<ReturnType<typeof openClinic>>;
beforeAll(async () => {
  clinic = await openClinic();
});
afterAll(() => clinic.drop());

it('is the doctor’s own, of that date, without what was cancelled, and counts what may still be taken', async () => {
  const { db } = clinic;
  // Before all others, so that whoever takes any site takes this one.
  const site = await givenSite(db, { timeZone: 'America/Santiago' });
  const other = await givenSchedule(db, { siteId: site.id });
  await givenAppointment(db, { slot: other.slots[0] });
  const { schedule, slots } = await givenSchedule(db, { to: '11:00' });
  const { doctorId } = schedule;
  const [past, running, cancelled, withdrawn] = slots;
  const booked = await givenAppointment(db, { slot: running });
  await givenAppointment(db, { slot: cancelled, status: 'cancelled' });
  await db.sql`update slot set status = 'withdrawn' where id = ${withdrawn?.id ?? 0}`;
  const dayAfter = await givenSchedule(db, { doctorId, siteId: site.id, localDate: '2030-06-04' });
  await givenAppointment(db, { slot: dayAfter.slots[0] });

  const actor: Actor = { kind: 'doctor', userId: '00000000-0000-4000-8000-000000000001', doctorId };
  const day = await doctorDay(clinic.as(actor, new Date((past?.endsAt ?? firstSlot).getTime())), {
    date: '2030-06-03',
  });
  expect(day).toMatchObject({
    ok: true,
    doctor: { id: doctorId },
    timeZone: 'America/Argentina/Buenos_Aires',
    // Of six: one is over, one taken, one withdrawn.
    free: 3,
  });
  expect(day.ok && day.appointments.map(({ id }) => id)).toEqual([booked.id]);
  const looks = await db.sql`
    select patient_ids as "patientIds" from look where actor_id = ${actor.userId}`;
  expect(looks).toEqual([{ patientIds: [booked.patientId] }]);
});
