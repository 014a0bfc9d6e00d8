import {
  type Appointment,
  type AppointmentRecord,
  type AppointmentStatus,
  recordOf,
  type TransitionEvent,
  transition,
} from '@vitalmed/core';
import { type People, secretaryOf } from './people.ts';
import type { Random } from './random.ts';
import type { Part, Visit } from './visits.ts';

/** Ids that the database gave, by the demo's own keys. */
export type Placed = {
  doctorId: number;
  specialtyId: number;
  siteId: number;
  roomId: number;
  scheduleId: number;
  slotId: number;
};

type Actor = { kind: 'patient' | 'secretary' | 'doctor'; id: string };
type Change = {
  at: number;
  type: TransitionEvent;
  actor: Actor;
  status: AppointmentStatus;
  revision: number;
};

/** A visit with everything that the clinic's books say of it. */
export type Biography = {
  visit: Visit;
  place: Placed;
  record: AppointmentRecord;
  bookedBy: Actor;
  cancelledBy: string | null;
  changes: Change[];
};

/** Plays a visit's steps through core's own state machine, so that the demo holds nothing that couldn't happen. */
export function live(visit: Visit, place: Placed, people: People): Biography {
  const bookedBy = actorOf(visit.channel === 'portal' ? 'patient' : 'desk', visit, people);
  let appointment: Appointment = {
    id: visit.id,
    patientId: visit.patient.id,
    doctorId: place.doctorId,
    slotId: place.slotId,
    kind: 'regular',
    startsAt: visit.slot.start,
    endsAt: visit.slot.end,
    bookedAt: visit.bookedAt,
    status: 'booked',
  };
  const changes: Change[] = [];
  for (const { at, by, request } of visit.steps) {
    const actor = actorOf(by, visit, people);
    const result = transition(appointment, request, { now: at, actorKind: actor.kind });
    if (!result.ok) throw new Error(`The demo plans the impossible: ${request.command} (${result.reason})`);
    appointment = result.appointment;
    changes.push({ at, type: result.event, actor, status: appointment.status, revision: changes.length + 1 });
  }
  const cancelledBy = appointment.status === 'cancelled' ? (changes.at(-1)?.actor.id ?? null) : null;
  return { visit, place, record: recordOf(appointment), bookedBy, cancelledBy, changes };
}

function actorOf(part: Part, { patient, schedule }: Visit, people: People): Actor {
  if (part === 'patient' && patient.account) return { kind: 'patient', id: patient.account.id };
  const doctor = people.doctors[schedule.doctor];
  if (part === 'doctor' && doctor) return { kind: 'doctor', id: doctor.id };
  return { kind: 'secretary', id: secretaryOf(people).id };
}

/** As JSON carries an instant (epoch milliseconds) to a timestamptz. */
export const iso = (at: number) => new Date(at).toISOString();
const instant = (at: number | null) => (at === null ? null : iso(at));

export function appointmentRow(
  { visit, place, record, bookedBy, cancelledBy, changes }: Biography,
  random: Random,
) {
  return {
    id: record.id,
    slot_id: record.slotId,
    patient_id: record.patientId,
    doctor_id: place.doctorId,
    specialty_id: place.specialtyId,
    site_id: place.siteId,
    room_id: place.roomId,
    local_date: visit.schedule.date,
    starts_at: instant(record.startsAt),
    ends_at: instant(record.endsAt),
    kind: record.kind,
    channel: visit.channel,
    status: record.status,
    revision: changes.length,
    booked_at: instant(record.bookedAt),
    booked_by: bookedBy.id,
    arrived_at: instant(record.arrivedAt),
    started_at: instant(record.startedAt),
    completed_at: instant(record.completedAt),
    no_show_at: instant(record.noShowAt),
    cancelled_at: instant(record.cancelledAt),
    cancelled_by_kind: record.cancelledByKind,
    cancelled_by: cancelledBy,
    cancel_reason: record.cancelReason,
    cancel_note: record.cancelNote,
    rescheduled_from_id: visit.rescheduledFrom?.id ?? null,
    // The demo moves a visit once at most.
    origin_id: visit.rescheduledFrom?.id ?? null,
    idempotency_key: random.uuid(),
  };
}

export type EventRow = {
  at: string;
  type: string;
  actor_kind: string;
  actor_id: string | null;
  appointment_id: string | null;
  patient_id: string | null;
  doctor_id: number | null;
  specialty_id: number | null;
  schedule_id: number | null;
  local_date: string | null;
  data: Record<string, unknown>;
};

/** An event that concerns nothing but what is named. */
export function eventRow(
  event: Pick<EventRow, 'type' | 'actor_kind'> & Partial<EventRow> & { at: string },
): EventRow {
  return {
    actor_id: null,
    appointment_id: null,
    patient_id: null,
    doctor_id: null,
    specialty_id: null,
    schedule_id: null,
    local_date: null,
    data: {},
    ...event,
  };
}

/** Whoever opens agendas and files, as an event names them. */
export const bySecretary = (people: People) => ({
  actor_kind: 'secretary',
  actor_id: secretaryOf(people).id,
});

/** What the use cases would have written: the booking, then each change. */
export function visitEvents({ visit, place, record, bookedBy, changes }: Biography): EventRow[] {
  const concerns = {
    appointment_id: record.id,
    patient_id: record.patientId,
    doctor_id: place.doctorId,
    specialty_id: place.specialtyId,
    local_date: visit.schedule.date,
  };
  const { rescheduledFrom, channel } = visit;
  const booked = eventRow({
    ...concerns,
    at: iso(record.bookedAt),
    type: rescheduledFrom ? 'appointment.rescheduled' : 'appointment.booked',
    actor_kind: bookedBy.kind,
    actor_id: bookedBy.id,
    data: {
      ...(rescheduledFrom ? { from: rescheduledFrom.id } : { channel }),
      revision: 0,
      status: 'booked',
    },
  });
  const others = changes.map(({ at, type, actor, status, revision }) =>
    eventRow({
      ...concerns,
      at: iso(at),
      type,
      actor_kind: actor.kind,
      actor_id: actor.id,
      data: { ...(status === 'cancelled' ? cancelData(record) : {}), revision, status },
    }),
  );
  return [booked, ...others];
}

function cancelData({ cancelReason, cancelNote }: AppointmentRecord) {
  if (cancelReason === 'rescheduled') return { reason: cancelReason };
  return { reason: cancelReason, note: cancelNote, notify: true };
}

const SECOND_MS = 1000;

/** The mails that went out long ago: none is left to send, and a few never arrived. */
export function visitMessages({ visit, record, changes }: Biography, random: Random) {
  const { email } = visit.patient;
  if (email === null) return [];
  const message = (kind: string, at: number, revision: number) => {
    const failed = random.chance(0.01);
    return {
      id: random.uuid(at),
      kind,
      recipient: email,
      appointment_id: record.id,
      revision,
      status: failed ? 'failed' : 'sent',
      attempts: failed ? 5 : 1,
      last_error: failed ? 'The mailbox is full' : null,
      created_at: instant(at),
      dispatched_at: instant(at + SECOND_MS),
      sent_at: failed ? null : instant(at + random.int(2, 20) * SECOND_MS),
    };
  };
  const booked = visit.rescheduledFrom ? 'appointment-rescheduled' : 'appointment-booked';
  const isTold = record.cancelledAt !== null && record.cancelReason !== 'rescheduled';
  return [
    message(booked, record.bookedAt, 0),
    ...(isTold && record.cancelledAt !== null
      ? [message('appointment-cancelled', record.cancelledAt, changes.length)]
      : []),
  ];
}
