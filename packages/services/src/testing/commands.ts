import { givenSchedule, type SlotRow } from '@vitalmed/db/testing';
import { bookForPatient, bookOwn } from '../appointment/book.ts';
import { cancel, cancelOwn } from '../appointment/cancel.ts';
import { reschedule, rescheduleOwn } from '../appointment/reschedule.ts';
import type { ServiceContext } from '../context.ts';
import { type openClinic, type PatientActor, saturday } from './clinic.ts';

export type Clinic = Awaited<ReturnType<typeof openClinic>>;
export type Answer = { ok: boolean; reason?: string };
export const said = (answer: Answer) => (answer.ok ? 'ok' : answer.reason);

export type Situation = { patient: PatientActor; slots: SlotRow[]; doctorId: number };

/** A new patient, and a new doctor's free slots of Monday the 3rd of June, from 09:00 on. */
export async function given(clinic: Clinic): Promise<Situation> {
  const { schedule, slots } = await givenSchedule(clinic.db);
  return { patient: await clinic.givenPortalPatient(), slots, doctorId: schedule.doctorId };
}

export function slotOf({ slots }: Situation, n: number): SlotRow {
  const slot = slots[n];
  if (!slot) throw new Error(`There is no slot ${n}`);
  return slot;
}

type Move = (...args: Parameters<typeof reschedule>) => Promise<Answer>;
type Book = (ctx: ServiceContext, patientId: string, slotId: number, key: string) => Promise<Answer>;
type Cancel = (ctx: ServiceContext, id: string, revision: number) => Promise<Answer>;
export type SideName = 'patient' | 'desk';

/** The same commands as a patient gives them and as the desk does. */
export const sides: Record<SideName, { book: Book; move: Move; cancel: Cancel }> = {
  patient: {
    book: (ctx, _, slotId, idempotencyKey) => bookOwn(ctx, { slotId, idempotencyKey }),
    move: rescheduleOwn,
    cancel: (ctx, id, revision) => cancelOwn(ctx, { id, revision, reason: 'cannot-attend' }),
  },
  desk: {
    book: (ctx, patientId, slotId, idempotencyKey) =>
      bookForPatient(ctx, { slotId, patientId, channel: 'desk', idempotencyKey }),
    move: reschedule,
    cancel: (ctx, id, revision) => cancel(ctx, { id, revision, reason: 'administrative', notify: false }),
  },
};
export const sideNames = Object.keys(sides) as SideName[];

export const asSide = (clinic: Clinic, side: SideName, patient: PatientActor, now = saturday) =>
  clinic.as(side === 'patient' ? patient : clinic.secretary, now);
