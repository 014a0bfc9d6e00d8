import { authorise } from '@vitalmed/core';
import {
  agendaChanges,
  agendaDay,
  agendaDayInput,
  agendaList,
  agendaListInput,
  agendaViewInput,
  bookForPatient,
  bookForPatientInput,
  cancel,
  cancelInput,
  changeState,
  createPatient,
  createPatientInput,
  findLikelyDuplicates,
  getAppointmentInput,
  getBiography,
  getPatient,
  getPatientInput,
  isInView,
  likelyDuplicatesInput,
  linkAccount,
  linkAccountInput,
  open,
  openInput,
  openingInput,
  previewOpening,
  reschedule,
  rescheduleInput,
  restore,
  restoreInput,
  searchPatients,
  searchPatientsInput,
  transitionInput,
  undoOpening,
  undoOpeningInput,
  updatePatient,
  updatePatientInput,
} from '@vitalmed/services';
import { z } from 'zod';
import { answer } from '../error-map.ts';
import { lastEventId, watchAndTell, watchChanges } from '../live.ts';
import { router, signedIn } from '../procedures.ts';
import { staffAccount } from './account.ts';
import { catalog } from './catalog.ts';
import { deskSlots } from './slots.ts';

const schedules = router({
  preview: signedIn
    .input(openingInput)
    .query(async ({ ctx, input }) => answer(await previewOpening(ctx, input))),
  open: signedIn.input(openInput).mutation(async ({ ctx, input }) => answer(await open(ctx, input))),
  undoOpening: signedIn
    .input(undoOpeningInput)
    .mutation(async ({ ctx, input }) => answer(await undoOpening(ctx, input))),
});

/** An appointment that is open beside the agenda, whatever its day: as the address bar has it, which may be nonsense. */
const beside = z.string().max(64).optional();
const isBeside = (shown: { beside?: string }, { appointmentId }: { appointmentId: string | null }) =>
  shown.beside !== undefined && shown.beside === appointmentId;

const agenda = router({
  day: signedIn.input(agendaDayInput).query(async ({ ctx, input }) => answer(await agendaDay(ctx, input))),
  list: signedIn.input(agendaListInput).query(async ({ ctx, input }) => answer(await agendaList(ctx, input))),
  changes: signedIn
    .input(agendaViewInput.extend({ lastEventId, beside }).optional())
    .subscription(({ ctx, input = {}, signal }) => {
      answer(authorise(ctx.actor, 'agenda.read', {}));
      return watchChanges(ctx, {
        lastEventId: input.lastEventId,
        signal,
        select: (change) => {
          const { type, localDate: date, doctorId, appointmentId } = change;
          return isInView(input, change) || isBeside(input, change)
            ? { type, date, doctorId, appointmentId }
            : null;
        },
      });
    }),
  /** What changes of a day, as it is shown: whoever has read that day needn't read it again. */
  dayChanges: signedIn
    .input(agendaDayInput.extend({ lastEventId, beside }))
    .subscription(({ ctx, input: { lastEventId, beside, ...shown }, signal }) => {
      answer(authorise(ctx.actor, 'agenda.read', {}));
      const view = { ...shown, from: shown.date, to: shown.date };
      return watchAndTell(
        ctx,
        {
          lastEventId,
          signal,
          select: (change) => (isInView(view, change) || isBeside({ beside }, change) ? change : null),
        },
        async (changes) => ({
          kind: 'changes' as const,
          ...answer(await agendaChanges(ctx, shown, changes)),
        }),
      );
    }),
});

const patients = router({
  search: signedIn
    .input(searchPatientsInput)
    .query(async ({ ctx, input }) => answer(await searchPatients(ctx, input))),
  likelyDuplicates: signedIn
    .input(likelyDuplicatesInput)
    .query(async ({ ctx, input }) => answer(await findLikelyDuplicates(ctx, input))),
  get: signedIn.input(getPatientInput).query(async ({ ctx, input }) => answer(await getPatient(ctx, input))),
  create: signedIn
    .input(createPatientInput)
    .mutation(async ({ ctx, input }) => answer(await createPatient(ctx, input))),
  update: signedIn
    .input(updatePatientInput)
    .mutation(async ({ ctx, input }) => answer(await updatePatient(ctx, input))),
  linkAccount: signedIn
    .input(linkAccountInput)
    .mutation(async ({ ctx, input }) => answer(await linkAccount(ctx, input))),
});

const appointments = router({
  book: signedIn
    .input(bookForPatientInput)
    .mutation(async ({ ctx, input }) => answer(await bookForPatient(ctx, input))),
  get: signedIn
    .input(getAppointmentInput)
    .query(async ({ ctx, input }) => answer(await getBiography(ctx, input))),
  transition: signedIn
    .input(transitionInput)
    .mutation(async ({ ctx, input }) => answer(await changeState(ctx, input))),
  cancel: signedIn.input(cancelInput).mutation(async ({ ctx, input }) => answer(await cancel(ctx, input))),
  restore: signedIn.input(restoreInput).mutation(async ({ ctx, input }) => answer(await restore(ctx, input))),
  reschedule: signedIn
    .input(rescheduleInput)
    .mutation(async ({ ctx, input }) => answer(await reschedule(ctx, input))),
});

/** What the desk's origin serves. */
export const backofficeRouter = router({
  account: staffAccount,
  catalog,
  schedules,
  agenda,
  patients,
  slots: deskSlots,
  appointments,
});
export type BackofficeRouter = typeof backofficeRouter;
