import { type AppointmentStatus, allowedCommands, type Command } from '@vitalmed/core';
import { m } from '@vitalmed/i18n';
import type { AgendaAppointment, TransitionCommand } from '../api/trpc.ts';

interface CommandFace {
  label(): string;
  /** Letter that does it while the appointment's cell has the focus. */
  key: string;
  /** The state that it leads to; shown at once, before the server answers. */
  leadsTo: AppointmentStatus;
  /** What takes it back, and what was said when it happened. */
  undo?: TransitionCommand;
  done(name: string): string;
}

export const COMMANDS: Record<TransitionCommand, CommandFace> = {
  arrive: {
    label: m.office_command_arrive,
    key: 'l',
    leadsTo: 'arrived',
    undo: 'undo-arrive',
    done: (name) => m.office_done_arrive({ name }),
  },
  start: {
    label: m.office_command_start,
    key: 'e',
    leadsTo: 'in_consultation',
    undo: 'undo-start',
    done: (name) => m.office_done_start({ name }),
  },
  complete: {
    label: m.office_command_complete,
    key: 't',
    leadsTo: 'completed',
    undo: 'undo-complete',
    done: (name) => m.office_done_complete({ name }),
  },
  'mark-no-show': {
    label: m.office_command_no_show,
    key: 'n',
    leadsTo: 'no_show',
    undo: 'undo-no-show',
    done: (name) => m.office_done_no_show({ name }),
  },
  'undo-arrive': {
    label: m.office_command_undo_arrive,
    key: 'z',
    leadsTo: 'booked',
    done: (name) => m.office_done_undo({ name }),
  },
  'undo-start': {
    label: m.office_command_undo_start,
    key: 'z',
    leadsTo: 'arrived',
    done: (name) => m.office_done_undo({ name }),
  },
  'undo-complete': {
    label: m.office_command_undo_complete,
    key: 'z',
    leadsTo: 'in_consultation',
    done: (name) => m.office_done_undo({ name }),
  },
  'undo-no-show': {
    label: m.office_command_undo_no_show,
    key: 'z',
    leadsTo: 'booked',
    done: (name) => m.office_done_undo({ name }),
  },
};

export const CANCEL_KEY = 'c';
export const MOVE_KEY = 'm';
export const BLOCK_KEY = 'b';

function isTransition(command: Command): command is TransitionCommand {
  return command !== 'cancel';
}

/**
 * What the desk may do with an appointment at that instant (epoch milliseconds), by the same rules that the
 * server decides with again.
 */
export function legalNow(
  appointment: Pick<AgendaAppointment, 'status'>,
  startsAt: string,
  now: number,
): { transitions: TransitionCommand[]; canCancel: boolean; canMove: boolean } {
  const commands = allowedCommands(
    { status: appointment.status, startsAt: Date.parse(startsAt) },
    'secretary',
    now,
  );
  return {
    transitions: commands.filter(isTransition),
    canCancel: commands.includes('cancel'),
    canMove: appointment.status === 'booked' && commands.includes('cancel'),
  };
}

/** The transition behind a letter, among those that are legal. */
export function transitionForKey(
  legal: readonly TransitionCommand[],
  key: string,
): TransitionCommand | undefined {
  return legal.find((command) => COMMANDS[command].key === key);
}
