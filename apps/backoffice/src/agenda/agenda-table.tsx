import { m } from '@vitalmed/i18n';
import { EmptyState, ErrorState, failureMessage, Skeleton } from '@vitalmed/ui-react';
import { SearchX } from 'lucide-react';
import { useMemo } from 'react';
import { type AgendaRow, trpc } from '../api/trpc.ts';
import { useQuickBooking } from '../app/quick-booking-context.ts';
import { AgendaRows } from './agenda-rows.tsx';
import type { AgendaSearch } from './agenda-search.ts';
import { PrintRows } from './print-rows.tsx';

const PAGE_SIZE = 100;

interface AgendaTableProps {
  search: AgendaSearch;
  date: string;
  /** Of the site in view, for the time that a printed list bears. */
  timeZone: string;
  onChange(patch: Partial<AgendaSearch>): void;
}

export function AgendaTable({ search, date, timeZone, onChange }: AgendaTableProps) {
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
    <>
      <AgendaRows
        rows={rows}
        hasMore={list.hasNextPage}
        onMore={() => {
          if (!list.isFetchingNextPage) void list.fetchNextPage();
        }}
        onOpen={open}
      />
      <PrintRows rows={rows} hasMore={list.hasNextPage} timeZone={timeZone} />
    </>
  );
}
