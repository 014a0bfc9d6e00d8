import { type ActorKind, isDesk } from './actor.ts';
import type { AppointmentKind, AppointmentStatus, SlotStatus } from './appointment-status.ts';
import { type CancelReason, mayGiveReason } from './cancel-reason.ts';

const HOUR_MS = 3_600_000;

/** Limits on what patients do by themselves in the portal. The desk isn't bound by them. */
export const bookingPolicy = {
  /** Appointments that one patient can have ahead at once. */
  maxActiveAppointments: 5,
  maxBookingsPerHour: 10,
  /** How far ahead a slot may start, in days of 24 hours. */
  horizonDays: 90,
  /** A patient may cancel or move until so many milliseconds before the start. */
  cancelNoticeMs: 2 * HOUR_MS,
} as const;

/**
 * Free slots of one day that a search of the whole clinic counts at most; a screen then says "more than 99". Nobody reads
 * how many thousands there are, and counting them costs as much as they are many.
 */
export const mostCountedADay = 100;

/** Instants are epoch milliseconds. */
export type BookableSlot = { startsAt: number; endsAt: number; status: SlotStatus };
export type CancellableAppointment = {
  status: AppointmentStatus;
  kind: AppointmentKind;
  startsAt: number;
  endsAt: number;
};

export type RestorableAppointment = Pick<CancellableAppointment, 'status' | 'endsAt'> & {
  cancelReason: CancelReason | null;
  cancelledByKind: ActorKind | null;
};

/** What is the matter with the slot itself, whoever asks. */
export type SlotRefusal = 'slot-past' | 'slot-withdrawn' | 'slot-taken';
export type BookingReason =
  | SlotRefusal
  | 'session-required'
  | 'forbidden'
  | 'beyond-horizon'
  | 'too-many-appointments'
  | 'rate-limited';
export type CancelRefusal =
  | 'session-required'
  | 'forbidden'
  | 'not-allowed-now'
  | 'too-late-to-cancel'
  | 'bad-input';
export type BookingDecision = { ok: true } | { ok: false; reason: BookingReason };
export type CancelDecision = { ok: true; releaseSlot: boolean } | { ok: false; reason: CancelRefusal };
export type RescheduleDecision = { ok: true } | { ok: false; reason: BookingReason | CancelRefusal };

type BookingRequest = {
  now: number;
  slot: BookableSlot;
  actorKind: ActorKind;
  /** Appointments of the patient that are booked and start after `now`. */
  activeAppointments: number;
  /** Bookings that the actor made for this patient within the hour before `now`. */
  bookedLastHour: number;
};

/**
 * Whether the slot may be booked now. Patients take slots that haven't started, within the horizon and their
 * limits; the desk takes slots that haven't ended (people who walk in) and knows no limit.
 */
export function decideBooking(request: BookingRequest): BookingDecision {
  const { now, slot, actorKind } = request;
  const reason =
    whoMayNot(actorKind) ??
    slotRefusal(slot, isDesk(actorKind) ? slot.endsAt : slot.startsAt, now) ??
    (isDesk(actorKind) ? null : limitRefusal(request));
  return reason ? { ok: false, reason } : { ok: true };
}

/**
 * Whether the appointment may be cancelled now, and whether its slot becomes free again: not after its end,
 * not when the doctor is absent (nobody could be attended in it), and an overbooking has none.
 */
export function decideCancel(request: {
  now: number;
  appointment: CancellableAppointment;
  actorKind: ActorKind;
  reason: CancelReason;
}): CancelDecision {
  const { now, appointment, actorKind, reason } = request;
  const refusal = cancelRefusal(appointment, actorKind, now);
  if (refusal) return { ok: false, reason: refusal };
  if (!mayGiveReason(actorKind, reason)) return { ok: false, reason: 'bad-input' };
  const releaseSlot =
    appointment.kind === 'regular' && now < appointment.endsAt && reason !== 'doctor-absent';
  return { ok: true, releaseSlot };
}

/** Why that kind of actor may not cancel it now, whatever the reason given; null when they may. */
export function cancelRefusal(
  { status, startsAt }: Pick<CancellableAppointment, 'status' | 'startsAt'>,
  actorKind: ActorKind,
  now: number,
): Exclude<CancelRefusal, 'bad-input'> | null {
  switch (actorKind) {
    case 'anonymous':
      return 'session-required';
    case 'patient':
      if (status !== 'booked') return 'not-allowed-now';
      return now > startsAt - bookingPolicy.cancelNoticeMs ? 'too-late-to-cancel' : null;
    case 'secretary':
    case 'admin':
    case 'system':
      return status === 'booked' || status === 'arrived' ? null : 'not-allowed-now';
    case 'doctor':
      return 'forbidden';
    default:
      actorKind satisfies never;
      return 'forbidden';
  }
}

/**
 * Why that kind of actor may not take the cancellation back now; null when they may. The desk takes back what the clinic
 * cancelled, until the appointment's end; what patients gave up and what was moved elsewhere stays so.
 */
export function restoreRefusal(
  { status, endsAt, cancelReason, cancelledByKind }: RestorableAppointment,
  actorKind: ActorKind,
  now: number,
): 'session-required' | 'forbidden' | 'not-allowed-now' | 'slot-past' | null {
  if (actorKind === 'anonymous') return 'session-required';
  if (!isDesk(actorKind)) return 'forbidden';
  if (status !== 'cancelled' || cancelReason === 'rescheduled' || cancelledByKind === 'patient')
    return 'not-allowed-now';
  return now >= endsAt ? 'slot-past' : null;
}

/**
 * Whether the appointment may move to the slot. The moved one still counts in `activeAppointments`, so a
 * patient at the limit can move; only what is booked moves.
 */
export function decideReschedule(
  request: BookingRequest & { appointment: CancellableAppointment },
): RescheduleDecision {
  const { now, appointment, actorKind } = request;
  const refusal = cancelRefusal(appointment, actorKind, now);
  if (refusal) return { ok: false, reason: refusal };
  if (appointment.status !== 'booked') return { ok: false, reason: 'not-allowed-now' };
  return decideBooking({ ...request, activeAppointments: request.activeAppointments - 1 });
}

function whoMayNot(actorKind: ActorKind): BookingReason | null {
  switch (actorKind) {
    case 'patient':
    case 'secretary':
    case 'admin':
      return null;
    case 'anonymous':
      return 'session-required';
    case 'doctor':
    case 'system':
      return 'forbidden';
    default:
      actorKind satisfies never;
      return 'forbidden';
  }
}

/**
 * Why nobody may book the slot now; null when somebody may. One whose time has passed is 'slot-past' whoever had it;
 * `bookableUntil` (epoch milliseconds: its start for patients, its end for the desk) itself is too late.
 */
export function slotRefusal(
  slot: Pick<BookableSlot, 'status'>,
  bookableUntil: number,
  now: number,
): SlotRefusal | null {
  if (now >= bookableUntil) return 'slot-past';
  if (slot.status === 'withdrawn') return 'slot-withdrawn';
  return slot.status === 'busy' ? 'slot-taken' : null;
}

function limitRefusal({
  now,
  slot,
  activeAppointments,
  bookedLastHour,
}: BookingRequest): BookingReason | null {
  if (slot.startsAt > now + bookingPolicy.horizonDays * 24 * HOUR_MS) return 'beyond-horizon';
  if (activeAppointments >= bookingPolicy.maxActiveAppointments) return 'too-many-appointments';
  return bookedLastHour >= bookingPolicy.maxBookingsPerHour ? 'rate-limited' : null;
}
