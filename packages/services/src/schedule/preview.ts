import { authorise, type Clash } from '@vitalmed/core';
import type { ServiceContext } from '../context.ts';
import { type Result, refuse } from '../result.ts';
import { type OpeningInput, planFor } from './plan.ts';

export type Preview = {
  schedules: {
    doctorId: number;
    date: string;
    from: string;
    to: string;
    siteId: number;
    roomId: number | null;
    slots: number;
    clashes: Clash[];
  }[];
  totalSlots: number;
  totalClashes: number;
};

/** Exactly what opening would create now, and what it would clash with. */
export async function previewOpening(ctx: ServiceContext, input: OpeningInput): Promise<Result<Preview>> {
  const allowed = authorise(ctx.actor, 'schedule.open', {});
  if (!allowed.ok) return refuse(allowed.reason);
  const planned = await planFor(ctx, input);
  if (!planned.ok) return planned;
  const { schedules, totalSlots, totalClashes } = planned.plan;
  return {
    ok: true,
    schedules: schedules.map(({ doctorId, roomId, date, from, to, slots, clashes }) => ({
      doctorId,
      date,
      from,
      to,
      siteId: input.siteId,
      roomId,
      slots: slots.length,
      clashes,
    })),
    totalSlots,
    totalClashes,
  };
}
