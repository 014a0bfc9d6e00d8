import type { Actor, ActorKind } from './actor.ts';

/** Whose thing an action is about: the patient's own, in the agenda of a doctor. */
type PatientSubject = { patientId: string };
type DoctorSubject = { doctorId: number };
type AppointmentSubject = PatientSubject & DoctorSubject;
/** The action is about the clinic, about nobody in particular. */
type NoSubject = { patientId?: never; doctorId?: never };

/** Every action, and what must be known of its subject to decide. */
export type Subjects = {
  'catalog.read': NoSubject;
  'slot.read': NoSubject;
  'slot.withdraw': NoSubject;
  'slot.release': NoSubject;
  'schedule.open': NoSubject;
  'schedule.undo': NoSubject;
  'agenda.read': NoSubject;
  'appointment.book': PatientSubject;
  'appointment.list': PatientSubject;
  'appointment.read': AppointmentSubject;
  'appointment.history': AppointmentSubject;
  'appointment.cancel': AppointmentSubject;
  'appointment.reschedule': AppointmentSubject;
  'appointment.transition': AppointmentSubject;
  'patient.search': NoSubject;
  'patient.create': NoSubject;
  'patient.read': PatientSubject;
  'patient.write': PatientSubject;
  /** Saying at the desk that an account is this person's. */
  'patient.link': PatientSubject;
  /** Proving from the account's side that a file of the desk is one's own. */
  'patient.prove': PatientSubject;
  'doctor-day.read': DoctorSubject;
  'user.manage': NoSubject;
};
export type Action = keyof Subjects;

/** 'own' is one's own as a patient, one's own agenda as a doctor. */
type Grant = 'any' | 'own';
type Grants = Readonly<Partial<Record<Exclude<ActorKind, 'admin'>, Grant>>>;

const EVERYBODY = {
  anonymous: 'any',
  patient: 'any',
  secretary: 'any',
  doctor: 'any',
  system: 'any',
} as const;

/** Who may do what: whoever a row doesn't name may not. Administrators may do everything. */
const GRANTS: Readonly<Record<Action, Grants>> = {
  'catalog.read': EVERYBODY,
  'slot.read': EVERYBODY,
  'slot.withdraw': { secretary: 'any' },
  'slot.release': { secretary: 'any' },
  'schedule.open': { secretary: 'any' },
  'schedule.undo': { secretary: 'any' },
  'agenda.read': { secretary: 'any' },
  'appointment.book': { patient: 'own', secretary: 'any' },
  'appointment.list': { patient: 'own', secretary: 'any' },
  'appointment.read': { patient: 'own', secretary: 'any', doctor: 'own', system: 'any' },
  'appointment.history': { secretary: 'any' },
  'appointment.cancel': { patient: 'own', secretary: 'any', system: 'any' },
  'appointment.reschedule': { patient: 'own', secretary: 'any' },
  'appointment.transition': { secretary: 'any', doctor: 'own', system: 'any' },
  'patient.search': { secretary: 'any' },
  'patient.create': { secretary: 'any' },
  'patient.read': { patient: 'own', secretary: 'any' },
  'patient.write': { secretary: 'any' },
  'patient.link': { secretary: 'any' },
  'patient.prove': { patient: 'own' },
  'doctor-day.read': { secretary: 'any', doctor: 'own' },
  'user.manage': {},
};

export const ACTIONS = Object.keys(GRANTS) as readonly Action[];

declare const proofOf: unique symbol;
/**
 * Proof that `authorise` said yes to this action, for this actor and this subject. Only this module can make
 * one, so a function that asks for it can't be reached without the check.
 */
export type Allowed<A extends Action> = {
  readonly [proofOf]: A;
  readonly action: A;
  readonly actor: Actor;
  readonly subject: Readonly<Subjects[A]>;
};

export type AuthorisationReason = 'session-required' | 'forbidden';
export type Authorisation<A extends Action> =
  | { ok: true; proof: Allowed<A> }
  | { ok: false; reason: AuthorisationReason };

/** Whether the actor may do that to that subject: 'session-required' when signing in could help, else 'forbidden'. */
export function authorise<A extends Action>(actor: Actor, action: A, subject: Subjects[A]): Authorisation<A> {
  if (isGranted(actor, action, subject)) return { ok: true, proof: mint(action, actor, subject) };
  return { ok: false, reason: actor.kind === 'anonymous' ? 'session-required' : 'forbidden' };
}

function isGranted(
  actor: Actor,
  action: Action,
  subject: { patientId?: string; doctorId?: number },
): boolean {
  const grants = GRANTS[action];
  switch (actor.kind) {
    case 'admin':
      return true;
    case 'anonymous':
    case 'secretary':
    case 'system':
      return grants[actor.kind] === 'any';
    case 'patient':
      return (
        grants.patient === 'any' || (grants.patient === 'own' && isSame(actor.patientId, subject.patientId))
      );
    case 'doctor':
      return grants.doctor === 'any' || (grants.doctor === 'own' && isSame(actor.doctorId, subject.doctorId));
    default:
      actor satisfies never;
      return false;
  }
}

/** Nobody's is not one's own: two missing ids are not the same. */
function isSame<T>(own: T | undefined, subject: T | undefined): boolean {
  return own !== undefined && own === subject;
}

/** The one cast to a proof: true because only `authorise` calls it, after its check. */
function mint<A extends Action>(action: A, actor: Actor, subject: Subjects[A]): Allowed<A> {
  return Object.freeze({ action, actor, subject }) as unknown as Allowed<A>;
}
