import { randomUUID } from 'node:crypto';
import { type AppointmentStatus, addDays } from '@vitalmed/core';
import { givenAppointment, givenSchedule, testDate } from '@vitalmed/db/testing';
import type { DoctorPerson, PatientPerson } from './people.ts';
import { type TestApi, testNow } from './test-api.ts';

/** What a call can be about: an appointment of that patient with that doctor, and free slots beside it. */
export type Target = {
  patient: PatientPerson;
  doctor: DoctorPerson;
  date: string;
  siteId: number;
  appointmentId: string;
  revision: number;
  freeSlotId: number;
  otherFreeSlotId: number;
  /** A schedule nobody has taken a slot of. */
  untouchedScheduleId: number;
};

type WantedTarget = {
  patient: PatientPerson;
  doctor: DoctorPerson;
  day?: number;
  /** Of the appointment; 'booked' unless told. */
  status?: AppointmentStatus;
};

/** Makes one on the `day`-th day after testDate, which must be new to that doctor. */
export async function givenTarget(
  { db }: TestApi,
  { patient, doctor, day = 0, status }: WantedTarget,
): Promise<Target> {
  const date = addDays(testDate, day);
  const attended = { doctorId: doctor.doctorId, localDate: date };
  const { schedule, slots } = await givenSchedule(db, { ...attended, from: '09:00', to: '10:00' });
  const untouched = await givenSchedule(db, { ...attended, from: '15:00', to: '15:20' });
  const [slot, free, otherFree] = slots;
  const booking = { slot, patientId: patient.patientId, bookedAt: testNow, status };
  const appointment = await givenAppointment(db, booking);
  return {
    patient,
    doctor,
    date,
    siteId: schedule.siteId,
    appointmentId: appointment.id,
    revision: appointment.revision,
    freeSlotId: free?.id ?? 0,
    otherFreeSlotId: otherFree?.id ?? 0,
    untouchedScheduleId: untouched.schedule.id,
  };
}

/** What the desk sends to open a file for such a person. */
export const newFile = () => ({ ...someone(), idempotencyKey: randomUUID() });

/** Names of its own for whatever a test registers. */
export function someone() {
  const digits = String(Math.floor(Math.random() * 10_000_000)).padStart(7, '0');
  return {
    firstName: 'Julia',
    lastName: 'Paz',
    documentNumber: `4${digits}`,
    phone: '11 4567-8901',
    email: `julia-${randomUUID()}@example.test`,
  };
}
