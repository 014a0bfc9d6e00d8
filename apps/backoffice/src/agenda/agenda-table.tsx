import { createColumnHelper, tableFeatures, useTable } from '@tanstack/react-table';
import { useVirtualizer } from '@tanstack/react-virtual';
import { formatDateShort, formatTime, m } from '@vitalmed/i18n';
import { Button, EmptyState, ErrorState, failureMessage, Skeleton, StatusBadge } from '@vitalmed/ui-react';
import { SearchX } from 'lucide-react';
import { useEffect, useMemo, useRef } from 'react';
import { type AgendaRow, trpc } from '../api/trpc.ts';
import { useQuickBooking } from '../app/quick-booking-context.ts';
import type { AgendaSearch } from './agenda-search.ts';

const ROW_PX = 42;
const PAGE_SIZE = 100;
const PREFETCH_ROWS = 20;

const features = tableFeatures({});
const helper = createColumnHelper<typeof features, AgendaRow>();
const columns = helper.columns([
  helper.accessor('date', { header: m.office_date, cell: ({ getValue }) => formatDateShort(getValue()) }),
  helper.accessor('startsAt', {
    header: m.office_time,
    cell: ({ row }) => formatTime(row.original.startsAt, row.original.site.timeZone),
  }),
  helper.accessor((row) => row.doctor.name, { id: 'doctor', header: m.office_doctor }),
  helper.accessor((row) => row.specialty.name, { id: 'specialty', header: m.office_specialty }),
  helper.accessor((row) => row.site.name, { id: 'site', header: m.office_site }),
  helper.accessor('state', {
    header: m.office_state,
    cell: ({ getValue }) => <StatusBadge status={getValue()} />,
  }),
  helper.accessor((row) => row.appointment?.patient.name, { id: 'patient', header: m.office_patient }),
  helper.accessor((row) => row.appointment?.patient.documentNumber, {
    id: 'document',
    header: m.office_document,
  }),
]);

interface AgendaTableProps {
  search: AgendaSearch;
  date: string;
  timeZone: string;
  onChange(patch: Partial<AgendaSearch>): void;
}

export function AgendaTable({ search, date, onChange }: AgendaTableProps) {
  const openQuickBooking = useQuickBooking();
  const list = trpc.agenda.list.useInfiniteQuery(
    {
      from: date,
      to: search.hasta ?? date,
      doctorIds: search.prof,
      specialtyId: search.esp,
      siteId: search.sede,
      states: search.estado,
      text: search.q,
      limit: PAGE_SIZE,
    },
    { getNextPageParam: (page) => page.nextCursor, placeholderData: (previous) => previous },
  );
  const rows = useMemo(() => list.data?.pages.flatMap((page) => page.rows) ?? [], [list.data]);

  function open(row: AgendaRow) {
    if (row.appointment) onChange({ turno: row.appointment.id, cupo: undefined, accion: undefined });
    else if (row.slotId !== null && row.state === 'free') {
      openQuickBooking({ slotId: row.slotId, doctorId: row.doctor.id, date: row.date });
    }
  }

  if (list.isError && !list.data) {
    return <ErrorState message={failureMessage(list.error)} onRetry={() => void list.refetch()} />;
  }
  if (list.isPending) return <Skeleton className="m-gutter h-96 flex-1" />;
  if (rows.length === 0) {
    return (
      <div className="flex-1">
        <EmptyState
          icon={<SearchX aria-hidden className="size-7" />}
          title={m.office_no_rows()}
          hint={m.office_no_rows_hint()}
        />
      </div>
    );
  }
  return (
    <VirtualRows
      rows={rows}
      hasMore={list.hasNextPage}
      onMore={() => {
        if (!list.isFetchingNextPage) void list.fetchNextPage();
      }}
      onOpen={open}
    />
  );
}

interface VirtualRowsProps {
  rows: AgendaRow[];
  hasMore: boolean;
  onMore(): void;
  onOpen(row: AgendaRow): void;
}

const rowId = (row: AgendaRow) => row.appointment?.id ?? `slot-${row.slotId}`;

function VirtualRows({ rows, hasMore, onMore, onOpen }: VirtualRowsProps) {
  const scrollRef = useRef<HTMLDivElement>(null);
  const table = useTable({ features, columns, data: rows, getRowId: rowId });
  const model = table.getRowModel().rows;
  const virtualizer = useVirtualizer({
    count: model.length,
    getScrollElement: () => scrollRef.current,
    estimateSize: () => ROW_PX,
    overscan: 12,
  });
  const items = virtualizer.getVirtualItems();
  const lastSeen = items.at(-1)?.index ?? 0;
  const before = items[0]?.start ?? 0;
  const after = virtualizer.getTotalSize() - (items.at(-1)?.end ?? 0);

  useEffect(() => {
    if (hasMore && lastSeen >= model.length - PREFETCH_ROWS) onMore();
  }, [hasMore, lastSeen, model.length, onMore]);

  return (
    <section
      ref={scrollRef}
      aria-label={m.office_table()}
      className="min-w-0 flex-1 overflow-auto border-line border-t bg-surface"
    >
      <table
        aria-rowcount={hasMore ? -1 : model.length + 1}
        className="w-full border-separate border-spacing-0 text-sm"
      >
        <thead className="sticky top-0 z-10 bg-surface">
          {table.getHeaderGroups().map((group) => (
            <tr key={group.id}>
              {group.headers.map((header) => (
                <th
                  key={header.id}
                  scope="col"
                  className="border-line-strong border-b px-3 py-2 text-left font-semibold text-muted"
                >
                  <table.FlexRender header={header} />
                </th>
              ))}
              <th
                scope="col"
                className="border-line-strong border-b px-3 py-2 text-left font-semibold text-muted"
              >
                {m.office_actions()}
              </th>
            </tr>
          ))}
        </thead>
        <tbody>
          <Spacer height={before} />
          {items.map(({ index }) => {
            const row = model[index];
            if (!row) return null;
            const openable = row.original.appointment !== null || row.original.state === 'free';
            return (
              <tr key={row.id} aria-rowindex={index + 2} className="hover:bg-sunk" style={{ height: ROW_PX }}>
                {row.getAllCells().map((cell) => (
                  <td key={cell.id} className="max-w-64 truncate border-line border-b px-3 py-1">
                    <table.FlexRender cell={cell} />
                  </td>
                ))}
                <td className="border-line border-b px-3 py-1">
                  {openable && (
                    <Button
                      variant="ghost"
                      className="min-h-8 px-2"
                      aria-label={openName(row.original)}
                      onClick={() => onOpen(row.original)}
                    >
                      {row.original.appointment ? m.office_see_turno() : m.office_book()}
                    </Button>
                  )}
                </td>
              </tr>
            );
          })}
          <Spacer height={after} />
        </tbody>
      </table>
    </section>
  );
}

function openName(row: AgendaRow): string {
  const action = row.appointment ? m.office_see_turno() : m.office_book();
  const time = formatTime(row.startsAt, row.site.timeZone);
  return [action, time, row.doctor.name, row.appointment?.patient.name].filter(Boolean).join(', ');
}

/** Stands for the rows above or below those that are drawn. */
function Spacer({ height }: { height: number }) {
  if (height <= 0) return null;
  return (
    <tr aria-hidden>
      <td colSpan={columns.length + 1} style={{ height, padding: 0 }} />
    </tr>
  );
}
