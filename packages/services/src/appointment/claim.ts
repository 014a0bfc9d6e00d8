import type { Allowed } from '@vitalmed/core';
import { type AppointmentRow, appointmentByKey, refusedBy, retryPassing } from '@vitalmed/db';
import type { ServiceContext } from '../context.ts';
import { type Refusal, type Result, refuse } from '../result.ts';
import type { View } from './view.ts';

type Claim<Shown> = {
  /** What the caller may see of what was booked. */
  view: View<Shown>;
  proof: Allowed<'appointment.book'> | Allowed<'appointment.reschedule'>;
  idempotencyKey: string;
  /** The one statement that takes the slot; null where it couldn't. */
  write(): Promise<AppointmentRow | null>;
  /** Whether an appointment made earlier under the same key is what this request asks for. */
  isAnswer(row: AppointmentRow): boolean;
  /** Says why nothing was written. */
  explain(): Promise<Refusal>;
};

/**
 * What booking and moving share: write once, answer a repeated key with its first answer, and turn the
 * database's refusals into reasons. Nothing is checked before the write; nothing is explained before it failed.
 */
export async function claimSlot<Shown>(
  ctx: ServiceContext,
  claim: Claim<Shown>,
): Promise<Result<{ appointment: Shown }>> {
  const answer = (row: AppointmentRow) =>
    ({ ok: true, appointment: claim.view(row, ctx.actor, ctx.now) }) as const;
  const outcome = await attempt(claim.write);
  if ('written' in outcome) {
    ctx.messageWaiting();
    return answer(outcome.written);
  }
  const earlier = await appointmentByKey(ctx.db, claim.proof, claim.idempotencyKey);
  if (earlier) return claim.isAnswer(earlier) ? answer(earlier) : refuse('key-reused');
  return outcome.refusal ?? claim.explain();
}

async function attempt(
  write: Claim<unknown>['write'],
): Promise<{ written: AppointmentRow } | { refusal: Refusal | null }> {
  try {
    const written = await retryPassing(write);
    return written ? { written } : { refusal: null };
  } catch (error) {
    switch (refusedBy(error)) {
      case 'appointment_patient_overlap':
        return { refusal: refuse('patient-busy') };
      case 'appointment_patient_id_patient_id_fk':
        return { refusal: refuse('not-found') };
      case 'appointment_idempotency':
      case 'appointment_one_a_slot':
      case 'appointment_rescheduled_once':
        return { refusal: null };
      default:
        throw error;
    }
  }
}
