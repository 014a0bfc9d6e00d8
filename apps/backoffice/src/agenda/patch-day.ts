import type { AgendaAppointment, AgendaDay } from '../api/trpc.ts';

/** The same day with one appointment changed. Columns and slots that don't hold it stay the same objects; so does a later revision. */
export function patchAppointment(
  day: AgendaDay,
  appointmentId: string,
  change: Partial<AgendaAppointment>,
): AgendaDay {
  const isMeant = (appointment: AgendaAppointment | null) =>
    appointment?.id === appointmentId &&
    !(appointment.revision > (change.revision ?? Number.POSITIVE_INFINITY));
  const holds = (column: AgendaDay['columns'][number]) =>
    column.slots.some((slot) => isMeant(slot.appointment));
  if (!day.columns.some(holds)) return day;
  return {
    ...day,
    columns: day.columns.map((column) =>
      holds(column)
        ? {
            ...column,
            slots: column.slots.map((slot) =>
              slot.appointment && isMeant(slot.appointment)
                ? { ...slot, appointment: { ...slot.appointment, ...change } }
                : slot,
            ),
          }
        : column,
    ),
  };
}
