import { authorise } from '@vitalmed/core';
import { pastOfPatient, patientById, upcomingOfPatient } from '@vitalmed/db';
import type { ServiceContext } from '../context.ts';
import { type Result, refuse } from '../result.ts';
import { type PatientAppointment, patientAppointment } from './view.ts';

/**
 * A patient's own appointments: those to come, soonest first, and the rest, newest first. While the account isn't proven,
 * the clinic may keep others under the same document: whoever reads this mustn't take it for all there is.
 */
export async function listOwn(
  ctx: ServiceContext,
): Promise<Result<{ upcoming: PatientAppointment[]; past: PatientAppointment[]; accountProven: boolean }>> {
  if (ctx.actor.kind !== 'patient')
    return refuse(ctx.actor.kind === 'anonymous' ? 'session-required' : 'forbidden');
  const allowed = authorise(ctx.actor, 'appointment.list', { patientId: ctx.actor.patientId });
  if (!allowed.ok) return refuse(allowed.reason);
  const [upcoming, past, file] = await Promise.all([
    upcomingOfPatient(ctx.db, allowed.proof, ctx.now),
    pastOfPatient(ctx.db, allowed.proof, ctx.now),
    patientById(ctx.db, ctx.actor.patientId),
  ]);
  const view = (row: (typeof upcoming)[number]) => patientAppointment(row, ctx.actor, ctx.now);
  return {
    ok: true,
    upcoming: upcoming.map(view),
    past: past.map(view),
    accountProven: file !== null && file.accountProvenAt !== null,
  };
}
