import { authorise, type Named } from '@vitalmed/core';
import { appointmentsToPickFrom, type Change, writeLook } from '@vitalmed/db';
import type { ServiceContext } from '../context.ts';
import { type Result, refuse } from '../result.ts';
import { type AgendaColumn, type AgendaDayInput, type AgendaSlot, readDay } from './day.ts';
import { isInView } from './in-view.ts';

/** What a shown day has to alter: as it is now, not as each change left it. */
export type AgendaChanges = {
  /** Whole days of doctors, where one was opened or taken back; without slots where nothing is left of it. */
  columns: AgendaColumn[];
  cells: { doctor: Named; slot: AgendaSlot }[];
  /** Changed appointments that have no cell here (any more). */
  gone: string[];
};

/**
 * The cells that changes of one day touched, in the form of `agendaDay`: one reading for all that changed together, of
 * the doctors whose day it is alone. Authorises anew, and records whom it shows, as whoever asks for the day does.
 */
export async function agendaChanges(
  ctx: ServiceContext,
  input: AgendaDayInput,
  changes: readonly Change[],
): Promise<Result<AgendaChanges>> {
  const allowed = authorise(ctx.actor, 'agenda.read', {});
  if (!allowed.ok) return refuse(allowed.reason);
  const inView = changes.filter((change) => isInView({ ...input, from: input.date, to: input.date }, change));
  const doctorIds = [...new Set(inView.flatMap(({ doctorId }) => doctorId ?? []))];
  const whole = new Set(inView.filter(isOfWholeDay).map(({ doctorId }) => doctorId));
  const slotIds = new Set(inView.flatMap(({ slotId }) => slotId ?? []));
  const appointmentIds = new Set(changes.flatMap(({ appointmentId }) => appointmentId ?? []));
  const question = { ...input, doctorIds };
  const { columns } = await readDay(ctx.db, allowed.proof, question, appointmentsToPickFrom);

  const left = new Set(columns.map(({ doctor }) => doctor.id));
  const emptied = [...whole].filter((id) => id !== null && !left.has(id));
  const changed = columns
    .filter(({ doctor }) => !whole.has(doctor.id))
    .flatMap(({ doctor, slots }) => slots.map((slot) => ({ doctor, slot })))
    .filter(
      ({ slot }) =>
        (slot.id !== null && slotIds.has(slot.id)) ||
        appointmentsIn(slot).some((id) => appointmentIds.has(id)),
    );
  const found = new Set(changed.flatMap(({ slot }) => appointmentsIn(slot)));
  const opened = columns.filter(({ doctor }) => whole.has(doctor.id));
  const shown = [...changed.map(({ slot }) => slot), ...opened.flatMap(({ slots }) => slots)];
  await writeLook(ctx.db, allowed.proof, shown.flatMap(patientsIn));
  return {
    ok: true,
    columns: [
      ...opened,
      ...emptied.map((id) => ({ doctor: { id: id ?? 0, name: '' }, siteNames: [], slots: [] })),
    ],
    cells: changed,
    gone: [...appointmentIds].filter((id) => !found.has(id)),
  };
}

const isOfWholeDay = ({ type }: Change) => type.startsWith('schedule.');

const appointmentsIn = ({ appointment, cancelled }: AgendaSlot) =>
  [appointment, ...cancelled].flatMap((one) => one?.id ?? []);

const patientsIn = ({ appointment, cancelled }: AgendaSlot) =>
  [appointment, ...cancelled].flatMap((one) => one?.patient.id ?? []);
