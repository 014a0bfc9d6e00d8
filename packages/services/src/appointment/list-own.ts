import { authorise } from '@vitalmed/core';
import { pastOfPatient, patientById, upcomingOfPatient } from '@vitalmed/db';
import type { ServiceContext } from '../context.ts';
import { type Result, refuse } from '../result.ts';
import { type PatientAppointment, patientAppointment } from './view.ts';

type OwnAppointments = {
  upcoming: PatientAppointment[];
  /** Those alone whose hour is still to come. */
  cancelled: PatientAppointment[];
  past: PatientAppointment[];
  accountProven: boolean;
};

/**
 * A patient's own appointments: those to come and those cancelled before their hour, soonest first, and the rest, newest
 * first. While the account isn't proven, the clinic may keep others under the same document: whoever reads this mustn't
 * take it for all there is.
 */
export async function listOwn(ctx: ServiceContext): Promise<Result<OwnAppointments>> {
  if (ctx.actor.kind !== 'patient')
    return refuse(ctx.actor.kind === 'anonymous' ? 'session-required' : 'forbidden');
  const allowed = authorise(ctx.actor, 'appointment.list', { patientId: ctx.actor.patientId });
  if (!allowed.ok) return refuse(allowed.reason);
  const [upcoming, others, file] = await Promise.all([
    upcomingOfPatient(ctx.db, allowed.proof, ctx.now),
    pastOfPatient(ctx.db, allowed.proof, ctx.now),
    patientById(ctx.db, ctx.actor.patientId),
  ]);
  const view = (row: (typeof upcoming)[number]) => patientAppointment(row, ctx.actor, ctx.now);
  const isCancelledAhead = ({ status, endsAt }: (typeof others)[number]) =>
    status === 'cancelled' && endsAt > ctx.now;
  return {
    ok: true,
    upcoming: upcoming.map(view),
    cancelled: others.filter(isCancelledAhead).reverse().map(view),
    past: others.filter((row) => !isCancelledAhead(row)).map(view),
    accountProven: file !== null && file.accountProvenAt !== null,
  };
}
