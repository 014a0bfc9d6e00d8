import { authorise } from '@vitalmed/core';
import { pastOfPatient, upcomingOfPatient } from '@vitalmed/db';
import type { ServiceContext } from '../context.ts';
import { type Result, refuse } from '../result.ts';
import { type PatientAppointment, patientAppointment } from './view.ts';

/** A patient's own appointments: those to come, soonest first, and the rest, newest first. */
export async function listOwn(
  ctx: ServiceContext,
): Promise<Result<{ upcoming: PatientAppointment[]; past: PatientAppointment[] }>> {
  if (ctx.actor.kind !== 'patient')
    return refuse(ctx.actor.kind === 'anonymous' ? 'session-required' : 'forbidden');
  const allowed = authorise(ctx.actor, 'appointment.list', { patientId: ctx.actor.patientId });
  if (!allowed.ok) return refuse(allowed.reason);
  const [upcoming, past] = await Promise.all([
    upcomingOfPatient(ctx.db, allowed.proof, ctx.now),
    pastOfPatient(ctx.db, allowed.proof, ctx.now),
  ]);
  const view = (row: (typeof upcoming)[number]) => patientAppointment(row, ctx.actor, ctx.now);
  return { ok: true, upcoming: upcoming.map(view), past: past.map(view) };
}
