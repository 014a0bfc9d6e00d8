import {
  type AppointmentStatus,
  allowedCommands,
  type LocalDate,
  type TransitionCommand,
} from '@vitalmed/core';
import { toast } from '@vitalmed/ui-react';
import { useRef } from 'react';
import { trpc } from '../api/trpc.ts';
import { doneWords } from './command-words.ts';
import { instant } from './day-plan.ts';
import type { Day, DayAppointment } from './use-day.ts';

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

const TAKEN_BACK_BY: Partial<Record<TransitionCommand, TransitionCommand>> = {
  arrive: 'undo-arrive',
  start: 'undo-start',
  complete: 'undo-complete',
  'mark-no-show': 'undo-no-show',
};

/** The appointment as it will very probably come back from the server a moment later. */
function foresee(appointment: DayAppointment, command: TransitionCommand, now: number): DayAppointment {
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

function withAppointment(day: Day | undefined, next: DayAppointment): Day | undefined {
  if (!day) return day;
  return { ...day, appointments: day.appointments.map((known) => (known.id === next.id ? next : known)) };
}

/**
 * Changes an appointment's state at once on the screen, and back again with a reason when the server refuses. What is
 * pressed meanwhile waits its turn, so that nobody's finger has to wait for the network.
 */
export function useTransition(date: LocalDate) {
  const utils = trpc.useUtils();
  const queue = useRef(Promise.resolve());
  const update = (change: (day: Day | undefined) => Day | undefined) =>
    utils.day.list.setData({ date }, change);
  const known = (id: string) =>
    utils.day.list.getData({ date })?.appointments.find((appointment) => appointment.id === id);

  const transition = trpc.day.transition.useMutation({
    onSuccess: ({ id, revision }) => {
      const appointment = known(id);
      if (appointment) update((day) => withAppointment(day, { ...appointment, revision }));
    },
  });

  async function send(id: string, command: TransitionCommand): Promise<void> {
    const appointment = known(id);
    if (!appointment) return;
    try {
      await transition.mutateAsync({ id, command, revision: appointment.revision });
      const back = TAKEN_BACK_BY[command];
      toast.success(doneWords(command, appointment.patient.name), {
        undo: back && (() => carryOut(id, back)),
      });
    } catch (error) {
      toast.failure(error);
    }
    await utils.day.list.invalidate();
  }

  function carryOut(id: string, command: TransitionCommand): void {
    const appointment = known(id);
    if (!appointment) return;
    // An answer that left the server before this press would draw the old state again.
    void utils.day.list.cancel({ date });
    update((day) => withAppointment(day, foresee(appointment, command, Date.now())));
    queue.current = queue.current.then(() => send(id, command));
  }

  return carryOut;
}
