import { allowedCommands, authorise, type Command, type FileStanding } from '@vitalmed/core';
import {
  type AppointmentRow,
  appointmentById,
  historyOf,
  type MessageRow,
  messagesOf,
  readPatient,
} from '@vitalmed/db';
import { z } from 'zod';
import type { ServiceContext } from '../context.ts';
import { uuid } from '../inputs.ts';
import { shownEmail, standingOf } from '../patient/view.ts';
import { type Refusal, type Result, refuse } from '../result.ts';
import {
  type DeskAppointment,
  deskAppointment,
  type PatientAppointment,
  patientAppointment,
  patientName,
} from './view.ts';

export const getAppointmentInput = z.object({ id: uuid });
type Input = z.infer<typeof getAppointmentInput>;

/** A patient's own appointment; to anybody else it doesn't exist. */
export async function getAppointment(
  ctx: ServiceContext,
  input: Input,
): Promise<Result<{ appointment: PatientAppointment }>> {
  const found = await visible(ctx, input);
  if (!found.ok) return found;
  if (ctx.actor.kind !== 'patient') return refuse('not-found');
  return { ok: true, appointment: patientAppointment(found.row, ctx.actor, ctx.now) };
}

export type Biography = {
  appointment: DeskAppointment & {
    patient: {
      id: string;
      name: string;
      standing: FileStanding | null;
      documentNumber: string;
      phone: string;
      email: string | null;
    };
    channel: AppointmentRow['channel'];
  };
  history: {
    at: Date;
    type: string;
    actor: { kind: string; name: string | null };
    data: ChangeData;
  }[];
  messages: MessageRow[];
  commands: Command[];
};

/** The whole biography of an appointment for the desk: every change, every message, and what may be done now. */
export async function getBiography(ctx: ServiceContext, input: Input): Promise<Result<Biography>> {
  const found = await visible(ctx, input);
  if (!found.ok) return found;
  const { row } = found;
  const history = authorise(ctx.actor, 'appointment.history', row);
  if (!history.ok) return refuse(history.reason);
  const reading = authorise(ctx.actor, 'patient.read', row);
  if (!reading.ok) return refuse(reading.reason);

  const [patient, events, messages] = await Promise.all([
    readPatient(ctx.db, reading.proof),
    historyOf(ctx.db, history.proof, row),
    messagesOf(ctx.db, history.proof, row),
  ]);
  return {
    ok: true,
    appointment: {
      ...deskAppointment(row, ctx.actor, ctx.now),
      patient: {
        id: row.patientId,
        name: patientName(row),
        documentNumber: row.patientDocumentNumber,
        standing: patient && standingOf(patient),
        phone: patient?.phone ?? '',
        email: patient && shownEmail(patient),
      },
      channel: row.channel,
    },
    history: events.map(({ at, type, actorKind, actorName, data }) => ({
      at,
      type,
      actor: { kind: actorKind, name: actorName },
      data: changeData(data),
    })),
    messages: messages.map(({ kind, recipient, status, createdAt, sentAt, error }) => ({
      kind,
      recipient,
      status,
      createdAt,
      sentAt,
      error,
    })),
    commands: commandsFor(ctx, row),
  };
}

/** With what a change was made, as far as the desk is told. */
type ChangeData = { channel?: unknown; reason?: unknown; note?: unknown };

const changeData = ({ channel, reason, note }: Record<string, unknown>): ChangeData => ({
  channel,
  reason,
  note,
});

/** What the actor may do to the appointment now, so that screens offer nothing else. */
export function commandsFor(ctx: ServiceContext, row: AppointmentRow): Command[] {
  return allowedCommands(
    { status: row.status, startsAt: row.startsAt.getTime() },
    ctx.actor.kind,
    ctx.now.getTime(),
  );
}

async function visible(
  ctx: ServiceContext,
  input: Input,
): Promise<{ ok: true; row: AppointmentRow } | Refusal> {
  if (ctx.actor.kind === 'anonymous') return refuse('session-required');
  const row = await appointmentById(ctx.db, input.id);
  if (!row || !authorise(ctx.actor, 'appointment.read', row).ok) return refuse('not-found');
  return { ok: true, row };
}
