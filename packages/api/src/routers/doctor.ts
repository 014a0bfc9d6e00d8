import { changeStateInOwnDay, doctorDay, doctorDayInput, transitionInput } from '@vitalmed/services';
import { answer } from '../error-map.ts';
import { lastEventId, watchChanges } from '../live.ts';
import { router, signedIn } from '../procedures.ts';
import { staffAccount } from './account.ts';

/** Every day of theirs where none is named. */
const shown = doctorDayInput.partial().extend({ lastEventId }).optional();

/** The doctor's own day: which doctor comes from the session. */
const day = router({
  list: signedIn.input(doctorDayInput).query(async ({ ctx, input }) => answer(await doctorDay(ctx, input))),
  transition: signedIn
    .input(transitionInput)
    .mutation(async ({ ctx, input }) => answer(await changeStateInOwnDay(ctx, input)).appointment),
  changes: signedIn.input(shown).subscription(({ ctx, input, signal }) =>
    watchChanges(ctx, {
      lastEventId: input?.lastEventId,
      signal,
      select: ({ type, localDate, doctorId, appointmentId }) =>
        ctx.actor.kind === 'doctor' &&
        doctorId === ctx.actor.doctorId &&
        (input?.date === undefined || input.date === localDate)
          ? { type, date: localDate, appointmentId }
          : null,
    }),
  ),
});

/** What the doctors' origin serves. */
export const doctorRouter = router({ account: staffAccount, day });
export type DoctorRouter = typeof doctorRouter;
