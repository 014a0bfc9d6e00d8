import type { AgendaSlot } from '../api/trpc.ts';
import type { AgendaSearch } from './agenda-search.ts';

/** What the side panel shows: an appointment by its id, or a slot that nobody has taken. */
export type PanelTarget =
  | { kind: 'appointment'; id: string; slotId: number | null; action: AgendaSearch['accion'] }
  | { kind: 'slot'; slot: AgendaSlot };

/** Reads it from the address; null when it names nothing that is on the screen. */
export function panelTarget(
  { turno, cupo, accion }: AgendaSearch,
  slots: readonly AgendaSlot[] = [],
): PanelTarget | null {
  if (turno) {
    const slot = slots.find((candidate) => candidate.appointment?.id === turno);
    return { kind: 'appointment', id: turno, slotId: slot?.id ?? null, action: accion };
  }
  const slot = cupo && slots.find((candidate) => candidate.id === cupo);
  if (!slot) return null;
  if (slot.appointment) {
    return { kind: 'appointment', id: slot.appointment.id, slotId: slot.id, action: accion };
  }
  return { kind: 'slot', slot };
}
