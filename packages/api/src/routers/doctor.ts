import { changeStateInOwnDay, doctorDay, doctorDayInput, transitionInput } from '@vitalmed/services';
import { z } from 'zod';
import { answer } from '../error-map.ts';
import { lastEventId, watchChanges } from '../live.ts';
import { router, signedIn } from '../procedures.ts';
import { staffAccount } from './account.ts';

/** The doctor's own day: which doctor comes from the session. */
const day = router({
  list: signedIn.input(doctorDayInput).query(async ({ ctx, input }) => answer(await doctorDay(ctx, input))),
  transition: signedIn
    .input(transitionInput)
    .mutation(async ({ ctx, input }) => answer(await changeStateInOwnDay(ctx, input)).appointment),
  changes: signedIn.input(z.object({ lastEventId }).optional()).subscription(({ ctx, input, signal }) =>
    watchChanges(ctx, {
      lastEventId: input?.lastEventId,
      signal,
      select: ({ type, localDate, doctorId, appointmentId }) =>
        ctx.actor.kind === 'doctor' && doctorId === ctx.actor.doctorId
          ? { type, date: localDate, appointmentId }
          : null,
    }),
  ),
});

/** What the doctors' origin serves. */
export const doctorRouter = router({ account: staffAccount, day });
export type DoctorRouter = typeof doctorRouter;
