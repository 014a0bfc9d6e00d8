import type { AgendaColumn, AgendaSlot } from '../api/trpc.ts';
import type { AgendaSearch } from './agenda-search.ts';

/** What the side panel shows: an appointment by its id, or a slot, whoever may have taken it by now. */
export type PanelTarget =
  | { kind: 'appointment'; id: string; slotId: number | null; action: AgendaSearch['accion'] }
  | { kind: 'slot'; slot: AgendaSlot; doctor: AgendaColumn['doctor']; action: AgendaSearch['accion'] };

/** Reads it from the address; null when it names nothing that is on the screen. */
export function panelTarget(
  { turno, cupo, accion }: AgendaSearch,
  columns: readonly AgendaColumn[] = [],
): PanelTarget | null {
  if (turno) {
    const slot = columns.flatMap(({ slots }) => slots).find((item) => item.appointment?.id === turno);
    return { kind: 'appointment', id: turno, slotId: slot?.id ?? null, action: accion };
  }
  const column = columns.find(({ slots }) => slots.some((item) => item.id === cupo));
  if (!column) return null;
  const slot = column.slots.find((item) => item.id === cupo);
  return slot ? { kind: 'slot', slot, doctor: column.doctor, action: accion } : null;
}
