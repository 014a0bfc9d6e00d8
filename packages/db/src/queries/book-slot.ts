import type { Allowed, AppointmentChannel, SlotStatus } from '@vitalmed/core';
import type { Database } from '../client.ts';
import { type AppointmentRow, appointmentColumns, appointmentJoins } from './appointment-row.ts';
import { oweAppointmentMessage, recordAppointmentEvent, recorded } from './record.ts';

export type Booking = {
  /** The new appointment's id, chosen by the caller (UUID version 7, so that neighbours in time are neighbours on disk). */
  appointmentId: string;
  slotId: number;
  channel: AppointmentChannel;
  now: Date;
  idempotencyKey: string;
  /** The slot must start (patients) or end (staff, who also book people standing at the desk) after `now`. */
  until: 'start' | 'end';
  /** Limits on one patient's own bookings; null for staff. */
  limits: { active: number; perHour: number; latestStart: Date } | null;
};

/**
 * Books in ONE statement: claims the slot, inserts the appointment, its event and its message, and reads back
 * what a screen shows. Null when the slot could not be claimed: somebody has it, it was withdrawn, its time
 * has passed, or the patient is over a limit (`explainUnbooked` tells which).
 *
 * Throws the constraint violations that `refusedBy` names: `appointment_patient_overlap`, `appointment_idempotency`.
 * Why so: docs/decisions/0003-booking-statement.md.
 */
export async function bookSlot(
  { sql }: Database,
  proof: Allowed<'appointment.book'>,
  booking: Booking,
): Promise<AppointmentRow | null> {
  const { now, limits } = booking;
  const { patientId } = proof.subject;
  const actor = recorded(proof.actor);
  // The cheap comparisons come first in the plan: only who could have the slot waits for the patient's lock.
  const withinLimits = limits
    ? sql`and starts_at <= ${limits.latestStart}
        and within_portal_limits(${patientId}, ${actor.id}, ${now}, ${limits.active}, ${limits.perHour})`
    : sql``;
  const stillAhead = booking.until === 'start' ? sql`starts_at > ${now}` : sql`ends_at > ${now}`;

  const rows = await sql<AppointmentRow[]>`
    with claimed as (
      update slot set status = 'busy'
      where id = ${booking.slotId} and status = 'free' and ${stillAhead} ${withinLimits}
      returning id, schedule_id, doctor_id, specialty_id, site_id, local_date, starts_at, ends_at
    ), booked as (
      insert into appointment (id, slot_id, patient_id, doctor_id, specialty_id, site_id, room_id, local_date,
        starts_at, ends_at, channel, booked_at, booked_by, idempotency_key)
      select ${booking.appointmentId}, claimed.id, ${patientId}, claimed.doctor_id, claimed.specialty_id, claimed.site_id,
        schedule.room_id, claimed.local_date, claimed.starts_at, claimed.ends_at,
        ${booking.channel}, ${now}, ${actor.id}, ${booking.idempotencyKey}
      from claimed join schedule on schedule.id = claimed.schedule_id
      returning *
    ), recorded as (${recordAppointmentEvent(sql, 'booked', 'appointment.booked', actor, { channel: booking.channel })}
    ), owed as (${oweAppointmentMessage(sql, 'booked', 'appointment-booked')})
    select ${appointmentColumns(sql)} from booked a ${appointmentJoins(sql)}`;
  return rows[0] ?? null;
}

/** The appointment that this booker made under this key before, if any. */
export async function appointmentByKey(
  { sql }: Database,
  proof: Allowed<'appointment.book' | 'appointment.reschedule'>,
  idempotencyKey: string,
): Promise<AppointmentRow | null> {
  const rows = await sql<AppointmentRow[]>`
    select ${appointmentColumns(sql)} from appointment a ${appointmentJoins(sql)}
    where a.booked_by = ${recorded(proof.actor).id} and a.idempotency_key = ${idempotencyKey}`;
  return rows[0] ?? null;
}

export type BookingFacts = {
  slot: { status: SlotStatus; startsAt: Date; endsAt: Date } | null;
  activeAppointments: number;
  bookedLastHour: number;
};

/** What a booking depends on, read after it failed so that the answer can say why. */
export async function bookingFacts(
  { sql }: Database,
  proof: Allowed<'appointment.book'>,
  { slotId, now }: Pick<Booking, 'slotId' | 'now'>,
): Promise<BookingFacts> {
  const { patientId } = proof.subject;
  const bookedBy = recorded(proof.actor).id;
  const [[slot], [counts]] = await Promise.all([
    sql<{ status: SlotStatus; startsAt: Date; endsAt: Date }[]>`
      select status, starts_at as "startsAt", ends_at as "endsAt" from slot where id = ${slotId}`,
    sql<{ active: number; lastHour: number }[]>`
      select
        count(*) filter (where status = 'booked' and starts_at > ${now}) as active,
        count(*) filter (where booked_by = ${bookedBy} and booked_at > ${now}::timestamptz - interval '1 hour') as "lastHour"
      from appointment where patient_id = ${patientId}`,
  ]);
  return {
    slot: slot ?? null,
    activeAppointments: counts?.active ?? 0,
    bookedLastHour: counts?.lastHour ?? 0,
  };
}
