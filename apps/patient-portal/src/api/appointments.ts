import { askAgain, queryClient } from './query-client.ts';
import { refreshSlots } from './slots.ts';
import type { AppointmentView } from './trpc.ts';
import { api } from './trpc.ts';

export const mineQuery = {
  queryKey: ['appointments', 'mine'],
  queryFn: ({ signal }: { signal: AbortSignal }) => api.appointments.mine.query(undefined, { signal }),
};

export function appointmentQuery(id: string) {
  return {
    queryKey: ['appointments', 'one', id],
    queryFn: ({ signal }: { signal: AbortSignal }) => api.appointments.get.query({ id }, { signal }),
  };
}

/** Shows at once what the server answered, then asks again for the lists that it changes. */
export function rememberAppointment(appointment: AppointmentView): void {
  queryClient.setQueryData(appointmentQuery(appointment.id).queryKey, appointment);
  void refreshAppointments();
  void refreshSlots();
}

export function refreshAppointments(): Promise<void> {
  return askAgain(['appointments']);
}

export function calendarFile(id: string): string {
  return `/api/appointments/${encodeURIComponent(id)}/calendar.ics`;
}
