import { authorise } from '@vitalmed/core';
import type { Change } from '@vitalmed/services';
import {
  daySlots,
  daySlotsInput,
  findSlots,
  findSlotsInput,
  getSlot,
  getSlotInput,
  isInView,
  release,
  releaseInput,
  slotsOverview,
  slotsOverviewInput,
  withdraw,
  withdrawInput,
} from '@vitalmed/services';
import { z } from 'zod';
import { answer } from '../error-map.ts';
import { lastEventId, watchChanges } from '../live.ts';
import { anyone, router, signedIn } from '../procedures.ts';

/** What of the search a screen shows; all of it where nothing is named. */
const filter = z.object({
  specialtyId: z.int().positive().optional(),
  doctorId: z.int().positive().optional(),
  siteId: z.int().positive().optional(),
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
  lastEventId,
});

/** Searching: anybody may, before they have an account. */
export const publicSlots = router({
  overview: anyone
    .input(slotsOverviewInput)
    .query(async ({ ctx, input }) => answer(await slotsOverview(ctx, input))),
  day: anyone.input(daySlotsInput).query(async ({ ctx, input }) => answer(await daySlots(ctx, input))),
  find: anyone.input(findSlotsInput).query(async ({ ctx, input }) => answer(await findSlots(ctx, input))),
  get: anyone.input(getSlotInput).query(async ({ ctx, input }) => answer(await getSlot(ctx, input))),
  changes: anyone.input(filter).subscription(({ ctx, input, signal }) =>
    watchChanges(ctx, {
      lastEventId: input.lastEventId,
      signal,
      select: (change) => slotChange(change, input),
      // Whoever hears of a change, or that the stream stands, searches again and has to find what changed.
      before: ctx.searchesSettled,
    }),
  ),
});

/** The desk's: the same search, and blocking and releasing. */
export const deskSlots = router({
  overview: signedIn
    .input(slotsOverviewInput)
    .query(async ({ ctx, input }) => answer(await slotsOverview(ctx, input))),
  day: signedIn.input(daySlotsInput).query(async ({ ctx, input }) => answer(await daySlots(ctx, input))),
  find: signedIn.input(findSlotsInput).query(async ({ ctx, input }) => answer(await findSlots(ctx, input))),
  changes: signedIn.input(filter).subscription(({ ctx, input, signal }) => {
    answer(authorise(ctx.actor, 'agenda.read', {}));
    return watchChanges(ctx, {
      lastEventId: input.lastEventId,
      signal,
      select: (change) => slotChange(change, input),
    });
  }),
  withdraw: signedIn
    .input(withdrawInput)
    .mutation(async ({ ctx, input }) => answer(await withdraw(ctx, input))),
  release: signedIn.input(releaseInput).mutation(async ({ ctx, input }) => answer(await release(ctx, input))),
});

type SlotChangeKind = 'taken' | 'freed' | 'opened' | 'closed';

/** What each event means for who looks for a slot; the others mean nothing to them. */
const KINDS: Partial<Record<string, SlotChangeKind>> = {
  'appointment.booked': 'taken',
  'appointment.rescheduled': 'taken',
  'appointment.cancelled': 'freed',
  'appointment.restored': 'taken',
  'schedule.opened': 'opened',
  'schedule.suspended': 'closed',
  'slot.withdrawn': 'closed',
  'slot.released': 'opened',
};

/** Only where and when: nothing of who booked leaves by this way. */
function slotChange(change: Change, { doctorId: doctor, ...wanted }: z.infer<typeof filter>) {
  const { type, localDate, doctorId, specialtyId } = change;
  const kind = KINDS[type];
  if (!kind || localDate === null || doctorId === null || specialtyId === null) return null;
  const shown = { ...wanted, doctorIds: doctor === undefined ? undefined : [doctor] };
  return isInView(shown, change) ? { kind, date: localDate, doctorId, specialtyId } : null;
}
