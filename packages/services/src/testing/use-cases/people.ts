import { randomUUID } from 'node:crypto';
import type { Actor, LocalDate } from '@vitalmed/core';
import {
  type DoctorRow,
  givenAppointment,
  givenDoctor,
  givenPatient,
  givenSchedule,
  givenUser,
  type PatientRow,
} from '@vitalmed/db/testing';
import type { ServiceContext } from '../../context.ts';
import type { PatientActor } from '../clinic.ts';

/** Everybody who can ask for something. A disabled account asks as nobody: its session no longer names anyone. */
export const everybody = ['nobody', 'patient', 'secretary', 'doctor', 'admin', 'system'] as const;
export type PersonName = (typeof everybody)[number];

/** A patient and their doctor, with words that nobody but some may read. */
export type Side = {
  patient: PatientRow;
  doctor: DoctorRow;
  words: { name: string; document: string; phone: string; email: string; deskNote: string; history: string };
  /** Ids of the patient's appointments. */
  appointmentIds: string[];
};

/** What a call is about: all of it new, on a date of its own, the patient's and the doctor's of one side. */
export type Target = {
  date: LocalDate;
  patientId: string;
  doctorId: number;
  siteId: number;
  scheduleId: number;
  /** A schedule of the same day that nobody took anything of. */
  untouchedScheduleId: number;
  appointmentId: string;
  freeSlotId: number;
  withdrawnSlotId: number;
};

type Db = ServiceContext['db'];

export async function givenSide(db: Db): Promise<Side> {
  const mark = randomUUID().slice(0, 8);
  const user = await givenUser(db, { role: 'patient' });
  const doctorUser = await givenUser(db, { role: 'doctor' });
  const words = {
    name: `Apellido-${mark}`,
    document: String(40_000_000 + (Number.parseInt(mark, 16) % 9_000_000)),
    phone: `+54911${String(Number.parseInt(mark, 16)).padStart(10, '0').slice(-8)}`,
    email: user.email,
    deskNote: `nota-${mark}`,
    history: `motivo-${mark}`,
  };
  const patient = await givenPatient(db, {
    userId: user.id,
    lastName: words.name,
    documentNumber: words.document,
    phone: words.phone,
    email: words.email,
    notes: words.deskNote,
  });
  const doctor = await givenDoctor(db, { userId: doctorUser.id });
  const side = { patient, doctor, words, appointmentIds: [] };
  const { slots } = await givenSchedule(db, { doctorId: doctor.id, localDate: '2030-05-20', to: '09:20' });
  await givenStory(db, side, { slot: slots[0], status: 'completed' });
  return side;
}

type Wanted = Pick<Parameters<typeof givenAppointment>[1] & object, 'slot' | 'status'>;

/** An appointment with a change and a message that tell of the side alone. */
async function givenStory(db: Db, { patient, words, appointmentIds }: Side, wanted: Wanted): Promise<string> {
  const { id } = await givenAppointment(db, { patientId: patient.id, ...wanted });
  appointmentIds.push(id);
  await db.sql`
    insert into event (type, actor_kind, appointment_id, patient_id, data)
    values ('appointment.booked', 'secretary', ${id}, ${patient.id}, ${db.sql.json({ note: words.history })})`;
  await db.sql`
    insert into notification (kind, recipient, appointment_id, revision)
    values ('appointment-booked', ${words.email}, ${id}, 0)`;
  return id;
}

/** Two hours of one day lie apart, so that a patient can take something of both. */
type When = { date: LocalDate; hour: 10 | 12; status: Wanted['status'] };

export async function givenTarget(db: Db, side: Side, { date, hour, status }: When): Promise<Target> {
  const { patient, doctor } = side;
  const { schedule, slots } = await givenSchedule(db, {
    doctorId: doctor.id,
    localDate: date,
    from: `${hour}:00`,
    to: `${hour + 1}:00`,
  });
  const [taken, free, withdrawn] = slots;
  if (!taken || !free || !withdrawn) throw new Error('A morning has three slots');
  const untouched = await givenSchedule(db, {
    doctorId: doctor.id,
    siteId: schedule.siteId,
    localDate: date,
    from: '15:00',
    to: '15:20',
  });
  await db.sql`update slot set status = 'withdrawn' where id = ${withdrawn.id}`;
  return {
    date,
    patientId: patient.id,
    doctorId: doctor.id,
    siteId: schedule.siteId,
    scheduleId: schedule.id,
    untouchedScheduleId: untouched.schedule.id,
    appointmentId: await givenStory(db, side, { slot: taken, status }),
    freeSlotId: free.id,
    withdrawnSlotId: withdrawn.id,
  };
}

export async function actorsFor(db: Db, { patient, doctor }: Side): Promise<Record<PersonName, Actor>> {
  const own: PatientActor = { kind: 'patient', userId: patient.userId ?? '', patientId: patient.id };
  return {
    nobody: { kind: 'anonymous' },
    patient: own,
    secretary: { kind: 'secretary', userId: (await givenUser(db)).id },
    doctor: { kind: 'doctor', userId: doctor.userId ?? '', doctorId: doctor.id },
    admin: { kind: 'admin', userId: (await givenUser(db, { role: 'admin' })).id },
    system: { kind: 'system', job: 'test' },
  };
}
