import { readablePhone } from '@vitalmed/core';
import { formatClock, formatDateShort, m, statusLabel } from '@vitalmed/i18n';
import type { AgendaRow } from '../api/trpc.ts';
import { PrintedAt } from './printed-at.tsx';
import { usePrinting } from './use-printing.ts';

interface PrintRowsProps {
  rows: readonly AgendaRow[];
  /** Others follow that were not read yet: the paper must not pass for the whole list. */
  hasMore: boolean;
  timeZone: string;
}

/** The table on paper: every row that it has read, of which the screen draws some alone. */
export function PrintRows({ rows, hasMore, timeZone }: PrintRowsProps) {
  const printing = usePrinting();
  if (!printing) return null;
  return (
    <div className="hidden print:block">
      <p className="font-bold text-xl">{m.office_table()}</p>
      <PrintedAt timeZone={timeZone} />
      <table className="mt-4 w-full border-collapse text-sm">
        <thead>
          <tr className="border-b text-left">
            <th className="py-1">{m.office_date()}</th>
            <th>{m.office_time()}</th>
            <th>{m.office_doctor()}</th>
            <th>{m.office_site()}</th>
            <th>{m.office_room()}</th>
            <th>{m.office_patient()}</th>
            <th>{m.office_document()}</th>
            <th>{m.office_phone()}</th>
            <th>{m.office_state()}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ slotId, date, startsAt, site, doctor, state, appointment }) => (
            <tr key={appointment?.id ?? slotId} className="break-inside-avoid border-line border-b">
              <td className="py-1">{formatDateShort(date)}</td>
              <td>{formatClock(startsAt, site.timeZone)}</td>
              <td>{doctor.name}</td>
              <td>{site.name}</td>
              <td>{appointment?.room}</td>
              <td>{appointment?.patient.name}</td>
              <td>{appointment?.patient.documentNumber}</td>
              <td>{readablePhone(appointment?.patient.phone ?? '')}</td>
              <td>{statusLabel(state)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {hasMore && <p className="mt-2 font-semibold">{m.office_print_incomplete()}</p>}
    </div>
  );
}
