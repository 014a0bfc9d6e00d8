import type { ActorKind, AppointmentStatus, CancelReason, TransitionEvent } from '@vitalmed/core';
import { isKey } from './is-key.ts';
import type { Locale } from './locale.ts';
import { m } from './messages.ts';

type Label = (inputs: Record<never, never>, options?: { locale?: Locale }) => string;

const statuses: Record<AppointmentStatus | 'free' | 'withdrawn', Label> = {
  free: m.status_free,
  withdrawn: m.status_withdrawn,
  booked: m.status_booked,
  arrived: m.status_arrived,
  in_consultation: m.status_in_consultation,
  completed: m.status_completed,
  cancelled: m.status_cancelled,
  no_show: m.status_no_show,
};

/** The word for the state of a slot or an appointment. */
export function statusLabel(status: AppointmentStatus | 'free' | 'withdrawn', locale?: Locale): string {
  return statuses[status]({}, { locale });
}

const cancelReasons: Record<CancelReason, Label> = {
  'cannot-attend': m.cancel_reason_cannot_attend,
  'feeling-better': m.cancel_reason_feeling_better,
  'found-another': m.cancel_reason_found_another,
  other: m.cancel_reason_other,
  'doctor-absent': m.cancel_reason_doctor_absent,
  'patient-request': m.cancel_reason_patient_request,
  administrative: m.cancel_reason_administrative,
  undone: m.cancel_reason_undone,
  rescheduled: m.cancel_reason_rescheduled,
};

/** Takes any text, since the server may be newer than this page; what it doesn't know is "another reason". */
export function cancelReasonLabel(reason: string, locale?: Locale): string {
  return (isKey(cancelReasons, reason) ? cancelReasons[reason] : m.cancel_reason_other)({}, { locale });
}

const actors: Record<ActorKind, Label> = {
  anonymous: m.actor_system,
  patient: m.actor_patient,
  secretary: m.actor_staff,
  doctor: m.actor_doctor,
  admin: m.actor_admin,
  system: m.actor_system,
};

/** Who did it, in one word: "paciente", "secretaría". */
export function actorLabel(kind: ActorKind, locale?: Locale): string {
  return actors[kind]({}, { locale });
}

const events: Record<
  | TransitionEvent
  | 'appointment.booked'
  | 'appointment.rescheduled'
  | 'appointment.restored'
  | 'appointment.file-changed'
  | 'appointment.read',
  Label
> = {
  'appointment.booked': m.event_booked,
  'appointment.rescheduled': m.event_rescheduled,
  'appointment.cancelled': m.event_cancelled,
  'appointment.restored': m.event_restored,
  'appointment.arrived': m.event_arrived,
  'appointment.started': m.event_started,
  'appointment.completed': m.event_completed,
  'appointment.no-show-marked': m.event_no_show,
  'appointment.arrival-undone': m.event_arrival_undone,
  'appointment.start-undone': m.event_start_undone,
  'appointment.completion-undone': m.event_completion_undone,
  'appointment.no-show-undone': m.event_no_show_undone,
  'appointment.file-changed': m.event_file_changed,
  'appointment.read': m.event_viewed,
};

/** A line of a turno's history. The server may be newer than this page: an unknown event is still a change. */
export function eventLabel(type: string, locale?: Locale): string {
  return (isKey(events, type) ? events[type] : m.event_changed)({}, { locale });
}

/** What keeps a schedule from being opened; `with` names what it clashes with. */
export function clashLabel(clash: { kind: string; with: string }, locale?: Locale): string {
  const options = { locale };
  switch (clash.kind) {
    case 'doctor-busy':
      return m.clash_doctor_busy({ with: clash.with }, options);
    case 'room-busy':
      return m.clash_room_busy({ with: clash.with }, options);
    case 'past':
      return m.clash_past({}, options);
    case 'not-your-specialty':
      return m.clash_not_your_specialty({}, options);
    case 'too-long':
      return m.clash_too_long({}, options);
    default:
      return m.clash_other({ with: clash.with }, options);
  }
}
