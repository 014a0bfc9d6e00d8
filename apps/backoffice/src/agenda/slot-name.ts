import { formatTime, m, statusLabel } from '@vitalmed/i18n';
import type { AgendaSlot } from '../api/trpc.ts';
import { cancelledIn, slotState } from './slot-state.ts';

/** Everything a cell shows, as one sentence: "9:20 h, Reservado, Ana Acosta, Dr. Juan Pérez". */
export function slotName(slot: AgendaSlot, doctorName: string): string {
  const parts = [formatTime(slot.startsAt, slot.site.timeZone), statusLabel(slotState(slot))];
  if (slot.appointment) parts.push(slot.appointment.patient.name);
  if (slot.appointment?.patient.claimed) parts.push(m.office_claimed());
  parts.push(doctorName);
  if (slot.withdrawnReason) parts.push(slot.withdrawnReason);
  for (const gone of cancelledIn(slot)) parts.push(m.office_cancelled_named({ name: gone.patient.name }));
  return parts.join(', ');
}
