import { type AppointmentStatus, allowedCommands, type TransitionCommand } from '@vitalmed/core';
import { instant, type PlannedAppointment } from './day-plan.ts';

/** An appointment as the day shows it, with the revision that it was read at. */
export type Revised = PlannedAppointment & { revision: number; completedAt: string | null };

/** Acts on one appointment that were pressed one after another and aren't all answered yet. */
export interface Course<A> {
  /** What the person saw first, and what the acts that were carried out made of it. */
  stands: A;
  underWay: number;
  /** One act was refused: those pressed after it were decided on a state that never was. */
  refused: boolean;
}

const LEADS_TO: Record<TransitionCommand, AppointmentStatus> = {
  arrive: 'arrived',
  start: 'in_consultation',
  complete: 'completed',
  'mark-no-show': 'no_show',
  'undo-arrive': 'booked',
  'undo-start': 'arrived',
  'undo-complete': 'in_consultation',
  'undo-no-show': 'booked',
};

export const TAKEN_BACK_BY: Partial<Record<TransitionCommand, TransitionCommand>> = {
  arrive: 'undo-arrive',
  start: 'undo-start',
  complete: 'undo-complete',
  'mark-no-show': 'undo-no-show',
};

/** The appointment as it will very probably come back from the server a moment later. `now` in epoch milliseconds. */
export function foresee<A extends Revised>(appointment: A, command: TransitionCommand, now: number): A {
  const status = LEADS_TO[command];
  const at = new Date(now).toISOString();
  return {
    ...appointment,
    status,
    arrivedAt:
      command === 'undo-arrive' ? null : (appointment.arrivedAt ?? (command === 'arrive' ? at : null)),
    startedAt: command === 'start' ? at : command === 'undo-start' ? null : appointment.startedAt,
    completedAt: command === 'complete' ? at : command === 'undo-complete' ? null : appointment.completedAt,
    commands: allowedCommands({ status, startsAt: instant(appointment.startsAt) }, 'doctor', now),
  };
}

/** What to show after a refusal: what stood before, unless somebody's newer change was read meanwhile. */
export function settled<A extends Revised>({ stands }: Course<A>, shown: A | undefined): A {
  return shown && shown.revision > stands.revision ? shown : stands;
}
