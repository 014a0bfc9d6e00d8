import type { Actor, ActorKind } from '@vitalmed/core';
import type { PendingQuery, Row } from 'postgres';
import type { Sql } from '../client.ts';

/** Who makes a change, as the history keeps it: a user's id, or null for the system. */
export type RecordedActor = { kind: ActorKind; id: string | null };

export function recorded(actor: Actor): RecordedActor {
  return { kind: actor.kind, id: 'userId' in actor ? actor.userId : null };
}

/** INSERTs one event for each row of `source`, a CTE with the columns of `appointment`. */
export const recordAppointmentEvent = (
  sql: Sql,
  source: string,
  type: string,
  actor: RecordedActor,
  data: Record<string, unknown> = {},
) => sql`
  insert into event (type, actor_kind, actor_id, appointment_id, patient_id, doctor_id, specialty_id, local_date, data)
  select ${type}, ${actor.kind}::actor_kind, ${actor.id}::uuid, id, patient_id, doctor_id, specialty_id, local_date,
    ${sql.json(data as never)}::jsonb || jsonb_build_object('revision', revision, 'status', status)
  from ${sql(source)}`;

/**
 * INSERTs the message that is owed to the patient of each row of `source`; none when the patient has no
 * address. The language is the patient's own when they have an account. `byDesk`, over rows `s`: such a message leaves
 * later, since the desk may undo what it tells of.
 */
export const oweAppointmentMessage = (
  sql: Sql,
  source: string,
  kind: 'appointment-booked' | 'appointment-cancelled' | 'appointment-rescheduled',
  byDesk: PendingQuery<Row[]>,
) => sql`
  insert into notification (kind, recipient, locale, appointment_id, patient_id, revision, by_desk)
  select ${kind}::notification_kind, patient.email, coalesce("user".locale, 'es-AR'), s.id, s.patient_id, s.revision,
    ${byDesk}
  from ${sql(source)} s
  join patient on patient.id = s.patient_id
  left join "user" on "user".id = patient.user_id
  where patient.email is not null`;
