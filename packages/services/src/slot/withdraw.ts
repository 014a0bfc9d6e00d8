import { authorise } from '@vitalmed/core';
import { refusedBy, releaseSlots, retryPassing, withdrawSlots } from '@vitalmed/db';
import { z } from 'zod';
import type { ServiceContext } from '../context.ts';
import { requiredText, slotId } from '../inputs.ts';
import { type Result, refuse } from '../result.ts';

const slotIds = z.array(slotId).min(1).max(500);
export const withdrawInput = z.object({ slotIds, reason: requiredText(200) });
export const releaseInput = z.object({ slotIds });

/** Blocks free slots; those that somebody took meanwhile stay theirs and aren't counted. */
export async function withdraw(
  ctx: ServiceContext,
  input: z.infer<typeof withdrawInput>,
): Promise<Result<{ withdrawn: number }>> {
  const allowed = authorise(ctx.actor, 'slot.withdraw', {});
  if (!allowed.ok) return refuse(allowed.reason);
  return { ok: true, withdrawn: await retryPassing(() => withdrawSlots(ctx.db, allowed.proof, input)) };
}

/** Gives blocked slots back, unless their time was given to others meanwhile ('schedule-clash'). */
export async function release(
  ctx: ServiceContext,
  input: z.infer<typeof releaseInput>,
): Promise<Result<{ released: number }>> {
  const allowed = authorise(ctx.actor, 'slot.release', {});
  if (!allowed.ok) return refuse(allowed.reason);
  try {
    return {
      ok: true,
      released: await retryPassing(() => releaseSlots(ctx.db, allowed.proof, input.slotIds)),
    };
  } catch (error) {
    if (refusedBy(error) === 'slot_doctor_overlap') return refuse('schedule-clash', { clashes: [] });
    throw error;
  }
}
