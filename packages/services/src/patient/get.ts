import { authorise } from '@vitalmed/core';
import { pastOfPatient, readPatient, upcomingOfPatient } from '@vitalmed/db';
import { z } from 'zod';
import { type DeskAppointment, deskAppointment } from '../appointment/view.ts';
import type { ServiceContext } from '../context.ts';
import { uuid } from '../inputs.ts';
import { type Result, refuse } from '../result.ts';
import { type PatientFileView, patientFileView } from './view.ts';

export const getPatientInput = z.object({ id: uuid });

/** A patient's file, to the desk, with their appointments; that it was opened is recorded. A merged one leads to what took it over. */
export async function getPatient(
  ctx: ServiceContext,
  input: z.infer<typeof getPatientInput>,
): Promise<Result<{ patient: PatientFileView; upcoming: DeskAppointment[]; past: DeskAppointment[] }>> {
  // What the desk wrote of a patient stands in it: a patient's own answers are others.
  if (ctx.actor.kind === 'patient') return refuse('forbidden');
  const reading = authorise(ctx.actor, 'patient.read', { patientId: input.id });
  if (!reading.ok) return refuse(reading.reason);
  const listing = authorise(ctx.actor, 'appointment.list', { patientId: input.id });
  if (!listing.ok) return refuse(listing.reason);
  const [patient, upcoming, past] = await Promise.all([
    readPatient(ctx.db, reading.proof),
    upcomingOfPatient(ctx.db, listing.proof, ctx.now),
    pastOfPatient(ctx.db, listing.proof, ctx.now),
  ]);
  if (!patient) return refuse('not-found');
  if (patient.mergedIntoId) return getPatient(ctx, { id: patient.mergedIntoId });
  const view = (row: (typeof past)[number]) => deskAppointment(row, ctx.actor, ctx.now);
  return { ok: true, patient: patientFileView(patient), upcoming: upcoming.map(view), past: past.map(view) };
}
