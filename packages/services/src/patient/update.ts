import { type Allowed, authorise } from '@vitalmed/core';
import {
  fileChangesSince,
  type PatientData,
  type PatientRow,
  patientById,
  refusedBy,
  updatePatient as writePatient,
} from '@vitalmed/db';
import { z } from 'zod';
import type { ServiceContext } from '../context.ts';
import { revision, uuid } from '../inputs.ts';
import { type Refusal, type Result, refuse } from '../result.ts';
import { documentExists } from './document-exists.ts';
import { documentSeen, isKnownBySomething, patientFields } from './inputs.ts';
import { shownPatient } from './shown.ts';
import { unprovenRefusal } from './unproven.ts';
import { type PatientView, standingOf } from './view.ts';

/** Only what changed, and the revision that it was read at. What isn't named stays; null empties a field. */
export const updatePatientInput = patientFields.partial().extend({
  id: uuid,
  revision,
  documentSeen: documentSeen.optional(),
  /** That whoever showed the document uses the file's account, where it has one. */
  accountTheirs: z.boolean().optional(),
});

/**
 * Changes those fields of a file, unless somebody else changed it meanwhile: then it says who did, what and when. The
 * document counts as seen when the desk says so, and no longer when its number is corrected without saying so.
 */
export async function updatePatient(
  ctx: ServiceContext,
  {
    id,
    revision,
    documentSeen = false,
    accountTheirs = false,
    ...fields
  }: z.infer<typeof updatePatientInput>,
): Promise<Result<{ patient: PatientView }>> {
  const allowed = authorise(ctx.actor, 'patient.write', { patientId: id });
  if (!allowed.ok) return refuse(allowed.reason);
  const before = await patientById(ctx.db, id);
  if (!before || before.mergedIntoId) return refuse('not-found');
  if (standingOf(before) === 'claimed') return unprovenRefusal(before);
  if (documentSeen && !before.documentVerified && before.userId && !accountTheirs)
    return unprovenRefusal(before);
  if (before.revision !== revision) return changedMeanwhile(ctx, allowed.proof, before, revision);

  const data = changesOf(before, fields);
  const after = { ...before, ...data };
  if (!isKnownBySomething(after)) return refuse('bad-input', { fields: { documentNumber: 'required' } });
  const stillSeen = before.documentVerified && data.documentNumber === undefined;
  const documentVerified = after.documentNumber !== '' && (documentSeen || stillSeen);
  if (Object.keys(data).length === 0 && documentVerified === before.documentVerified)
    return { ok: true, patient: await shownPatient(ctx, allowed.proof, before) };
  try {
    const change = { before, data, documentVerified, now: ctx.now };
    const row = await writePatient(ctx.db, allowed.proof, change);
    if (!row)
      return changedMeanwhile(ctx, allowed.proof, (await patientById(ctx.db, id)) ?? before, revision);
    ctx.messageWaiting();
    return { ok: true, patient: await shownPatient(ctx, allowed.proof, row) };
  } catch (error) {
    if (refusedBy(error) !== 'patient_document_stands') throw error;
    return documentExists(ctx, allowed.proof, data.documentNumber ?? before.documentNumber);
  }
}

/** The fields that differ from what stands in the file. */
function changesOf(before: PatientRow, fields: Partial<PatientData>): Partial<PatientData> {
  const names = Object.keys(fields) as (keyof PatientData)[];
  const changed = names.filter((name) => fields[name] !== undefined && fields[name] !== before[name]);
  return Object.fromEntries(changed.map((name) => [name, fields[name]]));
}

/** The file as it is now, with the names of what others changed, so that a form keeps its typing and shows the rest. */
async function changedMeanwhile(
  ctx: ServiceContext,
  proof: Allowed<'patient.write'>,
  now: PatientRow,
  revision: number,
): Promise<Refusal> {
  const changes = await fileChangesSince(ctx.db, proof, revision);
  return refuse('patient-changed', { patient: await shownPatient(ctx, proof, now), changes });
}
