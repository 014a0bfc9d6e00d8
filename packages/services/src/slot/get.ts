import { slotById } from '@vitalmed/db';
import { z } from 'zod';
import { type FreeSlot, freeSlotView } from '../appointment/view.ts';
import type { ServiceContext } from '../context.ts';
import { slotId } from '../inputs.ts';
import { type Result, refuse } from '../result.ts';
import { alternativesTo } from './alternatives.ts';

export const getSlotInput = z.object({ slotId });

/** One slot for the page that confirms a booking; anybody may ask. */
export async function getSlot(
  ctx: ServiceContext,
  input: z.infer<typeof getSlotInput>,
): Promise<Result<{ slot: FreeSlot; available: boolean; alternatives: FreeSlot[] }>> {
  const row = await slotById(ctx.db, input.slotId);
  if (!row) return refuse('not-found');
  const available = row.status === 'free' && row.startsAt > ctx.now;
  const alternatives = available ? [] : await alternativesTo(ctx, input.slotId);
  return { ok: true, slot: freeSlotView(row), available, alternatives };
}
