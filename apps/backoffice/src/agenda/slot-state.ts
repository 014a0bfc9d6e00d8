import type { SlotState } from '@vitalmed/ui-react';
import type { AgendaAppointment, AgendaSlot } from '../api/trpc.ts';

/** The one word for what stands in a slot now: the state of its appointment, or its own. */
export function slotState(slot: AgendaSlot): SlotState {
  if (slot.appointment) return slot.appointment.status;
  return slot.status === 'withdrawn' ? 'withdrawn' : 'free';
}

/** Who gave it up. Who was moved elsewhere didn't, nor who was booked by mistake. */
export const cancelledIn = (slot: AgendaSlot): AgendaAppointment[] =>
  slot.cancelled.filter(({ cancellation }) => !isNoLoss(cancellation?.reason));

/** Who had it before they were moved to another. */
export const movedFrom = (slot: AgendaSlot): AgendaAppointment[] =>
  slot.cancelled.filter(({ cancellation }) => cancellation?.reason === 'rescheduled');

const isNoLoss = (reason: string | undefined) => reason === 'rescheduled' || reason === 'undone';

/** A slot also answers to 'cancelled' when somebody gave it up, so that a filter finds what was lost. */
export function matchesStates(slot: AgendaSlot, states: readonly SlotState[] | undefined): boolean {
  if (!states || states.length === 0) return true;
  return states.includes(slotState(slot)) || (states.includes('cancelled') && cancelledIn(slot).length > 0);
}

/** Whether a free hour can still be given to somebody at `now` (epoch milliseconds): until its time is over. */
export function canBeBooked({ state, endsAt }: { state: SlotState; endsAt: string }, now: number): boolean {
  return state === 'free' && Date.parse(endsAt) > now;
}
