import { authorise } from '@vitalmed/core';
import { insertPatient, patientByVerifiedDocument, refusedBy } from '@vitalmed/db';
import type { z } from 'zod';
import type { ServiceContext } from '../context.ts';
import { type Result, refuse } from '../result.ts';
import { patientData, patientFields } from './inputs.ts';
import { type PatientView, patientView } from './view.ts';

export const createPatientInput = patientFields;

/** Opens a file for somebody at the desk. A document that somebody has shown already leads to their file. */
export async function createPatient(
  ctx: ServiceContext,
  input: z.infer<typeof createPatientInput>,
): Promise<Result<{ patient: PatientView }>> {
  const allowed = authorise(ctx.actor, 'patient.create', {});
  if (!allowed.ok) return refuse(allowed.reason);
  try {
    return { ok: true, patient: patientView(await insertPatient(ctx.db, allowed.proof, patientData(input))) };
  } catch (error) {
    if (refusedBy(error) !== 'patient_verified_document') throw error;
    const known = await patientByVerifiedDocument(ctx.db, allowed.proof, input.documentNumber);
    return refuse('document-exists', known ? { patientId: known.id } : undefined);
  }
}
