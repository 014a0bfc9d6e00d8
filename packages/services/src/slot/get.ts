import { type NamedSlot, type SlotRefusal, slotRefusal } from '@vitalmed/core';
import { slotById } from '@vitalmed/db';
import { z } from 'zod';
import type { ServiceContext } from '../context.ts';
import { slotId } from '../inputs.ts';
import { type Result, refuse } from '../result.ts';
import { alternativesTo } from './alternatives.ts';
import { withNames } from './named.ts';

export const getSlotInput = z.object({ slotId });

/**
 * One slot for the page that confirms a booking; anybody may ask. `refusal` says why a patient can't have it, null while
 * it may be booked; `alternatives` are the nearest that may, and none while it may itself.
 */
export async function getSlot(
  ctx: ServiceContext,
  input: z.infer<typeof getSlotInput>,
): Promise<Result<{ slot: NamedSlot; refusal: SlotRefusal | null; alternatives: NamedSlot[] }>> {
  const found = await slotById(ctx.db, input.slotId);
  const [slot] = found ? await withNames(ctx.db, [found]) : [];
  if (!found || !slot) return refuse('not-found');
  const refusal = slotRefusal(found, Date.parse(found.startsAt), ctx.now.getTime());
  const alternatives = refusal ? await alternativesTo(ctx, input.slotId) : [];
  return { ok: true, slot, refusal, alternatives };
}
