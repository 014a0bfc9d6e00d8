import type { AppointmentStatus, Command } from '@vitalmed/core';

/** What the plan needs to know of an appointment. Instants are ISO-8601 text in UTC. */
export interface PlannedAppointment {
  id: string;
  status: AppointmentStatus;
  startsAt: string;
  endsAt: string;
  arrivedAt: string | null;
  startedAt: string | null;
  commands: Command[];
}

/** A day in the order in which a doctor thinks of it; each list keeps the order of the hours. */
export interface DayPlan<A> {
  inside: A[];
  waiting: A[];
  coming: A[];
  done: A[];
}

export type WaitLevel = 'calm' | 'long' | 'too-long';

const MINUTE_MS = 60_000;
const LONG_WAIT_MINUTES = 10;
const TOO_LONG_WAIT_MINUTES = 25;
const LATE_FROM_MINUTES = 5;

export function planDay<A extends PlannedAppointment>(appointments: readonly A[]): DayPlan<A> {
  const plan: DayPlan<A> = { inside: [], waiting: [], coming: [], done: [] };
  for (const appointment of [...appointments].sort((a, b) => instant(a.startsAt) - instant(b.startsAt))) {
    plan[groupOf(appointment.status)].push(appointment);
  }
  return plan;
}

function groupOf(status: AppointmentStatus): keyof DayPlan<unknown> {
  switch (status) {
    case 'in_consultation':
      return 'inside';
    case 'arrived':
      return 'waiting';
    case 'booked':
      return 'coming';
    case 'completed':
    case 'cancelled':
    case 'no_show':
      return 'done';
    default:
      return status satisfies never;
  }
}

/** Who goes in next: of those who are here, the one with the earliest hour; nobody here, the next who is expected. */
export function nextUp<A>(plan: DayPlan<A>): A | null {
  return plan.waiting[0] ?? plan.coming[0] ?? null;
}

/** Whole minutes since the patient arrived; 0 when the arrival was not marked. */
export function waitedMinutes({ arrivedAt }: Pick<PlannedAppointment, 'arrivedAt'>, now: number): number {
  return arrivedAt === null ? 0 : minutesBetween(instant(arrivedAt), now);
}

/** Who comes early waits by choice: the wait hurts from the hour of the appointment on. */
export function waitLevel(
  appointment: Pick<PlannedAppointment, 'arrivedAt' | 'startsAt'>,
  now: number,
): WaitLevel {
  const overdue = overdueMinutes(appointment, now);
  if (overdue >= TOO_LONG_WAIT_MINUTES) return 'too-long';
  return overdue >= LONG_WAIT_MINUTES ? 'long' : 'calm';
}

/**
 * Whole minutes that the doctor runs late at `now` (epoch milliseconds): how long the next patient in the waiting
 * room has been both here and due. Under five minutes nobody would call it late, and it reads 0.
 */
export function lateMinutes(plan: DayPlan<PlannedAppointment>, now: number): number {
  const next = plan.waiting[0];
  const late = next ? overdueMinutes(next, now) : 0;
  return late >= LATE_FROM_MINUTES ? late : 0;
}

function overdueMinutes(
  { arrivedAt, startsAt }: Pick<PlannedAppointment, 'arrivedAt' | 'startsAt'>,
  now: number,
): number {
  return arrivedAt === null ? 0 : minutesBetween(Math.max(instant(arrivedAt), instant(startsAt)), now);
}

/** Whole minutes from one instant to a later one; 0 when it is not later. */
export function minutesBetween(from: number, to: number): number {
  return Math.max(0, Math.floor((to - from) / MINUTE_MS));
}

export function instant(iso: string): number {
  return Date.parse(iso);
}
