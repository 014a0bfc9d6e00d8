import { authorise } from '@vitalmed/core';
import { retryPassing, suspendUntouched } from '@vitalmed/db';
import { z } from 'zod';
import type { ServiceContext } from '../context.ts';
import { smallId } from '../inputs.ts';
import { type Result, refuse } from '../result.ts';

export const undoOpeningInput = z.object({ scheduleIds: z.array(smallId).min(1).max(2000) });

/** Takes openings back as long as nobody has taken a slot of any of them: all, or none ('has-appointments'). */
export async function undoOpening(
  ctx: ServiceContext,
  input: z.infer<typeof undoOpeningInput>,
): Promise<Result<{ removed: number }>> {
  const allowed = authorise(ctx.actor, 'schedule.undo', {});
  if (!allowed.ok) return refuse(allowed.reason);
  const removed = await retryPassing(() => suspendUntouched(ctx.db, allowed.proof, input.scheduleIds));
  return removed > 0 ? { ok: true, removed } : refuse('has-appointments');
}
