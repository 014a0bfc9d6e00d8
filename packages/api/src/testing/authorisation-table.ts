import { randomUUID } from 'node:crypto';
import type { Realm } from '@vitalmed/auth';
import type { AppointmentStatus, Reason } from '@vitalmed/core';
import type { PersonName } from './people.ts';
import { newFile, someone, type Target } from './targets.ts';

export type Expected = 'ok' | Reason;

export type Row = {
  /** The state of the target's appointment; 'booked' unless told. */
  status?: AppointmentStatus;
  /** What is asked about a target; a call about nothing in particular ignores it. */
  input(target: Target): unknown;
  /** The answer to that person, whether the target is their own or another's. */
  expected(person: PersonName, own: boolean): Expected;
};

const password = 'un caballo de batalla';

const everybodyGets = (expected: Expected) => () => expected;
const anyone = everybodyGets('ok');

/** Patients reach what is theirs; what is another's doesn't exist. Nobody else has a session at this origin. */
const patientsOwn = (person: PersonName, own: boolean): Expected => {
  if (person !== 'patient' && person !== 'other patient') return 'session-required';
  return own ? 'ok' : 'not-found';
};
const patients = (person: PersonName) => patientsOwn(person, true);

/** The desk serves everybody's. */
const desk = (person: PersonName): Expected =>
  person === 'secretary' || person === 'admin' ? 'ok' : 'session-required';

const doctorsOwn = (person: PersonName, own: boolean): Expected => {
  if (person !== 'doctor' && person !== 'other doctor') return 'session-required';
  return own ? 'ok' : 'not-found';
};
const doctors = (person: PersonName) => doctorsOwn(person, true);

const nothing = () => undefined;
const appointment = ({ appointmentId, revision }: Target) => ({ id: appointmentId, revision });
const search = ({ doctor, date }: Target) => ({ doctorId: doctor.doctorId, from: date });
const oneDay = ({ doctor, date }: Target) => ({ doctorId: doctor.doctorId, date });
const opening = ({ doctor, date, siteId }: Target) => ({
  doctorIds: [doctor.doctorId],
  dates: [date],
  ranges: [{ from: '18:00', to: '19:00' }],
  slotMinutes: 20,
  siteId,
  roomId: null,
  specialtyId: null,
});
const move = (target: Target) => ({
  ...appointment(target),
  slotId: target.freeSlotId,
  idempotencyKey: randomUUID(),
});

const door: Record<string, Row> = {
  'account.me': { input: nothing, expected: anyone },
  'account.signIn': {
    input: () => ({ email: someone().email, password }),
    expected: everybodyGets('bad-credentials'),
  },
  'account.signOut': { input: nothing, expected: anyone },
  'account.requestPasswordReset': {
    input: () => ({ email: someone().email, locale: 'es-AR' }),
    expected: anyone,
  },
  'account.resetPassword': {
    input: () => ({ token: `${'A'.repeat(22)}.${'A'.repeat(43)}`, password }),
    expected: everybodyGets('token-expired'),
  },
};

const portal: Record<string, Row> = {
  ...door,
  'account.requestSignUp': {
    input: () => ({ ...someone(), password, locale: 'es-AR' }),
    expected: anyone,
  },
  'account.confirmSignUp': {
    input: () => ({ email: someone().email, code: '123456' }),
    expected: everybodyGets('code-wrong'),
  },
  'account.resendSignUpCode': {
    input: () => ({ email: someone().email, locale: 'es-AR' }),
    expected: everybodyGets('not-found'),
  },
  'account.chooseLanguage': { input: () => ({ locale: 'es-AR' }), expected: patients },
  'catalog.get': { input: nothing, expected: anyone },
  'slots.overview': { input: search, expected: anyone },
  'slots.day': { input: oneDay, expected: anyone },
  'slots.find': { input: search, expected: anyone },
  'slots.get': { input: ({ freeSlotId }) => ({ slotId: freeSlotId }), expected: anyone },
  'slots.changes': { input: ({ doctor }) => ({ doctorId: doctor.doctorId }), expected: anyone },
  'appointments.book': {
    input: ({ freeSlotId }) => ({ slotId: freeSlotId, idempotencyKey: randomUUID() }),
    expected: patients,
  },
  'appointments.mine': { input: nothing, expected: patients },
  'appointments.get': { input: ({ appointmentId }) => ({ id: appointmentId }), expected: patientsOwn },
  'appointments.cancel': {
    input: (target) => ({ ...appointment(target), reason: 'cannot-attend' }),
    expected: patientsOwn,
  },
  'appointments.reschedule': { input: move, expected: patientsOwn },
  'appointments.changes': { input: nothing, expected: patients },
  'file.requestCode': { input: nothing, expected: patients },
  'file.confirmCode': {
    input: () => ({ code: '123456' }),
    expected: (person) => (patients(person) === 'ok' ? 'code-wrong' : 'session-required'),
  },
};

const backoffice: Record<string, Row> = {
  ...door,
  'account.stay': { input: nothing, expected: desk },
  'catalog.get': { input: nothing, expected: anyone },
  'schedules.preview': { input: opening, expected: desk },
  'schedules.open': {
    input: (target) => ({ ...opening(target), idempotencyKey: randomUUID() }),
    expected: desk,
  },
  'schedules.undoOpening': {
    input: ({ untouchedScheduleId }) => ({ scheduleIds: [untouchedScheduleId] }),
    expected: desk,
  },
  'agenda.day': { input: ({ date }) => ({ date }), expected: desk },
  'agenda.list': { input: ({ date }) => ({ from: date, to: date }), expected: desk },
  'agenda.changes': { input: nothing, expected: desk },
  'agenda.dayChanges': { input: ({ date }) => ({ date }), expected: desk },
  'patients.search': { input: () => ({ text: 'suárez' }), expected: desk },
  'patients.likelyDuplicates': {
    input: () => ({
      firstName: 'Carla',
      lastName: 'Suárez',
      documentNumber: '28123456',
      phone: '11 4567-8901',
      birthDate: '1980-08-04',
    }),
    expected: desk,
  },
  'patients.get': { input: ({ patient }) => ({ id: patient.patientId }), expected: desk },
  'patients.create': { input: newFile, expected: desk },
  'patients.update': {
    // What stands there already, so that the next who asks has read the same revision.
    input: ({ patient }) => ({ id: patient.patientId, revision: 0, firstName: 'Carla' }),
    expected: desk,
  },
  'patients.linkAccount': {
    input: ({ patient }) => ({ patientId: patient.patientId, documentSeen: true }),
    // Of somebody whose account is proven already.
    expected: (person) => (desk(person) === 'ok' ? 'patient-changed' : 'session-required'),
  },
  'slots.overview': { input: search, expected: desk },
  'slots.day': { input: oneDay, expected: desk },
  'slots.find': { input: search, expected: desk },
  'slots.changes': { input: ({ doctor }) => ({ doctorId: doctor.doctorId }), expected: desk },
  'slots.withdraw': {
    input: ({ freeSlotId }) => ({ slotIds: [freeSlotId], reason: 'Reunión' }),
    expected: desk,
  },
  'slots.release': { input: ({ freeSlotId }) => ({ slotIds: [freeSlotId] }), expected: desk },
  'appointments.book': {
    input: ({ freeSlotId, patient }) => ({
      slotId: freeSlotId,
      patientId: patient.patientId,
      channel: 'desk',
      idempotencyKey: randomUUID(),
    }),
    expected: desk,
  },
  'appointments.get': { input: ({ appointmentId }) => ({ id: appointmentId }), expected: desk },
  'appointments.transition': {
    status: 'arrived',
    input: (target) => ({ ...appointment(target), command: 'start' }),
    expected: desk,
  },
  'appointments.cancel': {
    input: (target) => ({ ...appointment(target), reason: 'administrative', notify: false }),
    expected: desk,
  },
  'appointments.restore': { status: 'cancelled', input: appointment, expected: desk },
  'appointments.reschedule': { input: move, expected: desk },
};

const doctor: Record<string, Row> = {
  ...door,
  'account.stay': { input: nothing, expected: doctors },
  'day.list': { input: ({ date }) => ({ date }), expected: doctors },
  'day.transition': {
    status: 'arrived',
    input: (target) => ({ ...appointment(target), command: 'start' }),
    expected: doctorsOwn,
  },
  'day.changes': { input: nothing, expected: doctors },
};

/** Who may do what, over every procedure of every origin. A procedure that isn't here fails the test. */
export const authorisationTable: Record<Realm, Record<string, Row>> = { patient: portal, backoffice, doctor };
