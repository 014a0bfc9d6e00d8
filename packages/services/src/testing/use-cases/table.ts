import { randomUUID } from 'node:crypto';
import type { AppointmentStatus, Reason } from '@vitalmed/core';
import { changesSince } from '@vitalmed/db';
import type { Entrance } from '../../account/ports.ts';
import type { ServiceContext } from '../../context.ts';
import * as services from '../../index.ts';
import type { PersonName, Target } from './people.ts';

/** What the index of this package offers to whoever asks for something. */
export type UseCase = {
  [Name in keyof typeof services]: (typeof services)[Name] extends (
    ctx: ServiceContext,
    ...rest: never[]
  ) => Promise<{ ok: boolean } | { ok: true }>
    ? Name
    : never;
}[keyof typeof services];

export type Verdict = 'ok' | Reason;

export type Row = {
  call(ctx: ServiceContext, target: Target): Promise<{ ok: boolean; reason?: Reason }>;
  /** The answer to that person, about what is their own as a patient or doctor, or another's. */
  expected(person: PersonName, own: boolean): Verdict;
  /** The state of the target's appointment; 'booked' unless told. */
  status?: AppointmentStatus;
  /** Leaves things as they are, so that all may ask about the same. */
  reads?: true;
  /** A list of everybody's, to those who may read it: the words of others belong there too. */
  lists?: true;
};

const anyone = () => 'ok' as const;
const session = (person: PersonName, otherwise: Verdict): Verdict =>
  person === 'nobody' ? 'session-required' : otherwise;
const isDesk = (person: PersonName) => person === 'secretary' || person === 'admin';

/** The desk serves everybody's, and nobody else may. */
const desk = (person: PersonName) => (isDesk(person) ? 'ok' : session(person, 'forbidden'));
/** Whoever has a file as a patient, for themselves. */
const patients = (person: PersonName) => (person === 'patient' ? 'ok' : session(person, 'forbidden'));
/** A patient's own; another's doesn't exist. */
const patientsOwn = (person: PersonName, own: boolean) =>
  person === 'patient' ? (own ? 'ok' : 'not-found') : session(person, 'forbidden');
/** The desk's acts on an appointment: patients have their own way, and to others it doesn't exist. */
const deskAct = (person: PersonName): Verdict =>
  isDesk(person) ? 'ok' : person === 'patient' ? 'forbidden' : session(person, 'not-found');

/** The desk marks attendance; core leaves the system only absences. To others, the appointment doesn't exist. */
const marks = (person: PersonName): Verdict =>
  isDesk(person) ? 'ok' : person === 'system' ? 'forbidden' : session(person, 'not-found');

const key = () => ({ idempotencyKey: randomUUID() });
const one = ({ appointmentId }: Target) => ({ id: appointmentId, revision: 0 });
const move = (target: Target) => ({ ...one(target), slotId: target.freeSlotId, ...key() });
const opening = ({ doctorId, siteId, date }: Target) => ({
  ...{ doctorIds: [doctorId], dates: [date], siteId, roomId: null, specialtyId: null },
  ranges: [{ from: '18:00' as const, to: '19:00' as const }],
  slotMinutes: 20,
  without: [],
});
const someone = () => ({
  ...{ firstName: 'Nuria', lastName: 'Vidal', phone: '+5491145678901' },
  documentNumber: String(50_000_000 + Math.floor(Math.random() * 1e7)),
  email: `nueva-${randomUUID()}@example.test`,
});
const account = () => ({ email: someone().email, password: 'mate amargo y bizcochos' });
const entrance: Entrance = { realm: 'patient', token: null, browser: null };

/** Every use case and who may: one that isn't here doesn't compile. */
export const useCases = {
  // The door: who asks is shown by what they know, not by who they are already.
  me: { reads: true, call: services.me, expected: anyone },
  signIn: {
    call: (ctx) => services.signIn(ctx, account(), entrance),
    expected: () => 'bad-credentials',
  },
  signOut: { reads: true, call: (ctx) => services.signOut(ctx, entrance), expected: anyone },
  requestSignUp: {
    call: (ctx) => services.requestSignUp(ctx, { ...someone(), ...account(), locale: 'es-AR' }),
    expected: anyone,
  },
  resendSignUpCode: {
    call: (ctx) => {
      const wish = { email: someone().email, locale: 'es-AR' as const };
      return services.resendSignUpCode(ctx, wish, { ...entrance, signUpId: randomUUID() });
    },
    expected: () => 'not-found',
  },
  confirmSignUp: {
    call: (ctx) => {
      const proof = { email: someone().email, code: '123456' };
      return services.confirmSignUp(ctx, proof, { ...entrance, signUpId: randomUUID() });
    },
    expected: () => 'code-wrong',
  },
  chooseLanguage: {
    call: (ctx) => services.chooseLanguage(ctx, { locale: 'en' }),
    expected: (person) => (person === 'system' ? 'session-required' : session(person, 'ok')),
  },
  requestPasswordReset: {
    call: (ctx) => services.requestPasswordReset(ctx, { ...account(), locale: 'es-AR' }, entrance),
    expected: anyone,
  },
  resetPassword: {
    call: (ctx) => services.resetPassword(ctx, { token: 'nothing', password: account().password }, entrance),
    expected: () => 'token-expired',
  },

  // What the clinic has on its door.
  getCatalog: { reads: true, call: services.getCatalog, expected: anyone },
  getSlot: {
    reads: true,
    call: (ctx, { freeSlotId }) => services.getSlot(ctx, { slotId: freeSlotId }),
    expected: anyone,
  },
  slotsOverview: {
    reads: true,
    call: (ctx, { doctorId, date }) => services.slotsOverview(ctx, { doctorId, from: date, days: 7 }),
    expected: anyone,
  },
  daySlots: {
    reads: true,
    call: (ctx, { doctorId, date }) => services.daySlots(ctx, { doctorId, date }),
    expected: anyone,
  },
  findSlots: {
    reads: true,
    call: (ctx, { doctorId, date }) => services.findSlots(ctx, { doctorId, from: date, limit: 5 }),
    expected: anyone,
  },

  // What patients do by themselves.
  bookOwn: {
    call: (ctx, { freeSlotId }) => services.bookOwn(ctx, { slotId: freeSlotId, ...key() }),
    expected: patients,
  },
  cancelOwn: {
    call: (ctx, target) => services.cancelOwn(ctx, { ...one(target), reason: 'cannot-attend' }),
    expected: patientsOwn,
  },
  rescheduleOwn: { call: (ctx, target) => services.rescheduleOwn(ctx, move(target)), expected: patientsOwn },
  getAppointment: {
    reads: true,
    call: (ctx, { appointmentId }) => services.getAppointment(ctx, { id: appointmentId }),
    expected: (person, own) => (person === 'patient' && own ? 'ok' : session(person, 'not-found')),
  },
  listOwn: { reads: true, call: services.listOwn, expected: patients },
  requestFileCode: { call: services.requestFileCode, expected: patients },
  confirmFileCode: {
    call: (ctx) => services.confirmFileCode(ctx, { code: '123456' }),
    expected: (person) => (person === 'patient' ? 'code-wrong' : patients(person)),
  },

  // What doctors do.
  doctorDay: {
    reads: true,
    call: (ctx, { date }) => services.doctorDay(ctx, { date }),
    expected: (person) => (person === 'doctor' ? 'ok' : session(person, 'forbidden')),
  },
  changeStateInOwnDay: {
    status: 'arrived',
    call: (ctx, target) => services.changeStateInOwnDay(ctx, { ...one(target), command: 'start' }),
    expected: (person, own) => (person === 'doctor' && own ? 'ok' : marks(person)),
  },

  // What the desk does.
  bookForPatient: {
    call: (ctx, { freeSlotId, patientId }) =>
      services.bookForPatient(ctx, { slotId: freeSlotId, patientId, channel: 'desk', ...key() }),
    expected: desk,
  },
  cancel: {
    call: (ctx, target) => services.cancel(ctx, { ...one(target), reason: 'administrative', notify: false }),
    // The system has reasons of its own.
    expected: (person) => (person === 'system' ? 'bad-input' : deskAct(person)),
  },
  restore: {
    status: 'cancelled',
    call: (ctx, target) => services.restore(ctx, one(target)),
    // Core leaves it to people.
    expected: (person) => (person === 'system' ? 'forbidden' : deskAct(person)),
  },
  reschedule: { call: (ctx, target) => services.reschedule(ctx, move(target)), expected: deskAct },
  changeState: {
    status: 'arrived',
    call: (ctx, target) => services.changeState(ctx, { ...one(target), command: 'start' }),
    expected: (person) => (person === 'doctor' ? 'forbidden' : marks(person)),
  },
  getBiography: {
    reads: true,
    call: (ctx, { appointmentId }) => services.getBiography(ctx, { id: appointmentId }),
    // Whoever may know that it is there hears that its story isn't theirs to read.
    expected: (person, own) =>
      isDesk(person) ? 'ok' : session(person, own || person === 'system' ? 'forbidden' : 'not-found'),
  },
  agendaDay: {
    reads: true,
    call: (ctx, { date }) => services.agendaDay(ctx, { date }),
    expected: desk,
    lists: true,
  },
  agendaList: {
    reads: true,
    call: (ctx, { date }) =>
      services.agendaList(ctx, services.agendaListInput.parse({ from: date, to: date })),
    expected: desk,
    lists: true,
  },
  agendaChanges: {
    reads: true,
    call: async (ctx, { date }) =>
      services.agendaChanges(ctx, { date }, (await changesSince(ctx.db, 0)).changes),
    expected: desk,
    lists: true,
  },
  searchPatients: {
    reads: true,
    call: (ctx) => services.searchPatients(ctx, { text: 'apellido' }),
    expected: desk,
    lists: true,
  },
  getPatient: {
    reads: true,
    call: (ctx, { patientId }) => services.getPatient(ctx, { id: patientId }),
    expected: desk,
  },
  createPatient: {
    call: (ctx) => services.createPatient(ctx, { ...someone(), ...key() }),
    expected: desk,
  },
  findLikelyDuplicates: {
    reads: true,
    call: (ctx) =>
      services.findLikelyDuplicates(ctx, {
        ...{ firstName: 'Ana', lastName: 'Apellido', documentNumber: '', phone: '', birthDate: '' },
      }),
    expected: desk,
    lists: true,
  },
  updatePatient: {
    call: (ctx, { patientId }) =>
      services.updatePatient(ctx, { id: patientId, revision: 0, firstName: 'Carla' }),
    expected: desk,
  },
  linkAccount: {
    // Of somebody whose account is proven already.
    call: (ctx, { patientId }) => services.linkAccount(ctx, { patientId, documentSeen: true }),
    expected: (person) => (isDesk(person) ? 'patient-changed' : desk(person)),
  },
  previewOpening: {
    reads: true,
    call: (ctx, target) => services.previewOpening(ctx, opening(target)),
    expected: desk,
  },
  open: { call: (ctx, target) => services.open(ctx, { ...opening(target), ...key() }), expected: desk },
  undoOpening: {
    call: (ctx, { untouchedScheduleId }) => services.undoOpening(ctx, { scheduleIds: [untouchedScheduleId] }),
    expected: desk,
  },
  withdraw: {
    call: (ctx, { freeSlotId }) => services.withdraw(ctx, { slotIds: [freeSlotId], reason: 'Reunión' }),
    expected: desk,
  },
  release: {
    call: (ctx, { withdrawnSlotId }) => services.release(ctx, { slotIds: [withdrawnSlotId] }),
    expected: desk,
  },

  createUser: {
    call: (ctx) =>
      services.createUser(ctx, { ...someone(), ...account(), role: 'secretary', locale: 'es-AR' }),
    expected: (person) => (person === 'admin' || person === 'system' ? 'ok' : session(person, 'forbidden')),
  },
} satisfies Record<UseCase, Row> as Record<UseCase, Row>;
