import { authorise, bookingPolicy, cancelRefusal, decideReschedule, isDesk } from '@vitalmed/core';
import { appointmentById, bookingFacts, type Rescheduling, rescheduleAppointment } from '@vitalmed/db';
import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import type { ServiceContext } from '../context.ts';
import { revision, slotId, uuid } from '../inputs.ts';
import { type Refusal, type Result, refuse } from '../result.ts';
import { refusedSlot } from '../slot/alternatives.ts';
import { claimSlot } from './claim.ts';
import {
  type DeskAppointment,
  deskAppointment,
  type PatientAppointment,
  patientAppointment,
  type View,
} from './view.ts';

const DAY_MS = 24 * 3_600_000;

export const rescheduleInput = z.object({ id: uuid, revision, slotId, idempotencyKey: uuid });
type Input = z.infer<typeof rescheduleInput>;

type Moved<Shown> = Promise<Result<{ appointment: Shown }>>;

/** A patient moves their own. */
export async function rescheduleOwn(ctx: ServiceContext, input: Input): Moved<PatientAppointment> {
  if (ctx.actor.kind !== 'patient')
    return refuse(ctx.actor.kind === 'anonymous' ? 'session-required' : 'forbidden');
  return move(ctx, input, patientAppointment);
}

/** The desk moves anybody's. */
export async function reschedule(ctx: ServiceContext, input: Input): Moved<DeskAppointment> {
  if (ctx.actor.kind === 'patient') return refuse('forbidden');
  return move(ctx, input, deskAppointment);
}

/** Moves an appointment to another slot. The old one stays the patient's until the new one is. */
async function move<Shown>(ctx: ServiceContext, input: Input, view: View<Shown>): Moved<Shown> {
  const old = await appointmentById(ctx.db, input.id);
  if (!old) return refuse(ctx.actor.kind === 'anonymous' ? 'session-required' : 'not-found');
  const allowed = authorise(ctx.actor, 'appointment.reschedule', old);
  // To a patient, somebody else's appointment doesn't exist.
  if (!allowed.ok) return refuse(allowed.reason === 'forbidden' ? 'not-found' : allowed.reason);
  const { proof } = allowed;

  const tooLate = cancelRefusal(
    { ...old, startsAt: old.startsAt.getTime() },
    ctx.actor.kind,
    ctx.now.getTime(),
  );
  const moving: Rescheduling = {
    appointmentId: input.id,
    revision: input.revision,
    slotId: input.slotId,
    idempotencyKey: input.idempotencyKey,
    newAppointmentId: uuidv7(),
    now: ctx.now,
    ...boundsFor(ctx),
  };
  return claimSlot(ctx, {
    view,
    proof,
    idempotencyKey: input.idempotencyKey,
    write: async () => (tooLate ? null : rescheduleAppointment(ctx.db, proof, moving)),
    isAnswer: (row) => row.rescheduledFromId === input.id && row.slotId === input.slotId,
    explain: () => explain(ctx, input),
  });
}

function boundsFor(ctx: ServiceContext): Pick<Rescheduling, 'channel' | 'until' | 'latestStart' | 'limits'> {
  if (isDesk(ctx.actor.kind)) return { channel: 'desk', until: 'end', latestStart: null, limits: null };
  const { horizonDays, maxActiveAppointments, maxBookingsPerHour } = bookingPolicy;
  const latestStart = new Date(ctx.now.getTime() + horizonDays * DAY_MS);
  // A move takes one and gives one back, so whoever is at the limit may still move.
  const limits = { active: maxActiveAppointments + 1, perHour: maxBookingsPerHour };
  return { channel: 'portal', until: 'start', latestStart, limits };
}

/** Reads what stood in the way, now that nothing was written, and lets core's policy name it. */
async function explain(ctx: ServiceContext, input: Input): Promise<Refusal> {
  const old = await appointmentById(ctx.db, input.id);
  if (!old) return refuse('not-found');
  const allowed = authorise(ctx.actor, 'appointment.book', { patientId: old.patientId });
  if (!allowed.ok) return refuse(allowed.reason);
  if (old.revision !== input.revision) return refuse('appointment-changed');
  const { slot, activeAppointments, bookedLastHour } = await bookingFacts(ctx.db, allowed.proof, {
    slotId: input.slotId,
    now: ctx.now,
  });
  if (!slot) return refuse('not-found');
  const decision = decideReschedule({
    now: ctx.now.getTime(),
    slot: { status: slot.status, startsAt: slot.startsAt.getTime(), endsAt: slot.endsAt.getTime() },
    actorKind: ctx.actor.kind,
    activeAppointments,
    bookedLastHour,
    appointment: { ...old, startsAt: old.startsAt.getTime(), endsAt: old.endsAt.getTime() },
  });
  return refusedSlot(ctx, input.slotId, decision.ok ? 'slot-taken' : decision.reason);
}
