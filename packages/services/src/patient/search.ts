import { authorise, searchText } from '@vitalmed/core';
import { searchPatients as findPatients } from '@vitalmed/db';
import { z } from 'zod';
import type { ServiceContext } from '../context.ts';
import { typedText } from '../inputs.ts';
import { type Result, refuse } from '../result.ts';
import { type ListedPatient, listedPatient } from './listed-view.ts';

export const searchPatientsInput = z.object({ text: typedText(80) });

/**
 * Finds patients by any mixture of name parts, document and phone: "pérez 2812" or "11 4567". Who was shown is recorded.
 */
export async function searchPatients(
  ctx: ServiceContext,
  input: z.infer<typeof searchPatientsInput>,
): Promise<Result<{ patients: ListedPatient[] }>> {
  const allowed = authorise(ctx.actor, 'patient.search', {});
  if (!allowed.ok) return refuse(allowed.reason);
  const rows = await findPatients(ctx.db, allowed.proof, termsOf(input.text));
  return { ok: true, patients: rows.map(listedPatient) };
}

/** Numbers may be written with dots or spaces ("28.123.456"): neighbouring digits are one number. */
export function termsOf(text: string): { words: string[]; numbers: string[] } {
  const plain = searchText(text).replaceAll(/(?<=\d)[.\s-]+(?=\d)/g, '');
  const terms = plain.split(/[\s,;]+/).filter((term) => term.length > 1);
  return {
    words: terms.filter((term) => !/^\+?\d+$/.test(term)).slice(0, 6),
    numbers: terms
      .filter((term) => /^\+?\d+$/.test(term))
      .map((term) => term.replace('+', ''))
      .slice(0, 3),
  };
}
