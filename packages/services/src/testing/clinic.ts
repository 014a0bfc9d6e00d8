import { randomUUID } from 'node:crypto';
import type { Actor } from '@vitalmed/core';
import {
  createTestDatabase,
  givenPatient,
  givenSchedule,
  givenUser,
  type TestDatabase,
} from '@vitalmed/db/testing';
import { bookForPatient, bookOwn } from '../appointment/book.ts';
import type { PatientAppointment } from '../appointment/view.ts';
import type { ServiceContext } from '../context.ts';
import type { Result } from '../result.ts';
import { serviceContext } from './service-context.ts';

/** A Saturday morning in Buenos Aires, two days before the factories' testDate. */
export const saturday = new Date('2030-06-01T12:00:00Z');
/** Five minutes into the first slot of that testDate. */
export const firstSlot = new Date('2030-06-03T12:05:00Z');

export type PatientActor = Extract<Actor, { kind: 'patient' }>;

/** A name for one attempt. */
export const key = () => randomUUID();

/** A database of its own with a secretary, and what tests of appointments say again and again. */
export async function openClinic() {
  const test: TestDatabase = await createTestDatabase({ poolSize: 20 });
  const { db } = test;
  const secretary: Actor = { kind: 'secretary', userId: (await givenUser(db)).id };
  const as = (actor: Actor, now = saturday): ServiceContext => serviceContext(db, { actor, now });

  async function givenPortalPatient(): Promise<PatientActor> {
    const user = await givenUser(db, { role: 'patient' });
    const patient = await givenPatient(db, { userId: user.id, email: user.email });
    return { kind: 'patient', userId: user.id, patientId: patient.id };
  }

  return {
    ...test,
    secretary,
    as,
    givenPortalPatient,
    /** Ids of the first free slots of a new doctor's morning. */
    async openSlots(count = 9) {
      const { slots } = await givenSchedule(db);
      return slots.slice(0, count).map(({ id }) => id) as [number, number, ...number[]];
    },
    async booked(patient: PatientActor, slotId: number) {
      return appointmentOf(await bookOwn(as(patient), { slotId, idempotencyKey: key() }));
    },
    async bookedAtDesk(slotId: number) {
      const { id: patientId } = await givenPatient(db);
      const request = { slotId, patientId, channel: 'desk' as const, idempotencyKey: key() };
      return appointmentOf(await bookForPatient(as(secretary), request));
    },
    async slotStatus(slotId: number): Promise<unknown> {
      const [row] = await db.sql`select status from slot where id = ${slotId}`;
      return row?.status;
    },
    async rowsAbout(appointmentId: string) {
      const [counts] = await db.sql<[{ events: number; messages: number }]>`
        select (select count(*) from event where appointment_id = ${appointmentId}) as events,
          (select count(*) from notification where appointment_id = ${appointmentId}) as messages`;
      return counts;
    },
  };
}

function appointmentOf(result: Result<{ appointment: PatientAppointment }>): PatientAppointment {
  if (!result.ok) throw new Error(`Not booked: ${result.reason}`);
  return result.appointment;
}
