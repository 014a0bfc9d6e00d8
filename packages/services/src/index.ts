export { type Change, type SearchDatabase, TooLate, unavailable, within } from '@vitalmed/db';
export * from './account/index.ts';
export { type AgendaChanges, agendaChanges } from './agenda/changes.ts';
export { type AgendaDay, type AgendaSlot, agendaDay, agendaDayInput } from './agenda/day.ts';
export { agendaViewInput, isInView } from './agenda/in-view.ts';
export { type AgendaRow, agendaList, agendaListInput } from './agenda/list.ts';
export type { AgendaAppointment } from './agenda/view.ts';
export { bookForPatient, bookForPatientInput, bookOwn, bookOwnInput } from './appointment/book.ts';
export { cancel, cancelInput, cancelOwn, cancelOwnInput } from './appointment/cancel.ts';
export { type Biography, getAppointment, getAppointmentInput, getBiography } from './appointment/get.ts';
export { listOwn } from './appointment/list-own.ts';
export { reschedule, rescheduleInput, rescheduleOwn } from './appointment/reschedule.ts';
export { restore, restoreInput } from './appointment/restore.ts';
export { changeState, changeStateInOwnDay, transitionInput } from './appointment/transition.ts';
export type { PatientAppointment } from './appointment/view.ts';
export { type CatalogView, getCatalog, sitesOnTheDoor } from './catalog/get.ts';
export type { Locale, ServiceContext } from './context.ts';
export { type DoctorDay, doctorDay, doctorDayInput } from './doctor-day/list.ts';
export { type ChangeBatch, ChangeFeed } from './live/feed.ts';
export * from './notification/index.ts';
export { createPatient, createPatientInput } from './patient/create.ts';
export { getPatient, getPatientInput } from './patient/get.ts';
export { findLikelyDuplicates, likelyDuplicatesInput } from './patient/likely-duplicates.ts';
export { linkAccount, linkAccountInput } from './patient/link-account.ts';
export { confirmFileCode, confirmFileCodeInput, requestFileCode } from './patient/prove-file.ts';
export { searchPatients, searchPatientsInput } from './patient/search.ts';
export { updatePatient, updatePatientInput } from './patient/update.ts';
export type { PatientView } from './patient/view.ts';
export type { Refusal, Result } from './result.ts';
export { open, openInput } from './schedule/open.ts';
export { openingInput } from './schedule/plan.ts';
export { type Preview, previewOpening } from './schedule/preview.ts';
export { undoOpening, undoOpeningInput } from './schedule/undo-opening.ts';
export { getSlot, getSlotInput } from './slot/get.ts';
export {
  daySlots,
  daySlotsInput,
  findSlots,
  findSlotsInput,
  slotsOverview,
  slotsOverviewInput,
} from './slot/search.ts';
export { release, releaseInput, withdraw, withdrawInput } from './slot/withdraw.ts';
