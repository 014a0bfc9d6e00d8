import {
  type AppointmentRecord,
  appointmentOf,
  authorise,
  recordOf,
  TRANSITION_COMMANDS,
  transition,
} from '@vitalmed/core';
import { type AppointmentRow, applyTransition, appointmentById, retryPassing } from '@vitalmed/db';
import { z } from 'zod';
import type { ServiceContext } from '../context.ts';
import { revision, uuid } from '../inputs.ts';
import { type Result, refuse } from '../result.ts';
import {
  type DeskAppointment,
  deskAppointment,
  type MarkedAppointment,
  markedAppointment,
  type View,
} from './view.ts';

export const transitionInput = z.object({ id: uuid, revision, command: z.enum(TRANSITION_COMMANDS) });

type Input = z.infer<typeof transitionInput>;
type Changed<Shown> = Promise<Result<{ appointment: Shown }>>;

/** The desk marks anybody's. */
export async function changeState(ctx: ServiceContext, input: Input): Changed<DeskAppointment> {
  if (ctx.actor.kind === 'doctor') return refuse('forbidden');
  return mark(ctx, input, deskAppointment);
}

/** A doctor marks what is in their own agenda. */
export async function changeStateInOwnDay(ctx: ServiceContext, input: Input): Changed<MarkedAppointment> {
  return mark(ctx, input, markedAppointment);
}

/** Marks attendance (arrived, attended, done, absent) or takes a mark back: core decides, this writes it down. */
async function mark<Shown>(ctx: ServiceContext, input: Input, view: View<Shown>): Changed<Shown> {
  const row = await appointmentById(ctx.db, input.id);
  if (!row) return refuse(ctx.actor.kind === 'anonymous' ? 'session-required' : 'not-found');
  const allowed = authorise(ctx.actor, 'appointment.transition', row);
  // To a doctor, an appointment in another's agenda doesn't exist.
  if (!allowed.ok) return refuse(allowed.reason === 'forbidden' ? 'not-found' : allowed.reason);
  if (row.revision !== input.revision) return refuse('appointment-changed');

  const moved = transition(
    appointmentOf(appointmentRecord(row)),
    { command: input.command },
    { now: ctx.now.getTime(), actorKind: ctx.actor.kind },
  );
  if (!moved.ok) return refuse(moved.reason);

  const next = recordOf(moved.appointment);
  const written = await retryPassing(() =>
    applyTransition(ctx.db, allowed.proof, {
      appointmentId: input.id,
      revision: input.revision,
      now: ctx.now,
      eventType: moved.event,
      status: next.status,
      arrivedAt: instant(next.arrivedAt),
      startedAt: instant(next.startedAt),
      completedAt: instant(next.completedAt),
      noShowAt: instant(next.noShowAt),
    }),
  );
  return written
    ? { ok: true, appointment: view(written, ctx.actor, ctx.now) }
    : refuse('appointment-changed');
}

/** The row as core reads it: instants as epoch milliseconds. */
export function appointmentRecord(row: AppointmentRow): AppointmentRecord {
  return {
    ...row,
    startsAt: row.startsAt.getTime(),
    endsAt: row.endsAt.getTime(),
    bookedAt: row.bookedAt.getTime(),
    arrivedAt: epoch(row.arrivedAt),
    startedAt: epoch(row.startedAt),
    completedAt: epoch(row.completedAt),
    noShowAt: epoch(row.noShowAt),
    cancelledAt: epoch(row.cancelledAt),
  };
}

const epoch = (date: Date | null) => (date === null ? null : date.getTime());
const instant = (ms: number | null) => (ms === null ? null : new Date(ms));
