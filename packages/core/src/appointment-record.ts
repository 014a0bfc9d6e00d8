import type { ActorKind } from './actor.ts';
import type { Appointment, AppointmentBase, Cancellation } from './appointment.ts';
import type { AppointmentStatus } from './appointment-status.ts';
import type { CancelReason } from './cancel-reason.ts';

/** An appointment as one flat row stores it. Instants are epoch milliseconds. */
export type AppointmentRecord = AppointmentBase & {
  status: AppointmentStatus;
  arrivedAt: number | null;
  startedAt: number | null;
  completedAt: number | null;
  noShowAt: number | null;
  cancelledAt: number | null;
  cancelledByKind: ActorKind | null;
  cancelReason: CancelReason | null;
  cancelNote: string | null;
};

/** Reads a row. Throws when it lacks what its status needs, which the database's checks forbid. */
export function appointmentOf(record: AppointmentRecord): Appointment {
  const { id, patientId, doctorId, slotId, kind, startsAt, endsAt, bookedAt, arrivedAt, startedAt } = record;
  const base = { id, patientId, doctorId, slotId, kind, startsAt, endsAt, bookedAt };
  switch (record.status) {
    case 'booked':
      return { ...base, status: 'booked' };
    case 'arrived':
      return { ...base, status: 'arrived', arrivedAt: known(arrivedAt) };
    case 'in_consultation': {
      const started = known(startedAt);
      return { ...base, status: 'in_consultation', arrivedAt: arrivedAt ?? started, startedAt: started };
    }
    case 'completed': {
      const completedAt = known(record.completedAt);
      return {
        ...base,
        status: 'completed',
        arrivedAt: arrivedAt ?? startedAt ?? completedAt,
        startedAt,
        completedAt,
      };
    }
    case 'cancelled':
      return { ...base, status: 'cancelled', arrivedAt, cancellation: cancellationOf(record) };
    case 'no_show':
      return { ...base, status: 'no_show', noShowAt: known(record.noShowAt) };
    default:
      record.status satisfies never;
      throw new TypeError('The appointment has no known status');
  }
}

const UNSET = {
  arrivedAt: null,
  startedAt: null,
  completedAt: null,
  noShowAt: null,
  cancelledAt: null,
  cancelledByKind: null,
  cancelReason: null,
  cancelNote: null,
} as const;

/** The row that stores it: null for whatever its status doesn't have. */
export function recordOf(appointment: Appointment): AppointmentRecord {
  if (appointment.status !== 'cancelled') return { ...UNSET, ...appointment };
  const { cancellation, ...rest } = appointment;
  const { at, byKind, reason, note } = cancellation;
  const cancelled = { cancelledAt: at, cancelledByKind: byKind, cancelReason: reason, cancelNote: note };
  return { ...UNSET, ...rest, ...cancelled };
}

function cancellationOf(record: AppointmentRecord): Cancellation {
  const { cancelledAt, cancelledByKind, cancelReason, cancelNote } = record;
  return {
    at: known(cancelledAt),
    byKind: known(cancelledByKind),
    reason: known(cancelReason),
    note: cancelNote,
  };
}

function known<T>(value: T | null): T {
  if (value === null) throw new TypeError('The appointment lacks what its status needs');
  return value;
}
