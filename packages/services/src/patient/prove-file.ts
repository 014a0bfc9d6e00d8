import { type Actor, type Allowed, authorise } from '@vitalmed/core';
import { countProofAttempt, refusedBy, requestProof, takeProvenFile } from '@vitalmed/db';
import { z } from 'zod';
import type { ServiceContext } from '../context.ts';
import { type Refusal, type Result, refuse } from '../result.ts';

/** How long the mailed code is good for. */
export const proofMinutes = 30;
const maxAttempts = 5;

/**
 * Somebody with an account asks for what the clinic keeps under their document. If it keeps anything with a mail
 * address, a code goes there; answer, work and limits are alike where it doesn't.
 */
export async function requestFileCode(ctx: ServiceContext): Promise<Result> {
  const own = ownFile(ctx.actor);
  if (!own.ok) return own;
  // Counted for the account that asks: no stranger can use up its owner's mails, nor does the count tell of a file.
  const asker = { realm: 'patient', email: `file of ${own.userId}`, browser: null } as const;
  const request = { ...asker, address: ctx.clientAddress, kind: 'file-proof' } as const;
  const verdict = await ctx.auth.rateLimits.mailRequest(request);
  if (!verdict.ok) return verdict;
  if (!verdict.mail) return refuse('rate-limited', { retryAfterSeconds: verdict.retryAfterSeconds });
  const expiresAt = new Date(ctx.now.getTime() + proofMinutes * 60_000);
  await requestProof(ctx.db, own.proof, { now: ctx.now, expiresAt });
  ctx.messageWaiting();
  return { ok: true };
}

export const confirmFileCodeInput = z.object({
  code: z
    .string()
    .max(20)
    .transform((text) => text.replace(/\D/g, ''))
    .pipe(z.string().length(6, 'bad-code')),
});

/**
 * The right code hands the clinic's file to the account, with what the account had booked. Every other way to end is
 * 'code-wrong', or 'code-spent' after five tries, whether or not there is such a file; 'files-clash' only comes after a
 * right code.
 */
export async function confirmFileCode(
  ctx: ServiceContext,
  { code }: z.infer<typeof confirmFileCodeInput>,
): Promise<Result> {
  const own = ownFile(ctx.actor);
  if (!own.ok) return own;
  // The attempt is counted before the code is looked at, so that parallel guesses count too.
  const token = await countProofAttempt(ctx.db, own.proof, { now: ctx.now, most: maxAttempts });
  if (!token) return stray(ctx, 'code-wrong');
  if (token.spent) return stray(ctx, 'code-spent');
  if (!ctx.auth.tokens.fileCodeMatches(token.id, code)) return refuse('code-wrong');
  try {
    const taken = await takeProvenFile(ctx.db, own.proof, { tokenId: token.id, now: ctx.now });
    if (!taken) return refuse('code-wrong');
    ctx.messageWaiting();
    return { ok: true };
  } catch (error) {
    if (refusedBy(error) === 'appointment_patient_overlap') return refuse('files-clash');
    throw error;
  }
}

/** A code that nothing was asked for by this account, or asked too often: it can't be right. */
async function stray(ctx: ServiceContext, reason: 'code-wrong' | 'code-spent'): Promise<Refusal> {
  const verdict = await ctx.auth.rateLimits.strayCode({ address: ctx.clientAddress });
  return verdict.ok ? refuse(reason) : verdict;
}

type Own = { ok: true; userId: string; proof: Allowed<'patient.prove'> };

function ownFile(actor: Actor): Own | Refusal {
  if (actor.kind !== 'patient') return refuse(actor.kind === 'anonymous' ? 'session-required' : 'forbidden');
  const allowed = authorise(actor, 'patient.prove', { patientId: actor.patientId });
  return allowed.ok ? { ok: true, userId: actor.userId, proof: allowed.proof } : refuse(allowed.reason);
}
