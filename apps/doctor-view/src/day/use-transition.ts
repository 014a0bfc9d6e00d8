import {
  type AppointmentStatus,
  allowedCommands,
  type LocalDate,
  type TransitionCommand,
} from '@vitalmed/core';
import { toast } from '@vitalmed/ui-react';
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

/** Changes an appointment's state at once on the screen, and back again with a reason when the server refuses. */
export function useTransition(date: LocalDate) {
  const utils = trpc.useUtils();

  const transition = trpc.day.transition.useMutation({
    onMutate: async ({ id, command }) => {
      await utils.day.list.cancel({ date });
      const before = utils.day.list.getData({ date });
      const appointment = before?.appointments.find((known) => known.id === id);
      if (appointment)
        utils.day.list.setData({ date }, (day) =>
          withAppointment(day, foresee(appointment, command, Date.now())),
        );
      return { before };
    },
    onError: (error, _input, context) => {
      if (context?.before) utils.day.list.setData({ date }, context.before);
      toast.failure(error);
    },
    onSettled: () => utils.day.list.invalidate(),
  });

  /** The revision is read when the button is pressed: the screen may have been refreshed since it was drawn. */
  async function carryOut(id: string, command: TransitionCommand): Promise<void> {
    const appointment = utils.day.list.getData({ date })?.appointments.find((known) => known.id === id);
    if (!appointment) return;
    await transition.mutateAsync({ id, command, revision: appointment.revision });
    const back = TAKEN_BACK_BY[command];
    toast.success(doneWords(command, appointment.patient.name), {
      undo: back && (() => void carryOut(id, back).catch(() => undefined)),
    });
  }

  return {
    carryOut: (id: string, command: TransitionCommand) => void carryOut(id, command).catch(() => undefined),
    pendingId: transition.isPending ? transition.variables.id : null,
  };
}
