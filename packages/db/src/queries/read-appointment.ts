import type { ActorKind, Allowed } from '@vitalmed/core';
import type { Database, Sql } from '../client.ts';
import { type AppointmentRow, appointmentColumns, appointmentJoins } from './appointment-row.ts';

/** For a use case to decide on: it isn't shown to anybody before `authorise` said yes. */
export async function appointmentById({ sql }: Database, id: string): Promise<AppointmentRow | null> {
  const rows = await sql<AppointmentRow[]>`
    select ${appointmentColumns(sql)} from appointment a ${appointmentJoins(sql)} where a.id = ${id}`;
  return rows[0] ?? null;
}

/**
 * A patient's appointments that end after `now` and are still to be attended, soonest first. None lasts a day, so their
 * index by patient and start finds them.
 */
export async function upcomingOfPatient(
  { sql }: Database,
  proof: Allowed<'appointment.list'>,
  now: Date,
): Promise<AppointmentRow[]> {
  return sql<AppointmentRow[]>`
    select ${appointmentColumns(sql)} from appointment a ${appointmentJoins(sql)}
    where a.patient_id = ${proof.subject.patientId} and a.starts_at > ${now}::timestamptz - interval '1 day'
      and a.ends_at > ${now} and a.status in ('booked', 'arrived', 'in_consultation')
    order by a.starts_at`;
}

/**
 * A patient's other appointments (past, or ended by cancellation), newest first; 50 at most. Not where one was before it was
 * moved, nor what was booked by mistake.
 */
export async function pastOfPatient(
  { sql }: Database,
  proof: Allowed<'appointment.list'>,
  now: Date,
): Promise<AppointmentRow[]> {
  return sql<AppointmentRow[]>`
    select ${appointmentColumns(sql)} from appointment a ${appointmentJoins(sql)}
    where a.patient_id = ${proof.subject.patientId}
      and not (a.ends_at > ${now} and a.status in ('booked', 'arrived', 'in_consultation'))
      and coalesce(a.cancel_reason, '') not in ('rescheduled', 'undone')
    order by a.starts_at desc
    limit 50`;
}

export type HistoryRow = {
  at: Date;
  type: string;
  actorKind: ActorKind;
  actorName: string | null;
  data: Record<string, unknown>;
};

/** The one turno that an appointment belongs to: those that it was moved from and to, and itself. */
const turnoOf = (sql: Sql, { id, originId }: Pick<AppointmentRow, 'id' | 'originId'>) =>
  sql`(select id from appointment where id = ${originId ?? id} or origin_id = ${originId ?? id})`;

/** Everything that happened to a turno through all its moves, oldest first. */
export async function historyOf(
  { sql }: Database,
  _proof: Allowed<'appointment.history'>,
  appointment: Pick<AppointmentRow, 'id' | 'originId'>,
): Promise<HistoryRow[]> {
  return sql<HistoryRow[]>`
    select event.at, event.type, event.actor_kind as "actorKind",
      "user".first_name || ' ' || "user".last_name as "actorName", event.data
    from event left join "user" on "user".id = event.actor_id
    where event.appointment_id in ${turnoOf(sql, appointment)} and event.type <> 'appointment.read'
      -- A move is told once, by what it led to.
      and not (event.type = 'appointment.cancelled' and event.data->>'reason' = 'rescheduled')
    order by event.id`;
}

export type MessageRow = {
  kind: string;
  recipient: string;
  /** 'unknown': it may have arrived, and nobody can tell. */
  status: 'pending' | 'sent' | 'failed' | 'skipped' | 'unknown';
  createdAt: Date;
  sentAt: Date | null;
  error: string | null;
};

/** The messages about a turno through all its moves, oldest first. */
export async function messagesOf(
  { sql }: Database,
  _proof: Allowed<'appointment.history'>,
  appointment: Pick<AppointmentRow, 'id' | 'originId'>,
): Promise<MessageRow[]> {
  return sql<MessageRow[]>`
    select kind, recipient, status, created_at as "createdAt", sent_at as "sentAt", last_error as error
    from notification where appointment_id in ${turnoOf(sql, appointment)} order by created_at`;
}
