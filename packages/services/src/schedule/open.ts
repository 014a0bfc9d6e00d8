import { authorise, type PlannedSchedule } from '@vitalmed/core';
import { type OpenedSchedule, openedUnderKey, openSchedules, refusedBy, retryPassing } from '@vitalmed/db';
import type { z } from 'zod';
import type { ServiceContext } from '../context.ts';
import { uuid } from '../inputs.ts';
import { type Result, refuse } from '../result.ts';
import { openingInput, planFor } from './plan.ts';

export const openInput = openingInput.extend({ idempotencyKey: uuid });
type Opened = { schedules: { id: number; doctorId: number; date: string }[]; slots: number };

/** The most slots that one press of the button opens: 20 doctors, 90 days of 8 hours would pass it. */
const SLOT_LIMIT = 20_000;

/**
 * Opens everything that the form asks for, or nothing: a clash is answered with what clashes. The same key
 * again answers with what it opened the first time.
 */
export async function open(ctx: ServiceContext, input: z.infer<typeof openInput>): Promise<Result<Opened>> {
  const allowed = authorise(ctx.actor, 'schedule.open', {});
  if (!allowed.ok) return refuse(allowed.reason);
  const { proof } = allowed;
  const earlier = await openedUnderKey(ctx.db, proof, input.idempotencyKey);
  if (earlier.length > 0) return opened(earlier);

  const planned = await planFor(ctx, input);
  if (!planned.ok) return planned;
  const { schedules, totalSlots } = planned.plan;
  const clashes = schedules.flatMap((schedule) => schedule.clashes);
  // The clash may be with this very press, sent twice.
  if (clashes.length > 0)
    return lostRace(ctx, input, await openedUnderKey(ctx.db, proof, input.idempotencyKey));
  if (totalSlots === 0) return refuse('empty-range');
  if (totalSlots > SLOT_LIMIT) return refuse('bad-input', { fields: { dates: 'too-many-slots' } });

  try {
    const written = await retryPassing(() =>
      openSchedules(ctx.db, proof, {
        siteId: input.siteId,
        slotMinutes: input.slotMinutes,
        openingKey: input.idempotencyKey,
        schedules: schedules.flatMap(newSchedule),
      }),
    );
    return opened(written);
  } catch (error) {
    if (!refusedBy(error)) throw error;
    return lostRace(ctx, input, await openedUnderKey(ctx.db, proof, input.idempotencyKey));
  }
}

/** Another opening came first: this very one (its key is found), or somebody else's (the plan now shows it). */
async function lostRace(
  ctx: ServiceContext,
  input: z.infer<typeof openInput>,
  earlier: OpenedSchedule[],
): Promise<Result<Opened>> {
  if (earlier.length > 0) return opened(earlier);
  const planned = await planFor(ctx, input);
  return planned.ok
    ? refuse('schedule-clash', { clashes: planned.plan.schedules.flatMap((schedule) => schedule.clashes) })
    : planned;
}

/** A stretch without a specialty is a clash, so none is left when this runs. */
function newSchedule({ doctorId, specialtyId, roomId, date, during, slots }: PlannedSchedule) {
  if (specialtyId === null) return [];
  return {
    doctorId,
    specialtyId,
    roomId,
    localDate: date,
    startsAt: new Date(during.start),
    endsAt: new Date(during.end),
    slots: slots.map(({ start, end }) => ({ startsAt: new Date(start), endsAt: new Date(end) })),
  };
}

function opened(rows: OpenedSchedule[]): Result<Opened> {
  return {
    ok: true,
    schedules: rows.map(({ id, doctorId, localDate }) => ({ id, doctorId, date: localDate })),
    slots: rows.reduce((total, row) => total + row.slots, 0),
  };
}
