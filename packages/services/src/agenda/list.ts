import { APPOINTMENT_STATUSES, authorise, type Named, searchTerms } from '@vitalmed/core';
import { type AgendaListRow, listAgenda, namesOfSlots, numbersIn } from '@vitalmed/db';
import { z } from 'zod';
import type { ServiceContext } from '../context.ts';
import { localDate, typedText } from '../inputs.ts';
import { type Result, refuse } from '../result.ts';
import { agendaFilter } from './day.ts';
import { type AgendaAppointment, agendaAppointment, namesFrom } from './view.ts';

const AGENDA_STATES = ['free', 'withdrawn', ...APPOINTMENT_STATUSES] as const;
type AgendaState = (typeof AGENDA_STATES)[number];

export const agendaListInput = agendaFilter.extend({
  from: localDate,
  to: localDate,
  states: z
    .array(z.enum(AGENDA_STATES))
    .min(1)
    .default([...AGENDA_STATES]),
  /** Parts of the patient's name, document or telephone, however each is written. */
  text: typedText(80).optional(),
  cursor: z.string().max(120).optional(),
  limit: z.int().min(1).max(200).default(100),
});

export type AgendaRow = {
  slotId: number | null;
  startsAt: string;
  endsAt: string;
  date: string;
  doctor: Named;
  specialty: Named;
  site: { id: number; name: string; timeZone: string };
  state: AgendaState;
  /** Why it was withdrawn, in the secretary's words. */
  withdrawnReason: string | null;
  appointment: AgendaAppointment | null;
};

/** The agenda of several dates as a table, page by page in time order. */
export async function agendaList(
  ctx: ServiceContext,
  input: z.infer<typeof agendaListInput>,
): Promise<Result<{ rows: AgendaRow[]; nextCursor: string | null; asOf: number }>> {
  const allowed = authorise(ctx.actor, 'agenda.read', {});
  if (!allowed.ok) return refuse(allowed.reason);
  const after = input.cursor === undefined ? null : readCursor(input.cursor);
  if (after === 'bad-input') return refuse('bad-input', { fields: { cursor: 'bad-cursor' } });

  const { rows, asOf } = await listAgenda(ctx.db, allowed.proof, {
    ...input,
    patient: input.text ? searchTerms(input.text) : null,
    after,
  });
  const page = rows.slice(0, input.limit);
  const names = namesFrom(await namesOfSlots(ctx.db, numbersIn(page)));
  const last = rows.length > input.limit ? page.at(-1) : undefined;
  return {
    ok: true,
    asOf,
    rows: page.map((row) => agendaRow(row, names)),
    nextCursor: last ? cursorAt(last) : null,
  };
}

function agendaRow(row: AgendaListRow, names: ReturnType<typeof namesFrom>): AgendaRow {
  return {
    slotId: row.slotId,
    startsAt: row.startsAt,
    endsAt: row.endsAt,
    date: row.localDate,
    doctor: names.doctor(row.doctorId),
    specialty: names.specialty(row.specialtyId),
    site: names.site(row.siteId),
    state: row.slotStatus ?? row.status,
    withdrawnReason: row.withdrawnReason,
    appointment: row.slotStatus ? null : agendaAppointment(row),
  };
}

/** Where the next page goes on: the last row's instant and key. */
function cursorAt({ startsAt, key }: AgendaListRow): string {
  return `${new Date(startsAt).toISOString()}~${key}`;
}

function readCursor(cursor: string): { startsAt: Date; key: string } | 'bad-input' {
  const [, instant = '', key = ''] = /^([12]\d{3}-[\d:.T-]+Z)~([as][0-9a-f-]+)$/.exec(cursor) ?? [];
  const startsAt = new Date(instant);
  return Number.isNaN(startsAt.getTime()) ? 'bad-input' : { startsAt, key };
}
