import { maskedEmail } from '@vitalmed/core';
import { patientById } from '@vitalmed/db';
import type { ServiceContext } from '../context.ts';
import { type Refusal, refuse } from '../result.ts';
import { standingOf } from './view.ts';

type ClaimedFile = { id: string; accountEmail: string | null };

/** Whoever holds the account would get what somebody else typed. The details let the desk ask who stands there. */
export function unprovenRefusal({ id, accountEmail }: ClaimedFile): Refusal {
  return refuse('account-unproven', { patientId: id, account: accountEmail && maskedEmail(accountEmail) });
}

/** Why the desk may not book on that file, where that is why; read after the booking failed. */
export async function fileRefusal(ctx: ServiceContext, patientId: string): Promise<Refusal | null> {
  const file = await patientById(ctx.db, patientId);
  if (!file) return refuse('not-found');
  if (file.mergedIntoId) return refuse('patient-changed', { patientId: file.mergedIntoId });
  const own = ctx.actor.kind === 'patient' && ctx.actor.userId === file.userId;
  return standingOf(file) === 'claimed' && !own ? unprovenRefusal(file) : null;
}
