import type { AgendaAppointment, AgendaDay } from '../api/trpc.ts';

/** The same day with one appointment changed. Columns and slots that don't hold it stay the same objects. */
export function patchAppointment(
  day: AgendaDay,
  appointmentId: string,
  change: Partial<AgendaAppointment>,
): AgendaDay {
  const holds = (column: AgendaDay['columns'][number]) =>
    column.slots.some((slot) => slot.appointment?.id === appointmentId);
  if (!day.columns.some(holds)) return day;
  return {
    ...day,
    columns: day.columns.map((column) =>
      holds(column)
        ? {
            ...column,
            slots: column.slots.map((slot) =>
              slot.appointment?.id === appointmentId
                ? { ...slot, appointment: { ...slot.appointment, ...change } }
                : slot,
            ),
          }
        : column,
    ),
  };
}
