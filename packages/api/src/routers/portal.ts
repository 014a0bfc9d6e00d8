import {
  bookOwn,
  bookOwnInput,
  cancelOwn,
  cancelOwnInput,
  getAppointment,
  getAppointmentInput,
  listOwn,
  rescheduleInput,
  rescheduleOwn,
} from '@vitalmed/services';
import { z } from 'zod';
import { answer } from '../error-map.ts';
import { lastEventId, watchChanges } from '../live.ts';
import { router, signedIn } from '../procedures.ts';
import { patientAccount } from './account.ts';
import { catalog } from './catalog.ts';
import { publicSlots } from './slots.ts';

/** A patient's own appointments: whose they are comes from the session, never from the request. */
const appointments = router({
  book: signedIn.input(bookOwnInput).mutation(async ({ ctx, input }) => answer(await bookOwn(ctx, input))),
  mine: signedIn.query(async ({ ctx }) => answer(await listOwn(ctx))),
  get: signedIn
    .input(getAppointmentInput)
    .query(async ({ ctx, input }) => answer(await getAppointment(ctx, input)).appointment),
  cancel: signedIn
    .input(cancelOwnInput)
    .mutation(async ({ ctx, input }) => answer(await cancelOwn(ctx, input))),
  reschedule: signedIn
    .input(rescheduleInput)
    .mutation(async ({ ctx, input }) => answer(await rescheduleOwn(ctx, input))),
  changes: signedIn.input(z.object({ lastEventId }).optional()).subscription(({ ctx, input, signal }) =>
    watchChanges(ctx, {
      lastEventId: input?.lastEventId,
      signal,
      select: ({ patientId, appointmentId }) =>
        appointmentId && ctx.actor.kind === 'patient' && patientId === ctx.actor.patientId
          ? { appointmentId }
          : null,
    }),
  ),
});

/** What the patients' origin serves. */
export const portalRouter = router({ account: patientAccount, catalog, slots: publicSlots, appointments });
export type PortalRouter = typeof portalRouter;
