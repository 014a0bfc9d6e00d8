import type { NamedSlot } from '@vitalmed/core';
import { slotById } from '@vitalmed/db';
import { z } from 'zod';
import type { ServiceContext } from '../context.ts';
import { slotId } from '../inputs.ts';
import { type Result, refuse } from '../result.ts';
import { alternativesTo } from './alternatives.ts';
import { withNames } from './named.ts';

export const getSlotInput = z.object({ slotId });

/** One slot for the page that confirms a booking; anybody may ask. */
export async function getSlot(
  ctx: ServiceContext,
  input: z.infer<typeof getSlotInput>,
): Promise<Result<{ slot: NamedSlot; available: boolean; alternatives: NamedSlot[] }>> {
  const found = await slotById(ctx.db, input.slotId);
  const [slot] = found ? await withNames(ctx.db, [found]) : [];
  if (!found || !slot) return refuse('not-found');
  const available = found.status === 'free' && new Date(found.startsAt) > ctx.now;
  const alternatives = available ? [] : await alternativesTo(ctx, input.slotId);
  return { ok: true, slot, available, alternatives };
}
