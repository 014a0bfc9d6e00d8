import type {
  Allowed,
  AppointmentChannel,
  AppointmentStatus,
  CancelReason,
  TransitionEvent,
} from '@vitalmed/core';
import type { Database, Sql } from '../client.ts';
import { type AppointmentRow, appointmentColumns, appointmentJoins } from './appointment-row.ts';
import { oweAppointmentMessage, type RecordedActor, recordAppointmentEvent, recorded } from './record.ts';

/**
 * Names the revision on which the caller decided: the write happens on that revision or not at all. Services compare it
 * before, to say what changed; here it decides between two acts of one instant.
 */
type Expected = { appointmentId: string; revision: number; now: Date };

export type Cancellation = Expected & {
  reason: CancelReason;
  note: string | null;
  /** What becomes of the slot: without a claim again, or out of the agenda with the doctor. */
  slotBecomes: 'free' | 'withdrawn';
  /** Whether the patient is told by mail, when there is an address. */
  notify: boolean;
};

/**
 * Cancels an appointment that is still to be attended and takes its claim off the slot, also when the slot's
 * time has passed. Null when the appointment is no longer at that revision or already ended.
 */
export async function cancelAppointment(
  { sql }: Database,
  proof: Allowed<'appointment.cancel'>,
  { appointmentId, revision, now, reason, note, slotBecomes, notify }: Cancellation,
): Promise<AppointmentRow | null> {
  const actor = recorded(proof.actor);
  const rows = await sql<AppointmentRow[]>`
    with changed as (
      update appointment set status = 'cancelled', revision = revision + 1, cancelled_at = ${now},
        cancelled_by_kind = ${actor.kind}, cancelled_by = ${actor.id}, cancel_reason = ${reason}, cancel_note = ${note}
      where id = ${appointmentId} and revision = ${revision} and status in ('booked', 'arrived')
      returning *
    ), released as (
      update slot set status = ${slotBecomes} from changed
      where slot.id = changed.slot_id and changed.kind = 'regular' and slot.status = 'busy'
    ), recorded as (${recordAppointmentEvent(sql, 'changed', 'appointment.cancelled', actor, { reason, note, notify })}
    ) ${notify ? sql`, owed as (${oweAppointmentMessage(sql, 'changed', 'appointment-cancelled', ofDesk(sql, actor))})` : sql``}
    select ${appointmentColumns(sql)}
    from changed a ${appointmentJoins(sql)}`;
  return rows[0] ?? null;
}

/**
 * Takes a cancellation back in ONE statement: the appointment is what it was before, in its own slot, as long as nobody
 * took that. A slot that went out of the agenda with the doctor comes back with it. Null when the appointment is no
 * longer at that revision or its slot can't be had. Whoever was told of the cancellation is told of this.
 *
 * Throws the constraint violations that `refusedBy` names: `appointment_patient_overlap`, `slot_doctor_overlap`.
 */
export async function restoreAppointment(
  { sql }: Database,
  proof: Allowed<'appointment.cancel'>,
  { appointmentId, revision, now }: Expected,
): Promise<AppointmentRow | null> {
  const actor = recorded(proof.actor);
  const rows = await sql<AppointmentRow[]>`
    with held as materialized (
      select * from appointment
      where id = ${appointmentId} and revision = ${revision} and status = 'cancelled' and cancel_reason <> 'rescheduled'
      for update
    ), claimed as (
      update slot set status = 'busy' from held, schedule
      where slot.id = held.slot_id and held.kind = 'regular' and slot.ends_at > ${now}
        and schedule.id = slot.schedule_id and schedule.status = 'published'
        and (slot.status = 'free'
          or (slot.status = 'withdrawn' and slot.withdrawn_reason is null and held.cancel_reason = 'doctor-absent'))
      returning slot.id
    ), restored as (
      update appointment set revision = appointment.revision + 1, cancelled_at = null, cancelled_by_kind = null,
        cancelled_by = null, cancel_reason = null, cancel_note = null,
        status = case when appointment.arrived_at is null then 'booked' else 'arrived' end::appointment_status
      from held
      where appointment.id = held.id and (held.kind = 'overbook' or exists (select from claimed))
      returning appointment.*
    ), recorded as (${recordAppointmentEvent(sql, 'restored', 'appointment.restored', actor)}
    ), told as (
      select restored.* from restored where exists (
        select from notification where appointment_id = restored.id and kind = 'appointment-cancelled'
          and notification.revision = restored.revision - 1)
    ), owed as (${oweAppointmentMessage(sql, 'told', 'appointment-booked', ofDesk(sql, actor))})
    select ${appointmentColumns(sql)} from restored a ${appointmentJoins(sql)}`;
  return rows[0] ?? null;
}

const ofDesk = (sql: Sql, { kind }: RecordedActor) => sql`${kind !== 'patient'}::boolean`;

export type Transition = Expected & {
  eventType: TransitionEvent;
  status: AppointmentStatus;
  arrivedAt: Date | null;
  startedAt: Date | null;
  completedAt: Date | null;
  noShowAt: Date | null;
};

/** Writes the state that core's `transition` decided. Null when the appointment is no longer at that revision. */
export async function applyTransition(
  { sql }: Database,
  proof: Allowed<'appointment.transition'>,
  change: Transition,
): Promise<AppointmentRow | null> {
  const rows = await sql<AppointmentRow[]>`
    with changed as (
      update appointment set status = ${change.status}, revision = revision + 1, arrived_at = ${change.arrivedAt},
        started_at = ${change.startedAt}, completed_at = ${change.completedAt}, no_show_at = ${change.noShowAt}
      where id = ${change.appointmentId} and revision = ${change.revision} and status <> 'cancelled'
      returning *
    ), recorded as (${recordAppointmentEvent(sql, 'changed', change.eventType, recorded(proof.actor))})
    select ${appointmentColumns(sql)} from changed a ${appointmentJoins(sql)}`;
  return rows[0] ?? null;
}

export type Rescheduling = Expected & {
  newAppointmentId: string;
  slotId: number;
  idempotencyKey: string;
  channel: AppointmentChannel;
  until: 'start' | 'end';
  latestStart: Date | null;
  /** Limits on what one patient does by themselves, the moved appointment counted; null or absent for staff. */
  limits?: { active: number; perHour: number } | null;
};

/**
 * Moves an appointment in ONE statement: the new slot is claimed and the old appointment ends only together.
 * Null when either could not be had. Rows are locked in one order (the appointment, then both slots by id), so
 * two moves that cross each other wait instead of deadlocking; the patient's own lock comes before, as when
 * booking. The new one goes on with the old one's revisions: to a calendar both are one event, whose sequence rises.
 * Throws as `bookSlot` does.
 */
export async function rescheduleAppointment(
  { sql }: Database,
  proof: Allowed<'appointment.reschedule'>,
  move: Rescheduling,
): Promise<AppointmentRow | null> {
  const { now, limits } = move;
  const actor = recorded(proof.actor);
  const rows = await sql<AppointmentRow[]>`
    with held as materialized (
      select * from appointment
      where id = ${move.appointmentId} and revision = ${move.revision} and status = 'booked'
        and patient_may_book(patient_id, ${actor.id}, ${now}, ${limits?.active ?? null}, ${limits?.perHour ?? null})
      for update
    ), both_slots as materialized (
      select slot.id, slot.status, slot.starts_at, slot.ends_at from slot
      where slot.id in (${move.slotId}::bigint, (select slot_id from held)) and exists (select from held)
      order by slot.id
      for update
    ), claimed as (
      update slot set status = 'busy'
      where id = (select id from both_slots where id = ${move.slotId}::bigint) and status = 'free'
        and ${claimable(sql, move)}
      returning id, schedule_id, doctor_id, specialty_id, site_id, local_date, starts_at, ends_at
    ), ended as (
      update appointment set status = 'cancelled', revision = appointment.revision + 1, cancelled_at = ${now},
        cancelled_by_kind = ${actor.kind}, cancelled_by = ${actor.id}, cancel_reason = 'rescheduled'
      from held, claimed where appointment.id = held.id
      returning appointment.*
    ), released as (
      update slot set status = 'free' from ended
      where slot.id = ended.slot_id and ended.kind = 'regular' and slot.status = 'busy'
    ), booked as (
      insert into appointment (id, slot_id, patient_id, doctor_id, specialty_id, site_id, room_id, local_date,
        starts_at, ends_at, channel, booked_at, booked_by, idempotency_key, rescheduled_from_id, origin_id, revision)
      select ${move.newAppointmentId}, claimed.id, ended.patient_id, claimed.doctor_id, claimed.specialty_id,
        claimed.site_id, schedule.room_id, claimed.local_date, claimed.starts_at, claimed.ends_at,
        ${move.channel}, ${now}, ${actor.id}, ${move.idempotencyKey}, ended.id, coalesce(ended.origin_id, ended.id), ended.revision
      from claimed join schedule on schedule.id = claimed.schedule_id cross join ended
      returning *
    ), recorded_end as (${recordAppointmentEvent(sql, 'ended', 'appointment.cancelled', actor, { reason: 'rescheduled' })}
    ), recorded as (${recordAppointmentEvent(sql, 'booked', 'appointment.rescheduled', actor, { from: move.appointmentId })}
    ), owed as (${oweAppointmentMessage(sql, 'booked', 'appointment-rescheduled', ofDesk(sql, actor))})
    select ${appointmentColumns(sql)} from booked a ${appointmentJoins(sql)}`;
  return rows[0] ?? null;
}

const claimable = (sql: Sql, { until, latestStart, now }: Rescheduling) => sql`
  ${until === 'start' ? sql`starts_at > ${now}` : sql`ends_at > ${now}`}
  ${latestStart ? sql`and starts_at <= ${latestStart}` : sql``}`;
