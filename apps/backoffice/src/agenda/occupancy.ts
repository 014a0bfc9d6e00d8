import type { AgendaSlot } from '../api/trpc.ts';

export interface Occupancy {
  taken: number;
  /** Slots that people could or can take; withdrawn ones count for nothing. */
  total: number;
}

export function occupancyOf(slots: readonly AgendaSlot[]): Occupancy {
  const open = slots.filter((slot) => slot.status !== 'withdrawn');
  return { taken: open.filter((slot) => slot.status === 'busy').length, total: open.length };
}
