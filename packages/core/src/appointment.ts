import { type ActorKind, isDesk } from './actor.ts';
import type { AppointmentKind, AppointmentStatus, Command, TransitionCommand } from './appointment-status.ts';
import { cancelRefusal } from './booking-policy.ts';
import { type CancelReason, mayGiveReason } from './cancel-reason.ts';

/** What every appointment has. Instants are epoch milliseconds. */
export type AppointmentBase = {
  id: string;
  patientId: string;
  doctorId: number;
  /** Null for an overbooking. */
  slotId: number | null;
  kind: AppointmentKind;
  startsAt: number;
  endsAt: number;
  bookedAt: number;
};

export type Cancellation = { at: number; byKind: ActorKind; reason: CancelReason; note: string | null };

export type BookedAppointment = AppointmentBase & { status: 'booked' };
export type ArrivedAppointment = AppointmentBase & { status: 'arrived'; arrivedAt: number };
export type InConsultationAppointment = AppointmentBase & {
  status: 'in_consultation';
  arrivedAt: number;
  startedAt: number;
};
export type CompletedAppointment = AppointmentBase & {
  status: 'completed';
  arrivedAt: number;
  /** Null when nobody marked the start. */
  startedAt: number | null;
  completedAt: number;
};
export type CancelledAppointment = AppointmentBase & {
  status: 'cancelled';
  /** When the patient had arrived before it was cancelled. */
  arrivedAt: number | null;
  cancellation: Cancellation;
};
export type NoShowAppointment = AppointmentBase & { status: 'no_show'; noShowAt: number };

export type Appointment =
  | BookedAppointment
  | ArrivedAppointment
  | InConsultationAppointment
  | CompletedAppointment
  | CancelledAppointment
  | NoShowAppointment;

export type CancelRequest = { command: 'cancel'; reason: CancelReason; note: string | null };
export type TransitionRequest =
  | { [C in TransitionCommand]: { command: C } }[TransitionCommand]
  | CancelRequest;
export type TransitionContext = { now: number; actorKind: ActorKind };

/** What the history calls each change. */
export const TRANSITION_EVENTS = {
  arrive: 'appointment.arrived',
  start: 'appointment.started',
  complete: 'appointment.completed',
  'mark-no-show': 'appointment.no-show-marked',
  cancel: 'appointment.cancelled',
  'undo-arrive': 'appointment.arrival-undone',
  'undo-start': 'appointment.start-undone',
  'undo-complete': 'appointment.completion-undone',
  'undo-no-show': 'appointment.no-show-undone',
} as const satisfies Record<Command, string>;
export type TransitionEvent = (typeof TRANSITION_EVENTS)[Command];

export type TransitionReason =
  | 'session-required'
  | 'forbidden'
  | 'not-allowed-now'
  | 'too-late-to-cancel'
  | 'bad-input';
export type TransitionResult =
  | { ok: true; appointment: Appointment; event: TransitionEvent }
  | { ok: false; reason: TransitionReason };

/**
 * An arrival, and a start without one, are recorded from 12 hours before the start until 12 hours after it:
 * "the day of the appointment" without asking for a time zone.
 */
const ARRIVAL_WINDOW_MS = 12 * 3_600_000;

/**
 * The commands that lead out of each status. A doctor may start without an arrival marked, and complete
 * without a start marked; someone given up as absent may still arrive; what is cancelled stays so.
 */
const LEGAL = {
  booked: ['arrive', 'start', 'mark-no-show', 'cancel'],
  arrived: ['start', 'complete', 'undo-arrive', 'cancel'],
  in_consultation: ['complete', 'undo-start'],
  completed: ['undo-complete'],
  cancelled: [],
  no_show: ['arrive', 'undo-no-show'],
} as const satisfies Record<AppointmentStatus, readonly Command[]>;

type LegalIn<S extends AppointmentStatus> = Extract<
  TransitionRequest,
  { command: (typeof LEGAL)[S][number] }
>;

/**
 * Carries out one command on an appointment, as a new value; the one given stays as it is. Corrections
 * (`undo-*`) go back one step and forget the instant of the step that they undo.
 */
export function transition(
  appointment: Appointment,
  request: TransitionRequest,
  context: TransitionContext,
): TransitionResult {
  const reason =
    refusal(appointment, request.command, context.actorKind, context.now) ??
    (request.command === 'cancel' && !mayGiveReason(context.actorKind, request.reason) ? 'bad-input' : null);
  if (reason) return { ok: false, reason };
  const moved = move(appointment, request, context);
  if (!moved) return { ok: false, reason: 'not-allowed-now' };
  return { ok: true, appointment: moved, event: TRANSITION_EVENTS[request.command] };
}

/** The commands that `transition` would carry out now for that kind of actor, in the order to offer them. */
export function allowedCommands(
  appointment: Pick<Appointment, 'status' | 'startsAt'>,
  actorKind: ActorKind,
  now: number,
): Command[] {
  const legal: readonly Command[] = LEGAL[appointment.status];
  return legal.filter((command) => refusal(appointment, command, actorKind, now) === null);
}

/** Who may not, and when not; whether the status allows it is `move`'s to say. */
function refusal(
  appointment: Pick<Appointment, 'status' | 'startsAt'>,
  command: Command,
  actorKind: ActorKind,
  now: number,
): TransitionReason | null {
  if (command === 'cancel') return cancelRefusal(appointment, actorKind, now);
  if (actorKind === 'anonymous') return 'session-required';
  // A job may close what nobody closed; everything else takes a person who saw it.
  const mayRecord =
    actorKind === 'doctor' || isDesk(actorKind) || (actorKind === 'system' && command === 'mark-no-show');
  if (!mayRecord) return 'forbidden';
  return isTimely(appointment, command, now) ? null : 'not-allowed-now';
}

function isTimely(
  { status, startsAt }: Pick<Appointment, 'status' | 'startsAt'>,
  command: TransitionCommand,
  now: number,
): boolean {
  const onItsDay = Math.abs(now - startsAt) <= ARRIVAL_WINDOW_MS;
  switch (command) {
    case 'arrive':
      return onItsDay;
    case 'start':
      return onItsDay || status === 'arrived';
    case 'mark-no-show':
      return now >= startsAt;
    case 'complete':
    case 'undo-arrive':
    case 'undo-start':
    case 'undo-complete':
    case 'undo-no-show':
      return true;
    default:
      command satisfies never;
      return false;
  }
}

function isLegal<S extends AppointmentStatus>(status: S, request: TransitionRequest): request is LegalIn<S> {
  const legal: readonly Command[] = LEGAL[status];
  return legal.includes(request.command);
}

/** Null where the status doesn't know the command. */
function move(
  appointment: Appointment,
  request: TransitionRequest,
  context: TransitionContext,
): Appointment | null {
  switch (appointment.status) {
    case 'booked':
      return isLegal('booked', request) ? fromBooked(appointment, request, context) : null;
    case 'arrived':
      return isLegal('arrived', request) ? fromArrived(appointment, request, context) : null;
    case 'in_consultation':
      return isLegal('in_consultation', request) ? fromConsultation(appointment, request, context.now) : null;
    case 'completed':
      return isLegal('completed', request) ? reopened(appointment) : null;
    case 'no_show':
      return isLegal('no_show', request) ? fromNoShow(appointment, request, context.now) : null;
    case 'cancelled':
      return null;
    default:
      appointment satisfies never;
      return null;
  }
}

function fromBooked(
  appointment: BookedAppointment,
  request: LegalIn<'booked'>,
  context: TransitionContext,
): Appointment {
  const { now } = context;
  switch (request.command) {
    case 'arrive':
      return { ...base(appointment), status: 'arrived', arrivedAt: now };
    case 'start':
      return { ...base(appointment), status: 'in_consultation', arrivedAt: now, startedAt: now };
    case 'mark-no-show':
      return { ...base(appointment), status: 'no_show', noShowAt: now };
    case 'cancel':
      return cancelled(appointment, null, request, context);
  }
}

function fromArrived(
  appointment: ArrivedAppointment,
  request: LegalIn<'arrived'>,
  context: TransitionContext,
): Appointment {
  const { arrivedAt } = appointment;
  const { now } = context;
  switch (request.command) {
    case 'start':
      return { ...base(appointment), status: 'in_consultation', arrivedAt, startedAt: now };
    case 'complete':
      return { ...base(appointment), status: 'completed', arrivedAt, startedAt: null, completedAt: now };
    case 'undo-arrive':
      return { ...base(appointment), status: 'booked' };
    case 'cancel':
      return cancelled(appointment, arrivedAt, request, context);
  }
}

function fromConsultation(
  appointment: InConsultationAppointment,
  request: LegalIn<'in_consultation'>,
  now: number,
): Appointment {
  const { arrivedAt, startedAt } = appointment;
  switch (request.command) {
    case 'complete':
      return { ...base(appointment), status: 'completed', arrivedAt, startedAt, completedAt: now };
    case 'undo-start':
      return { ...base(appointment), status: 'arrived', arrivedAt };
  }
}

function reopened(appointment: CompletedAppointment): Appointment {
  const { arrivedAt, startedAt } = appointment;
  if (startedAt === null) return { ...base(appointment), status: 'arrived', arrivedAt };
  return { ...base(appointment), status: 'in_consultation', arrivedAt, startedAt };
}

function fromNoShow(appointment: NoShowAppointment, request: LegalIn<'no_show'>, now: number): Appointment {
  switch (request.command) {
    case 'arrive':
      return { ...base(appointment), status: 'arrived', arrivedAt: now };
    case 'undo-no-show':
      return { ...base(appointment), status: 'booked' };
  }
}

function cancelled(
  appointment: Appointment,
  arrivedAt: number | null,
  { reason, note }: CancelRequest,
  { now, actorKind }: TransitionContext,
): CancelledAppointment {
  const cancellation = { at: now, byKind: actorKind, reason, note };
  return { ...base(appointment), status: 'cancelled', arrivedAt, cancellation };
}

/** Only what every status has, so that no instant of another status comes along. */
function base(appointment: Appointment): AppointmentBase {
  const { id, patientId, doctorId, slotId, kind, startsAt, endsAt, bookedAt } = appointment;
  return { id, patientId, doctorId, slotId, kind, startsAt, endsAt, bookedAt };
}
