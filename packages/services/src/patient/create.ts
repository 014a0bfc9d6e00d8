import { type Allowed, authorise } from '@vitalmed/core';
import { insertPatient, patientByKey, refusedBy, writeLook } from '@vitalmed/db';
import type { z } from 'zod';
import type { ServiceContext } from '../context.ts';
import { uuid } from '../inputs.ts';
import { type Result, refuse } from '../result.ts';
import { documentExists } from './document-exists.ts';
import { documentSeen, isKnownBySomething, patientFields } from './inputs.ts';
import { type PatientView, patientView } from './view.ts';

export const createPatientInput = patientFields.extend({
  documentSeen: documentSeen.optional(),
  idempotencyKey: uuid,
});
type Input = z.infer<typeof createPatientInput>;
type Created = Promise<Result<{ patient: PatientView }>>;

/**
 * Opens a file for somebody at the desk or on the telephone. A document that the clinic keeps a file under leads to that
 * file; what accounts claim under it is no obstacle. The same key again answers with the file that the first one made;
 * the same key for another document is 'key-reused'.
 */
export async function createPatient(ctx: ServiceContext, input: Input): Created {
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
    const refusal = refusedBy(error);
    if (refusal !== 'patient_document_stands' && refusal !== 'patient_idempotency') throw error;
    return (
      (await earlierAnswer(ctx, allowed.proof, input)) ??
      documentExists(ctx, allowed.proof, input.documentNumber)
    );
  }
}

/** What the first request under that key made; null when it is the first. Showing it is on record, as opening it is. */
async function earlierAnswer(
  ctx: ServiceContext,
  proof: Allowed<'patient.create'>,
  { idempotencyKey, documentNumber }: Input,
): Promise<Awaited<Created> | null> {
  const earlier = await patientByKey(ctx.db, proof, idempotencyKey);
  if (!earlier) return null;
  if (earlier.documentNumber !== documentNumber) return refuse('key-reused');
  await writeLook(ctx.db, proof, [earlier.id]);
  return { ok: true, patient: patientView(earlier) };
}
