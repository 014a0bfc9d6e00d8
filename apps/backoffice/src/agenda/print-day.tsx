import { formatClock, formatDateLong, m, statusLabel } from '@vitalmed/i18n';
import type { AgendaDay } from '../api/trpc.ts';
import { slotState } from './slot-state.ts';
import { usePrinting } from './use-printing.ts';

interface PrintDayProps {
  day: AgendaDay;
}

/** The day on paper, one list a doctor: what hangs at the desk when the network is down. */
export function PrintDay({ day }: PrintDayProps) {
  const printing = usePrinting();
  if (!printing) return null;
  return (
    <div className="hidden print:block">
      <p className="font-bold text-xl first-letter:uppercase">{formatDateLong(day.date, { year: true })}</p>
      {day.columns.map((column) => (
        <section key={column.doctor.id} className="mt-6 break-inside-avoid">
          <h2 className="text-lg">
            {column.doctor.name} · {column.siteNames.join(', ')}
          </h2>
          <table className="w-full border-collapse text-sm">
            <thead>
              <tr className="border-b text-left">
                <th className="w-16 py-1">{m.office_time()}</th>
                <th>{m.office_patient()}</th>
                <th className="w-28">{m.office_document()}</th>
                <th className="w-36">{m.office_state()}</th>
              </tr>
            </thead>
            <tbody>
              {column.slots.map((slot) => (
                <tr key={slot.id ?? slot.appointment?.id} className="border-line border-b">
                  <td className="py-1">{formatClock(slot.startsAt, slot.site.timeZone)}</td>
                  <td>{slot.appointment?.patient.name}</td>
                  <td>{slot.appointment?.patient.documentNumber}</td>
                  <td>{[statusLabel(slotState(slot)), slot.withdrawnReason].filter(Boolean).join(': ')}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      ))}
    </div>
  );
}
