import { authorise } from '@vitalmed/core';
import { insertPatient, refusedBy } from '@vitalmed/db';
import type { z } from 'zod';
import type { ServiceContext } from '../context.ts';
import { type Result, refuse } from '../result.ts';
import { documentExists } from './document-exists.ts';
import { documentSeen, isKnownBySomething, patientFields } from './inputs.ts';
import { type PatientView, patientView } from './view.ts';

export const createPatientInput = patientFields.extend({ documentSeen: documentSeen.optional() });

/**
 * Opens a file for somebody at the desk or on the telephone. A document that the clinic keeps a file under leads to that
 * file; what accounts claim under it is no obstacle.
 */
export async function createPatient(
  ctx: ServiceContext,
  input: z.infer<typeof createPatientInput>,
): Promise<Result<{ patient: PatientView }>> {
  const allowed = authorise(ctx.actor, 'patient.create', {});
  if (!allowed.ok) return refuse(allowed.reason);
  if (!isKnownBySomething(input)) return refuse('bad-input', { fields: { documentNumber: 'required' } });
  const { email = null, birthDate = null, notes = null, documentSeen = false, ...named } = input;
  const data = {
    ...named,
    email,
    birthDate,
    notes,
    documentSeen: documentSeen && input.documentNumber !== '',
  };
  try {
    return { ok: true, patient: patientView(await insertPatient(ctx.db, allowed.proof, data)) };
  } catch (error) {
    if (refusedBy(error) !== 'patient_document_stands') throw error;
    return documentExists(ctx, allowed.proof, input.documentNumber);
  }
}
