import type { TransitionCommand } from '@vitalmed/core';
import { m } from '@vitalmed/i18n';

type Named = (inputs: { name: string }) => string;

const LABELS: Record<TransitionCommand, () => string> = {
  arrive: m.doctor_command_arrive,
  start: m.doctor_command_start,
  complete: m.doctor_command_complete,
  'mark-no-show': m.doctor_command_mark_no_show,
  'undo-arrive': m.doctor_command_undo_arrive,
  'undo-start': m.doctor_command_undo_start,
  'undo-complete': m.doctor_command_undo_complete,
  'undo-no-show': m.doctor_command_undo_no_show,
};

const DONE: Record<TransitionCommand, Named> = {
  arrive: m.doctor_done_arrive,
  start: m.doctor_done_start,
  complete: m.doctor_done_complete,
  'mark-no-show': m.doctor_done_mark_no_show,
  'undo-arrive': m.doctor_done_undo_arrive,
  'undo-start': m.doctor_done_undo_start,
  'undo-complete': m.doctor_done_undo_complete,
  'undo-no-show': m.doctor_done_undo_no_show,
};

/** What the button says. */
export function commandLabel(command: TransitionCommand): string {
  return LABELS[command]();
}

/** What the notice says once it is done. */
export function doneWords(command: TransitionCommand, name: string): string {
  return DONE[command]({ name });
}
