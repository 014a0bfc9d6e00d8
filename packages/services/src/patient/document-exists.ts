import type { Allowed } from '@vitalmed/core';
import { fileUnderDocument, writeLook } from '@vitalmed/db';
import type { ServiceContext } from '../context.ts';
import { type Refusal, refuse } from '../result.ts';

/** Leads to the file that has the document: that there is one, and whose, is recorded as shown. */
export async function documentExists(
  ctx: ServiceContext,
  proof: Allowed<'patient.create' | 'patient.write'>,
  documentNumber: string,
): Promise<Refusal> {
  const known = await fileUnderDocument(ctx.db, documentNumber);
  if (!known) return refuse('document-exists');
  await writeLook(ctx.db, proof, [known.id]);
  return refuse('document-exists', { patientId: known.id });
}
