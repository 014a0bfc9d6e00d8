import { type Allowed, authorise, type Named } from '@vitalmed/core';
import {
  type AgendaAppointmentRow,
  type AgendaSlotRow,
  appointmentsOnDate,
  type Database,
  namesOfSlots,
  numbersIn,
  slotsOnDate,
} from '@vitalmed/db';
import { z } from 'zod';
import type { ServiceContext } from '../context.ts';
import { localDate, smallId } from '../inputs.ts';
import { type Result, refuse } from '../result.ts';
import { type AgendaAppointment, agendaAppointment, namesFrom } from './view.ts';

export const agendaFilter = z.object({
  doctorIds: z.array(smallId).max(200).optional(),
  specialtyId: smallId.optional(),
  siteId: smallId.optional(),
});
export const agendaDayInput = agendaFilter.extend({ date: localDate });

/** Its instants are ISO 8601 texts in UTC, as they come from the database and go to the screen. */
export type AgendaSlot = {
  /** Null for an appointment without a slot of its own (overbooking). */
  id: number | null;
  startsAt: string;
  endsAt: string;
  status: AgendaSlotRow['status'];
  site: { id: number; name: string; timeZone: string };
  specialty: Named;
  /** Why it was withdrawn, in the secretary's words. */
  withdrawnReason: string | null;
  appointment: AgendaAppointment | null;
  cancelled: AgendaAppointment[];
};
export type AgendaColumn = { doctor: Named; siteNames: string[]; slots: AgendaSlot[] };
export type AgendaDay = {
  date: string;
  /** All that transactions below it changed is in this answer: where a stream of what changes goes on. */
  asOf: number;
  columns: AgendaColumn[];
};
export type AgendaDayInput = z.infer<typeof agendaDayInput>;
type Names = ReturnType<typeof namesFrom>;

/** One local date of the whole clinic: a column a doctor, each slot with who has it and who had it. */
export async function agendaDay(ctx: ServiceContext, input: AgendaDayInput): Promise<Result<AgendaDay>> {
  const allowed = authorise(ctx.actor, 'agenda.read', {});
  if (!allowed.ok) return refuse(allowed.reason);
  return { ok: true, ...(await readDay(ctx.db, allowed.proof, input, appointmentsOnDate)) };
}

/** @param appointmentsOf reads the appointments, and records whom they show or leaves that to the caller */
export async function readDay(
  db: Database,
  proof: Allowed<'agenda.read'>,
  { date, ...filter }: AgendaDayInput,
  appointmentsOf: typeof appointmentsOnDate,
): Promise<AgendaDay> {
  const [slots, appointments] = await Promise.all([
    slotsOnDate(db, proof, date, filter),
    appointmentsOf(db, proof, date, filter),
  ]);
  const names = namesFrom(await namesOfSlots(db, numbersIn([...slots.rows, ...appointments.rows])));
  const bySlot = groupBy(appointments.rows, ({ slotId }) => slotId);
  const shown = new Set(slots.rows.map(({ id }) => id));
  const cells = [
    ...slots.rows.map((slot) => ({
      doctorId: slot.doctorId,
      slot: slotCell(slot, bySlot.get(slot.id) ?? [], names),
    })),
    ...appointments.rows
      .filter(({ slotId, status }) => status !== 'cancelled' && (slotId === null || !shown.has(slotId)))
      .map((row) => ({ doctorId: row.doctorId, slot: slotlessCell(row, names) })),
  ];
  // The two were read side by side: what is surely in both is in the one that reaches less far.
  return { date, asOf: Math.min(slots.asOf, appointments.asOf), columns: columnsOf(cells, names) };
}

function slotCell(slot: AgendaSlotRow, appointments: AgendaAppointmentRow[], names: Names): AgendaSlot {
  const active = appointments.find(({ status }) => status !== 'cancelled');
  return {
    id: slot.id,
    startsAt: slot.startsAt,
    endsAt: slot.endsAt,
    status: slot.status,
    site: names.site(slot.siteId),
    specialty: names.specialty(slot.specialtyId),
    withdrawnReason: slot.withdrawnReason,
    appointment: active ? agendaAppointment(active) : null,
    cancelled: appointments.filter(({ status }) => status === 'cancelled').map(agendaAppointment),
  };
}

function slotlessCell(row: AgendaAppointmentRow, names: Names): AgendaSlot {
  return {
    id: null,
    startsAt: row.startsAt,
    endsAt: row.endsAt,
    status: 'busy',
    site: names.site(row.siteId),
    specialty: names.specialty(row.specialtyId),
    withdrawnReason: null,
    appointment: agendaAppointment(row),
    cancelled: [],
  };
}

function columnsOf(cells: { doctorId: number; slot: AgendaSlot }[], names: Names): AgendaColumn[] {
  return [...groupBy(cells, ({ doctorId }) => doctorId)]
    .map(([doctorId, group]) => {
      const slots = group
        .map(({ slot }) => slot)
        .sort((a, b) => (a.startsAt < b.startsAt ? -1 : Number(a.startsAt > b.startsAt)));
      return {
        doctor: names.doctor(doctorId),
        siteNames: [...new Set(slots.map(({ site }) => site.name))],
        slots,
      };
    })
    .sort((a, b) => a.doctor.name.localeCompare(b.doctor.name, 'es'));
}

/** Map.groupBy, which Node 20 doesn't have. */
function groupBy<T, K>(items: readonly T[], keyOf: (item: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}
