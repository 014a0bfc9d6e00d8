import { authorise } from '@vitalmed/core';
import { fileUnderDocument, patientById, proveAccount, refusedBy, takeClaimedFile } from '@vitalmed/db';
import { z } from 'zod';
import type { ServiceContext } from '../context.ts';
import { uuid } from '../inputs.ts';
import { type Result, refuse } from '../result.ts';
import { documentSeen } from './inputs.ts';
import { shownPatient } from './shown.ts';
import { type PatientView, standingOf } from './view.ts';

export const linkAccountInput = z.object({ patientId: uuid, documentSeen });

/**
 * The desk says that whoever stands there uses the account of this claimed file. Where the clinic keeps a file of its
 * own under the document, that one takes the account and what it booked; the answer is the file to go on with.
 */
export async function linkAccount(
  ctx: ServiceContext,
  { patientId, documentSeen }: z.infer<typeof linkAccountInput>,
): Promise<Result<{ patient: PatientView }>> {
  const allowed = authorise(ctx.actor, 'patient.link', { patientId });
  if (!allowed.ok) return refuse(allowed.reason);
  const claimed = await patientById(ctx.db, patientId);
  if (!claimed) return refuse('not-found');
  if (claimed.mergedIntoId || standingOf(claimed) !== 'claimed') return refuse('patient-changed');
  const own = await fileUnderDocument(ctx.db, claimed.documentNumber);
  const link = { documentSeen, now: ctx.now };
  try {
    const linked = own
      ? await takeClaimedFile(ctx.db, allowed.proof, { ...link, intoId: own.id })
      : (await proveAccount(ctx.db, allowed.proof, link)) !== null;
    const file = await patientById(ctx.db, own?.id ?? patientId);
    // The clinic's file has an account of its own: whoever stands there is to use that one.
    if (!linked && own && file?.userId) return refuse('document-exists', { patientId: own.id });
    if (!linked || !file) return refuse('patient-changed');
    ctx.messageWaiting();
    return { ok: true, patient: await shownPatient(ctx, allowed.proof, file) };
  } catch (error) {
    if (refusedBy(error) === 'appointment_patient_overlap') return refuse('files-clash');
    // Somebody opened a file under the document at this very moment: it is to be looked at first.
    if (refusedBy(error) === 'patient_document_stands') return refuse('patient-changed');
    throw error;
  }
}
