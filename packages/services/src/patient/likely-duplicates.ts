import {
  authorise,
  isDocument,
  isLocalDate,
  isPhone,
  type KnownPerson,
  LIKENESSES,
  type Likeness,
  likenesses,
  normaliseDocument,
  normalisePhone,
} from '@vitalmed/core';
import { type AlikeRow, peopleAlike, writeLook } from '@vitalmed/db';
import { z } from 'zod';
import type { ServiceContext } from '../context.ts';
import { typedText, uuid } from '../inputs.ts';
import { type Result, refuse } from '../result.ts';
import { type ListedPatient, listedPatient } from './listed-view.ts';

/** What a form holds of somebody, half typed: what isn't whole yet finds nobody. */
export const likelyDuplicatesInput = z.object({
  /** The file that they are compared with, if there is one. */
  id: uuid.optional(),
  firstName: typedText(60),
  lastName: typedText(60),
  documentNumber: typedText(40),
  phone: typedText(40),
  birthDate: typedText(10),
});

export type LikelyDuplicate = ListedPatient & { likenesses: Likeness[] };

const mostShown = 5;

/** Other files that may be the same person's, and why, the likeliest first. Who was shown is recorded. */
export async function findLikelyDuplicates(
  ctx: ServiceContext,
  { id, ...typed }: z.infer<typeof likelyDuplicatesInput>,
): Promise<Result<{ patients: LikelyDuplicate[] }>> {
  const allowed = authorise(ctx.actor, 'patient.search', {});
  if (!allowed.ok) return refuse(allowed.reason);
  const person = known(typed);
  const alike = await peopleAlike(ctx.db, allowed.proof, person);
  const likely = alike
    .filter((row) => row.id !== id)
    .map((row) => ({ row, reasons: likenesses(person, row) }))
    .filter(({ reasons }) => reasons.length > 0)
    .sort((a, b) => rank(a.reasons) - rank(b.reasons) || byName(a.row, b.row))
    .slice(0, mostShown);
  await writeLook(
    ctx.db,
    allowed.proof,
    likely.map(({ row }) => row.id),
  );
  return {
    ok: true,
    patients: likely.map(({ row, reasons }) => ({ ...listedPatient(row), likenesses: reasons })),
  };
}

type Typed = Omit<z.infer<typeof likelyDuplicatesInput>, 'id'>;

function known({ firstName, lastName, ...typed }: Typed): KnownPerson {
  const documentNumber = normaliseDocument(typed.documentNumber);
  const phone = normalisePhone(typed.phone);
  return {
    firstName,
    lastName,
    documentNumber: isDocument(documentNumber) ? documentNumber : null,
    phone: isPhone(phone) ? phone : null,
    birthDate: isLocalDate(typed.birthDate) ? typed.birthDate : null,
  };
}

/** The strongest reason counts, and then how many there are. */
const rank = ([strongest, ...others]: readonly Likeness[]) =>
  (strongest ? LIKENESSES.indexOf(strongest) : 0) * LIKENESSES.length - others.length;

const byName = (a: AlikeRow, b: AlikeRow) => a.lastName.localeCompare(b.lastName, 'es');
