import type { NamedSlot, Reason } from '@vitalmed/core';
import { nearestFreeSlots, slotById } from '@vitalmed/db';
import type { ServiceContext } from '../context.ts';
import { type Refusal, refuse } from '../result.ts';
import { withNames } from './named.ts';

/** Up to six free slots near one that can't be had: the same doctor first, then the specialty. */
export async function alternativesTo(ctx: ServiceContext, slotId: number): Promise<NamedSlot[]> {
  const lost = await slotById(ctx.db, slotId);
  if (!lost) return [];
  return withNames(ctx.db, await nearestFreeSlots(ctx.db, lost, { now: ctx.now, limit: 6 }));
}

/** A refusal that leads on: where the slot itself was the trouble, others near it come along. */
export async function refusedSlot(ctx: ServiceContext, slotId: number, reason: Reason): Promise<Refusal> {
  switch (reason) {
    case 'slot-taken':
    case 'slot-withdrawn':
    case 'slot-past':
      return refuse(reason, { alternatives: await alternativesTo(ctx, slotId) });
    case 'rate-limited':
      return refuse(reason, { retryAfterSeconds: 3600 });
    default:
      return refuse(reason);
  }
}
