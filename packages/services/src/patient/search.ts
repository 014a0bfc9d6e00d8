import { authorise, searchTerms } from '@vitalmed/core';
import { searchPatients as findPatients } from '@vitalmed/db';
import { z } from 'zod';
import type { ServiceContext } from '../context.ts';
import { typedText } from '../inputs.ts';
import { type Result, refuse } from '../result.ts';
import { type ListedPatient, listedPatient } from './listed-view.ts';

export const searchPatientsInput = z.object({ text: typedText(80) });

/**
 * Finds patients by any mixture of name parts, document and phone, however each is written: "peres 28.12" or
 * "15 4567-8901". Who was shown is recorded.
 */
export async function searchPatients(
  ctx: ServiceContext,
  input: z.infer<typeof searchPatientsInput>,
): Promise<Result<{ patients: ListedPatient[] }>> {
  const allowed = authorise(ctx.actor, 'patient.search', {});
  if (!allowed.ok) return refuse(allowed.reason);
  const rows = await findPatients(ctx.db, allowed.proof, searchTerms(input.text));
  return { ok: true, patients: rows.map(listedPatient) };
}
