import { type ActorKind, isDesk } from './actor.ts';

/** What a patient may answer to "why?". */
export const PATIENT_CANCEL_REASONS = ['cannot-attend', 'feeling-better', 'found-another', 'other'] as const;
export const STAFF_CANCEL_REASONS = [
  ...PATIENT_CANCEL_REASONS,
  'doctor-absent',
  'patient-request',
  'administrative',
  /** It was booked by mistake and taken back at once. */
  'undone',
] as const;
/** Written by the product itself; nobody chooses these in a form. */
export const SYSTEM_CANCEL_REASONS = ['rescheduled'] as const;
export const CANCEL_REASONS = [...STAFF_CANCEL_REASONS, ...SYSTEM_CANCEL_REASONS] as const;

export type PatientCancelReason = (typeof PATIENT_CANCEL_REASONS)[number];
export type StaffCancelReason = (typeof STAFF_CANCEL_REASONS)[number];
export type SystemCancelReason = (typeof SYSTEM_CANCEL_REASONS)[number];
export type CancelReason = (typeof CANCEL_REASONS)[number];

/** Whether that kind of actor can give that reason; 'rescheduled' goes with a move, whoever makes it. */
export function mayGiveReason(actor: ActorKind, reason: CancelReason): boolean {
  if (reason === 'rescheduled' || isDesk(actor)) return true;
  const ofPatients: readonly CancelReason[] = PATIENT_CANCEL_REASONS;
  return actor === 'patient' && ofPatients.includes(reason);
}
