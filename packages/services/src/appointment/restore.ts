import { authorise, restoreRefusal } from '@vitalmed/core';
import {
  type AppointmentRow,
  appointmentById,
  refusedBy,
  restoreAppointment,
  retryPassing,
  slotById,
} from '@vitalmed/db';
import { z } from 'zod';
import type { ServiceContext } from '../context.ts';
import { revision, uuid } from '../inputs.ts';
import { type Refusal, type Result, refuse } from '../result.ts';
import { refusedSlot } from '../slot/alternatives.ts';
import { type DeskAppointment, deskAppointment } from './view.ts';

export const restoreInput = z.object({ id: uuid, revision });
type Input = z.infer<typeof restoreInput>;

/**
 * Takes back a cancellation of the desk's: the patient has the same turno again, unless somebody took its slot meanwhile;
 * then others near it come along.
 */
export async function restore(
  ctx: ServiceContext,
  input: Input,
): Promise<Result<{ appointment: DeskAppointment }>> {
  if (ctx.actor.kind === 'patient') return refuse('forbidden');
  const before = await appointmentById(ctx.db, input.id);
  if (!before) return refuse(ctx.actor.kind === 'anonymous' ? 'session-required' : 'not-found');
  const allowed = authorise(ctx.actor, 'appointment.cancel', before);
  if (!allowed.ok) return refuse(allowed.reason === 'forbidden' ? 'not-found' : allowed.reason);
  if (before.revision !== input.revision) return refuse('appointment-changed');
  const refusal = restoreRefusal(
    { ...before, endsAt: before.endsAt.getTime() },
    ctx.actor.kind,
    ctx.now.getTime(),
  );
  if (refusal) return refuse(refusal);

  try {
    const row = await retryPassing(() =>
      restoreAppointment(ctx.db, allowed.proof, {
        appointmentId: input.id,
        revision: input.revision,
        now: ctx.now,
      }),
    );
    if (!row) return explain(ctx, before);
    ctx.messageWaiting();
    return { ok: true, appointment: deskAppointment(row, ctx.actor, ctx.now) };
  } catch (error) {
    switch (refusedBy(error)) {
      case 'appointment_patient_overlap':
        return refuse('patient-busy');
      // The doctor's time went into another slot, or this one's was given to somebody at the same instant.
      case 'slot_doctor_overlap':
      case 'appointment_one_a_slot':
        return refusedSlot(ctx, before.slotId ?? 0, 'slot-taken');
      default:
        throw error;
    }
  }
}

/** Reads what stood in the way, now that nothing was written. */
async function explain(ctx: ServiceContext, before: AppointmentRow): Promise<Refusal> {
  const now = await appointmentById(ctx.db, before.id);
  if (now?.revision !== before.revision || before.slotId === null) return refuse('appointment-changed');
  const slot = await slotById(ctx.db, before.slotId);
  return refusedSlot(ctx, before.slotId, slot?.status === 'withdrawn' ? 'slot-withdrawn' : 'slot-taken');
}
