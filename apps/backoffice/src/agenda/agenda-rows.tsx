import { createColumnHelper, tableFeatures, useTable } from '@tanstack/react-table';
import { useVirtualizer } from '@tanstack/react-virtual';
import { formatDateShort, formatTime, m } from '@vitalmed/i18n';
import { Button, StatusBadge } from '@vitalmed/ui-react';
import { ChevronRight } from 'lucide-react';
import { type ReactNode, useEffect, useRef } from 'react';
import type { AgendaRow } from '../api/trpc.ts';
import { useMediaQuery } from '../app/use-media-query.ts';
import { ClaimedMark } from '../patients/standing-mark.tsx';
import { canBeBooked } from './slot-state.ts';

const PREFETCH_ROWS = 20;

const features = tableFeatures({});
const helper = createColumnHelper<typeof features, AgendaRow>();
const timeOf = ({ startsAt, site }: AgendaRow) => formatTime(startsAt, site.timeZone);

const WIDE = {
  estimatedRowPx: 42,
  columns: helper.columns([
    helper.accessor('date', { header: m.office_date, cell: ({ getValue }) => formatDateShort(getValue()) }),
    helper.accessor(timeOf, { id: 'startsAt', header: m.office_time }),
    helper.accessor((row) => row.doctor.name, { id: 'doctor', header: m.office_doctor }),
    helper.accessor((row) => row.specialty.name, { id: 'specialty', header: m.office_specialty }),
    helper.accessor((row) => row.site.name, { id: 'site', header: m.office_site }),
    helper.accessor('state', {
      header: m.office_state,
      cell: ({ getValue }) => <StatusBadge status={getValue()} />,
    }),
    helper.accessor((row) => row.appointment?.patient.name, {
      id: 'patient',
      header: m.office_patient,
      cell: ({ row: { original } }) => <PatientName row={original} />,
    }),
    helper.accessor((row) => row.appointment?.patient.documentNumber, {
      id: 'document',
      header: m.office_document,
    }),
  ]),
};

/** Where eight columns have no room, three of two lines: what a person looks for first, and what belongs to it below. */
const NARROW = {
  estimatedRowPx: 60,
  columns: helper.columns([
    helper.accessor('startsAt', {
      header: m.office_time,
      cell: ({ row: { original } }) => (
        <TwoLines first={timeOf(original)} second={formatDateShort(original.date)} />
      ),
    }),
    helper.accessor('doctor', {
      header: m.office_doctor,
      cell: ({ row: { original } }) => (
        <TwoLines first={original.doctor.name} second={original.specialty.name} more={original.site.name} />
      ),
    }),
    helper.accessor('state', {
      header: m.office_state,
      cell: ({ row: { original } }) => (
        <TwoLines
          first={
            <>
              <StatusBadge status={original.state} />
              {original.appointment?.patient.claimed && <ClaimedMark standing="claimed" />}
            </>
          }
          second={original.appointment?.patient.name}
          more={original.appointment?.patient.documentNumber}
        />
      ),
    }),
  ]),
};

function PatientName({ row: { appointment } }: { row: AgendaRow }) {
  if (!appointment) return null;
  const { name, claimed } = appointment.patient;
  return (
    <>
      {name}
      {claimed && <ClaimedMark standing="claimed" />}
    </>
  );
}

interface AgendaRowsProps {
  rows: AgendaRow[];
  hasMore: boolean;
  onMore(): void;
  onOpen(row: AgendaRow): void;
}

const rowId = (row: AgendaRow) => row.appointment?.id ?? `slot-${row.slotId}`;

/** The rows of the table, of which only those near the screen are drawn. */
export function AgendaRows({ rows, hasMore, onMore, onOpen }: AgendaRowsProps) {
  const scrollRef = useRef<HTMLDivElement>(null);
  const narrow = useMediaQuery('(max-width: 60rem)');
  const { columns, estimatedRowPx } = narrow ? NARROW : WIDE;
  const table = useTable({ features, columns, data: rows, getRowId: rowId });
  const model = table.getRowModel().rows;
  const virtualizer = useVirtualizer({
    count: model.length,
    getScrollElement: () => scrollRef.current,
    estimateSize: () => estimatedRowPx,
    overscan: 12,
  });
  const items = virtualizer.getVirtualItems();
  const lastSeen = items.at(-1)?.index ?? 0;
  const before = items[0]?.start ?? 0;
  const after = virtualizer.getTotalSize() - (items.at(-1)?.end ?? 0);
  const padding = narrow ? 'px-2 py-1.5' : 'px-3 py-1';
  const headCell = `border-line-strong border-b ${padding} text-left font-semibold text-muted`;

  useEffect(() => {
    if (hasMore && lastSeen >= model.length - PREFETCH_ROWS) onMore();
  }, [hasMore, lastSeen, model.length, onMore]);

  return (
    <section
      ref={scrollRef}
      aria-label={m.office_table()}
      className="min-w-0 flex-1 overflow-auto border-line border-t bg-surface print:hidden"
    >
      <table
        aria-rowcount={hasMore ? -1 : model.length + 1}
        className={`w-full border-separate border-spacing-0 text-sm ${narrow ? 'table-fixed' : ''}`}
      >
        <thead className="sticky top-0 z-10 bg-surface">
          {table.getHeaderGroups().map((group) => (
            <tr key={group.id}>
              {group.headers.map((header) => (
                <th key={header.id} scope="col" className={`${headCell} ${narrow ? 'first:w-23' : ''}`}>
                  <table.FlexRender header={header} />
                </th>
              ))}
              <th scope="col" className={`${headCell} ${narrow ? 'w-15' : ''}`}>
                <span className={narrow ? 'sr-only' : ''}>{m.office_actions()}</span>
              </th>
            </tr>
          ))}
        </thead>
        <tbody>
          <Spacer height={before} columns={columns.length + 1} />
          {items.map(({ index }) => {
            const row = model[index];
            if (!row) return null;
            return (
              <tr
                key={row.id}
                ref={virtualizer.measureElement}
                data-index={index}
                aria-rowindex={index + 2}
                className="hover:bg-sunk"
              >
                {row.getAllCells().map((shown) => (
                  <td key={shown.id} className={`max-w-64 truncate border-line border-b ${padding}`}>
                    <table.FlexRender cell={shown} />
                  </td>
                ))}
                <td className={`border-line border-b ${padding}`}>
                  <OpenButton row={row.original} iconOnly={narrow} onOpen={onOpen} />
                </td>
              </tr>
            );
          })}
          <Spacer height={after} columns={columns.length + 1} />
        </tbody>
      </table>
    </section>
  );
}

interface TwoLinesProps {
  first: ReactNode;
  second: string | undefined;
  /** After the second, where there is room for it. */
  more?: string | null | undefined;
}

function TwoLines({ first, second = '\u00a0', more }: TwoLinesProps) {
  return (
    <>
      <span className="block truncate font-semibold">{first}</span>
      <span className="block truncate text-muted">
        {second}
        {more && <span className="max-sm:hidden"> · {more}</span>}
      </span>
    </>
  );
}

interface OpenButtonProps {
  row: AgendaRow;
  iconOnly: boolean;
  onOpen(row: AgendaRow): void;
}

function OpenButton({ row, iconOnly, onOpen }: OpenButtonProps) {
  if (row.appointment === null && !canBeBooked(row, Date.now())) return null;
  const action = row.appointment ? m.office_see_turno() : m.office_book();
  const name = [action, timeOf(row), row.doctor.name, row.appointment?.patient.name].filter(Boolean);
  return (
    <Button
      variant="ghost"
      className={iconOnly ? 'btn-icon' : 'min-h-8 px-2'}
      aria-label={name.join(', ')}
      onClick={() => onOpen(row)}
    >
      {iconOnly ? <ChevronRight aria-hidden className="size-5" /> : action}
    </Button>
  );
}

/** Stands for the rows above or below those that are drawn. */
function Spacer({ height, columns }: { height: number; columns: number }) {
  if (height <= 0) return null;
  return (
    <tr aria-hidden>
      <td colSpan={columns} style={{ height, padding: 0 }} />
    </tr>
  );
}
