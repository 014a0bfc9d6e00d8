import type { Allowed, AppointmentChannel, SlotStatus } from '@vitalmed/core';
import type { Database } from '../client.ts';
import { gather } from '../gather.ts';
import { unavailable } from '../refusal.ts';
import { type AppointmentRow, appointmentColumns, appointmentJoins } from './appointment-row.ts';
import { literal } from './literal.ts';
import { oweAppointmentMessage, recorded } from './record.ts';

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
 * what a screen shows. Bookings that come while others are being written share a statement. Null when the slot
 * could not be claimed: somebody has it, it was withdrawn, its time has passed, or the patient is over a limit
 * (`bookingFacts` tells which).
 *
 * Throws the constraint violations that `refusedBy` names: `appointment_patient_overlap`, `appointment_idempotency`.
 * Why so: docs/decisions/0003-booking-statement.md.
 */
export function bookSlot(
  db: Database,
  proof: Allowed<'appointment.book'>,
  booking: Booking,
): Promise<AppointmentRow | null> {
  let book = gathered.get(db);
  if (!book) {
    book = gather({
      run: (group) => bookTogether(db, group),
      atOnce: 2,
      most: mostTogether,
      // A patient's limits are counted from what is written: a second booking waits for the first.
      apart: ({ proof }) => proof.subject.patientId,
      // Alone, each would say that it wasn't asked: the group may have been written.
      failsWhole: (error) => unavailable(error) !== null,
    });
    gathered.set(db, book);
  }
  return book({ proof, booking });
}

type Asked = { proof: Allowed<'appointment.book'>; booking: Booking };

/** Each pool's bookings gather by themselves. */
const gathered = new WeakMap<Database, (asked: Asked) => Promise<AppointmentRow | null>>();

const mostTogether = 16;

/**
 * Locks in one order everywhere, so that groups wait for each other instead of deadlocking: patients by id, then
 * slots by id. A first look spares the patient's lock to whoever can't have the slot anyway.
 */
async function bookTogether({ sql }: Database, group: Asked[]): Promise<(AppointmentRow | null)[]> {
  const rows = await sql<AppointmentRow[]>`
    with wanted as materialized (
      select * from jsonb_to_recordset(${sql.json(group.map(wantedRow))}) wanted (
        id uuid, slot_id bigint, patient_id uuid, actor_kind actor_kind, actor_id uuid,
        channel appointment_channel, key uuid, now timestamptz, starts_after timestamptz, ends_after timestamptz,
        latest_start timestamptz, most_active integer, most_an_hour integer)
      limit ${literal(sql, mostTogether)}
    ), possible as materialized (
      select wanted.* from wanted join slot on slot.id = wanted.slot_id
      where slot.status = 'free' and slot.starts_at > starts_after and slot.ends_at > ends_after
        and slot.starts_at <= latest_start
      order by wanted.patient_id
    ), allowed as materialized (
      select * from possible where patient_may_book(patient_id, actor_id, now, most_active, most_an_hour)
    ), claimed as (
      update slot set status = 'busy'
      from (select * from allowed order by slot_id) taker
      where slot.id = taker.slot_id and slot.status = 'free'
      returning slot.id as slot_id, schedule_id, doctor_id, specialty_id, site_id, local_date, starts_at, ends_at,
        taker.id, patient_id, channel, now, actor_id, key
    ), booked as (
      insert into appointment (id, slot_id, patient_id, doctor_id, specialty_id, site_id, room_id, local_date,
        starts_at, ends_at, channel, booked_at, booked_by, idempotency_key)
      select claimed.id, slot_id, patient_id, claimed.doctor_id, claimed.specialty_id, claimed.site_id,
        schedule.room_id, claimed.local_date, claimed.starts_at, claimed.ends_at, channel, now, actor_id, key
      from claimed join schedule on schedule.id = claimed.schedule_id
      returning *
    ), recorded as (
      insert into event (type, actor_kind, actor_id, appointment_id, patient_id, doctor_id, specialty_id,
        local_date, data)
      select 'appointment.booked', wanted.actor_kind, wanted.actor_id, b.id, b.patient_id, b.doctor_id,
        b.specialty_id, b.local_date,
        jsonb_build_object('channel', b.channel, 'revision', b.revision, 'status', b.status)
      from booked b join wanted on wanted.id = b.id
    ), owed as (${oweAppointmentMessage(sql, 'booked', 'appointment-booked', sql`s.channel <> 'portal'`)})
    select ${appointmentColumns(sql)} from booked a ${appointmentJoins(sql)}`;
  const byId = new Map(rows.map((row) => [row.id, row]));
  return group.map(({ booking }) => byId.get(booking.appointmentId) ?? null);
}

function wantedRow({ proof, booking }: Asked) {
  const { now, limits, until } = booking;
  const actor = recorded(proof.actor);
  return {
    id: booking.appointmentId,
    slot_id: booking.slotId,
    patient_id: proof.subject.patientId,
    actor_kind: actor.kind,
    actor_id: actor.id,
    channel: booking.channel,
    key: booking.idempotencyKey,
    now: now.toISOString(),
    starts_after: until === 'start' ? now.toISOString() : '-infinity',
    ends_after: now.toISOString(),
    latest_start: limits?.latestStart.toISOString() ?? 'infinity',
    most_active: limits?.active ?? null,
    most_an_hour: limits?.perHour ?? null,
  };
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
