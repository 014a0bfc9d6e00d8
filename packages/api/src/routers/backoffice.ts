import { authorise } from '@vitalmed/core';
import {
  agendaDay,
  agendaDayInput,
  agendaList,
  agendaListInput,
  bookForPatient,
  bookForPatientInput,
  cancel,
  cancelInput,
  changeState,
  createPatient,
  createPatientInput,
  getAppointmentInput,
  getBiography,
  getPatient,
  getPatientInput,
  linkAccount,
  linkAccountInput,
  open,
  openInput,
  openingInput,
  previewOpening,
  reschedule,
  rescheduleInput,
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
import { lastEventId, watchChanges } from '../live.ts';
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

const agenda = router({
  day: signedIn.input(agendaDayInput).query(async ({ ctx, input }) => answer(await agendaDay(ctx, input))),
  list: signedIn.input(agendaListInput).query(async ({ ctx, input }) => answer(await agendaList(ctx, input))),
  changes: signedIn.input(z.object({ lastEventId }).optional()).subscription(({ ctx, input, signal }) => {
    answer(authorise(ctx.actor, 'agenda.read', {}));
    return watchChanges(ctx, {
      lastEventId: input?.lastEventId,
      signal,
      select: ({ type, localDate, doctorId, appointmentId }) => ({
        type,
        date: localDate,
        doctorId,
        appointmentId,
      }),
    });
  }),
});

const patients = router({
  search: signedIn
    .input(searchPatientsInput)
    .query(async ({ ctx, input }) => answer(await searchPatients(ctx, input))),
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
