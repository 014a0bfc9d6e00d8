import { readablePhone } from '@vitalmed/core';
import { formatClock, formatDateLong, m, statusLabel } from '@vitalmed/i18n';
import type { AgendaColumn, AgendaDay } from '../api/trpc.ts';
import { PrintedAt } from './printed-at.tsx';
import { slotState } from './slot-state.ts';
import { usePrinting } from './use-printing.ts';

interface PrintDayProps {
  day: AgendaDay;
  /** Of the site in view. */
  timeZone: string;
}

/** "Consultorio 3", or several where the doctor moves between them; what nobody has booked yet tells no room. */
function roomsOf({ slots }: AgendaColumn): string[] {
  return [...new Set(slots.flatMap(({ appointment }) => appointment?.room ?? []))];
}

/** The day on paper, one list a doctor: what hangs at the desk when the network is down. */
export function PrintDay({ day, timeZone }: PrintDayProps) {
  const printing = usePrinting();
  if (!printing) return null;
  return (
    <div className="hidden print:block">
      <p className="font-bold text-xl first-letter:uppercase">{formatDateLong(day.date, { year: true })}</p>
      <PrintedAt timeZone={timeZone} />
      {day.columns.map((column) => (
        <section key={column.doctor.id} className="mt-6">
          <h2 className="break-after-avoid text-lg">
            {[column.doctor.name, ...column.siteNames, ...roomsOf(column)].join(' · ')}
          </h2>
          <table className="w-full border-collapse text-sm">
            <thead>
              <tr className="border-b text-left">
                <th className="w-16 py-1">{m.office_time()}</th>
                <th>{m.office_patient()}</th>
                <th className="w-28">{m.office_document()}</th>
                <th className="w-40">{m.office_phone()}</th>
                <th className="w-36">{m.office_state()}</th>
              </tr>
            </thead>
            <tbody>
              {column.slots.map((slot) => (
                <tr key={slot.id ?? slot.appointment?.id} className="break-inside-avoid border-line border-b">
                  <td className="py-1">{formatClock(slot.startsAt, slot.site.timeZone)}</td>
                  <td>{slot.appointment?.patient.name}</td>
                  <td>{slot.appointment?.patient.documentNumber}</td>
                  <td>{readablePhone(slot.appointment?.patient.phone ?? '')}</td>
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
