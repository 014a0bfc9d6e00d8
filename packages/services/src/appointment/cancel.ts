import { authorise, CANCEL_REASONS, decideCancel, PATIENT_CANCEL_REASONS } from '@vitalmed/core';
import { appointmentById, cancelAppointment, retryPassing } from '@vitalmed/db';
import { z } from 'zod';
import type { ServiceContext } from '../context.ts';
import { revision, typedText, uuid } from '../inputs.ts';
import { type Result, refuse } from '../result.ts';
import {
  type DeskAppointment,
  deskAppointment,
  type PatientAppointment,
  patientAppointment,
  type View,
} from './view.ts';

const base = z.object({ id: uuid, revision, note: typedText(500).optional() });
export const cancelOwnInput = base.extend({ reason: z.enum(PATIENT_CANCEL_REASONS) });
export const cancelInput = base.extend({
  reason: z.enum(CANCEL_REASONS).exclude(['rescheduled']),
  notify: z.boolean(),
});

type Cancelled<Shown> = Promise<Result<{ appointment: Shown; slotReleased: boolean }>>;

/** A patient cancels their own; they always get the message that confirms it. */
export async function cancelOwn(
  ctx: ServiceContext,
  input: z.infer<typeof cancelOwnInput>,
): Cancelled<PatientAppointment> {
  if (ctx.actor.kind !== 'patient')
    return refuse(ctx.actor.kind === 'anonymous' ? 'session-required' : 'forbidden');
  return end(ctx, { ...input, notify: true }, patientAppointment);
}

/** The desk cancels anybody's. */
export async function cancel(
  ctx: ServiceContext,
  input: z.infer<typeof cancelInput>,
): Cancelled<DeskAppointment> {
  if (ctx.actor.kind === 'patient') return refuse('forbidden');
  return end(ctx, input, deskAppointment);
}

/** Cancels with a reason. The slot is given back while its time lasts, unless the doctor won't be there. */
async function end<Shown>(
  ctx: ServiceContext,
  input: z.infer<typeof cancelInput>,
  view: View<Shown>,
): Cancelled<Shown> {
  const appointment = await appointmentById(ctx.db, input.id);
  if (!appointment) return refuse(ctx.actor.kind === 'anonymous' ? 'session-required' : 'not-found');
  const allowed = authorise(ctx.actor, 'appointment.cancel', appointment);
  if (!allowed.ok) return refuse(allowed.reason === 'forbidden' ? 'not-found' : allowed.reason);
  if (appointment.revision !== input.revision) return refuse('appointment-changed');

  const decision = decideCancel({
    now: ctx.now.getTime(),
    appointment: {
      ...appointment,
      startsAt: appointment.startsAt.getTime(),
      endsAt: appointment.endsAt.getTime(),
    },
    actorKind: ctx.actor.kind,
    reason: input.reason,
  });
  if (!decision.ok) return refuse(decision.reason);

  const row = await retryPassing(() =>
    cancelAppointment(ctx.db, allowed.proof, {
      appointmentId: input.id,
      revision: input.revision,
      now: ctx.now,
      reason: input.reason,
      note: input.note || null,
      slotBecomes: input.reason === 'doctor-absent' ? 'withdrawn' : 'free',
      notify: input.notify,
    }),
  );
  if (!row) return refuse('appointment-changed');
  ctx.messageWaiting();
  return {
    ok: true,
    appointment: view(row, ctx.actor, ctx.now),
    slotReleased: decision.releaseSlot,
  };
}
