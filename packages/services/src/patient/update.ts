import { authorise } from '@vitalmed/core';
import { patientByVerifiedDocument, refusedBy, updatePatient as writePatient } from '@vitalmed/db';
import type { z } from 'zod';
import type { ServiceContext } from '../context.ts';
import { uuid } from '../inputs.ts';
import { type Result, refuse } from '../result.ts';
import { patientData, patientFields } from './inputs.ts';
import { type PatientView, patientView } from './view.ts';

export const updatePatientInput = patientFields.extend({ id: uuid });

/** Replaces the file's fields by those of the form. Saving also says that the desk has seen the document. */
export async function updatePatient(
  ctx: ServiceContext,
  { id, ...fields }: z.infer<typeof updatePatientInput>,
): Promise<Result<{ patient: PatientView }>> {
  const allowed = authorise(ctx.actor, 'patient.write', { patientId: id });
  if (!allowed.ok) return refuse(allowed.reason);
  try {
    const row = await writePatient(ctx.db, allowed.proof, patientData(fields), Object.keys(fields));
    return row ? { ok: true, patient: patientView(row) } : refuse('not-found');
  } catch (error) {
    if (refusedBy(error) !== 'patient_verified_document') throw error;
    const known = await patientByVerifiedDocument(ctx.db, allowed.proof, fields.documentNumber);
    return refuse('document-exists', known ? { patientId: known.id } : undefined);
  }
}
