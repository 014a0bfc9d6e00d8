import { type Actor, type Allowed, authorise, bookingPolicy, decideBooking } from '@vitalmed/core';
import { type Booking, bookingFacts, bookSlot } from '@vitalmed/db';
import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import type { ServiceContext } from '../context.ts';
import { slotId, uuid } from '../inputs.ts';
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

/** A patient books for themselves; who they are comes from the session. */
export const bookOwnInput = z.object({ slotId, idempotencyKey: uuid });

/** The desk books for whoever calls or comes. */
export const bookForPatientInput = z.object({
  slotId,
  patientId: uuid,
  channel: z.enum(['desk', 'phone']),
  idempotencyKey: uuid,
});

type Booked<Shown> = Promise<Result<{ appointment: Shown }>>;

export async function bookOwn(
  ctx: ServiceContext,
  input: z.infer<typeof bookOwnInput>,
): Booked<PatientAppointment> {
  if (ctx.actor.kind !== 'patient')
    return refuse(ctx.actor.kind === 'anonymous' ? 'session-required' : 'forbidden');
  return book(ctx, { ...input, patientId: ctx.actor.patientId, channel: 'portal' }, patientAppointment);
}

export async function bookForPatient(
  ctx: ServiceContext,
  input: z.infer<typeof bookForPatientInput>,
): Booked<DeskAppointment> {
  if (ctx.actor.kind === 'patient') return refuse('forbidden');
  return book(ctx, input, deskAppointment);
}

type Request = Pick<Booking, 'slotId' | 'channel' | 'idempotencyKey'> & { patientId: string };

/**
 * Books the slot or says why not. The same key again answers with the appointment that the first one made;
 * the same key for another slot or patient is 'key-reused'.
 */
async function book<Shown>(
  ctx: ServiceContext,
  { patientId, ...request }: Request,
  view: View<Shown>,
): Booked<Shown> {
  const allowed = authorise(ctx.actor, 'appointment.book', { patientId });
  if (!allowed.ok) return refuse(allowed.reason);
  const { proof } = allowed;
  const booking: Booking = {
    ...request,
    appointmentId: uuidv7(),
    now: ctx.now,
    ...limitsFor(ctx.actor, ctx.now),
  };
  return claimSlot(ctx, {
    view,
    proof,
    idempotencyKey: request.idempotencyKey,
    write: () => bookSlot(ctx.db, proof, booking),
    isAnswer: (row) => row.slotId === request.slotId && row.patientId === patientId && !row.rescheduledFromId,
    explain: () => explain(ctx, proof, request.slotId),
  });
}

function limitsFor(actor: Actor, now: Date): Pick<Booking, 'until' | 'limits'> {
  if (actor.kind !== 'patient') return { until: 'end', limits: null };
  const { maxActiveAppointments, maxBookingsPerHour, horizonDays } = bookingPolicy;
  const latestStart = new Date(now.getTime() + horizonDays * DAY_MS);
  return {
    until: 'start',
    limits: { active: maxActiveAppointments, perHour: maxBookingsPerHour, latestStart },
  };
}

/** Reads what stood in the way, now that nothing was written, and lets core's policy name it. */
async function explain(
  ctx: ServiceContext,
  proof: Allowed<'appointment.book'>,
  slotId: number,
): Promise<Refusal> {
  const { slot, ...counts } = await bookingFacts(ctx.db, proof, { slotId, now: ctx.now });
  if (!slot) return refuse('not-found');
  const decision = decideBooking({
    ...counts,
    now: ctx.now.getTime(),
    slot: { status: slot.status, startsAt: slot.startsAt.getTime(), endsAt: slot.endsAt.getTime() },
    actorKind: ctx.actor.kind,
  });
  // Free again by the time of this look: to the caller it was taken.
  return refusedSlot(ctx, slotId, decision.ok ? 'slot-taken' : decision.reason);
}
