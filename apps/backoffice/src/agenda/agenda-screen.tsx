import { getRouteApi } from '@tanstack/react-router';
import { m } from '@vitalmed/i18n';
import { ErrorState, failureMessage, late, Skeleton } from '@vitalmed/ui-react';
import { useCallback, useMemo } from 'react';
import type { AgendaDay } from '../api/trpc.ts';
import { todayIn, useCatalog, zoneOf } from '../app/use-catalog.ts';
import type { AgendaSearch } from './agenda-search.ts';
import { AgendaToolbar } from './agenda-toolbar.tsx';
import { bySurname } from './by-surname.ts';
import { DayBoard } from './day-board.tsx';
import { PrintDay } from './print-day.tsx';
import { SidePanel } from './side-panel.tsx';
import { matchesStates } from './slot-state.ts';
import { useAgendaDay } from './use-agenda-day.ts';
import { useLiveTable } from './use-agenda-live.ts';

const AgendaTable = late(
  () => import('./agenda-table.tsx').then((module) => module.AgendaTable),
  <AgendaSkeleton />,
);

const route = getRouteApi('/');

export function AgendaScreen() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const catalog = useCatalog();
  const timeZone = catalog.data ? zoneOf(catalog.data, search.sede) : null;
  const today = timeZone ? todayIn(timeZone) : null;
  const date = search.fecha ?? today;
  const asTable = search.vista === 'tabla';
  const filter = { doctorIds: search.prof, specialtyId: search.esp, siteId: search.sede };
  const { day, live: dayIsLive } = useAgendaDay(
    { date: date ?? '', ...filter },
    { asTable, open: search.turno },
  );
  const range = { from: date ?? '', to: search.hasta ?? date ?? '', ...filter, beside: search.turno };
  const tableIsLive = useLiveTable(range, asTable && date !== null);

  const change = useCallback(
    (patch: Partial<AgendaSearch>) =>
      void navigate({ search: (previous) => ({ ...previous, ...patch }), replace: true }),
    [navigate],
  );

  const shown = day.data?.date === date ? day.data : undefined;
  const loaded = useMemo(() => shown && bySurname(shown, catalog.data?.doctors ?? []), [shown, catalog.data]);

  if (catalog.isError && !catalog.data) {
    return <ErrorState message={failureMessage(catalog.error)} onRetry={() => void catalog.refetch()} />;
  }
  if (!catalog.data || !date || !timeZone || !today) return <AgendaSkeleton />;

  return (
    <div className="flex h-full flex-col print:block">
      <h1 className="sr-only">{m.office_nav_agenda()}</h1>
      <AgendaToolbar
        catalog={catalog.data}
        search={search}
        date={date}
        today={today}
        live={asTable ? tableIsLive : dayIsLive}
        onChange={change}
      />
      <p
        role="status"
        data-print="no"
        className={
          search.estado && loaded?.columns.length ? 'px-gutter pb-2 text-accent-ink text-sm' : 'sr-only'
        }
      >
        {asTable ? null : loaded && whatMatches(loaded, search.estado)}
      </p>
      <div className="flex min-h-72 flex-1 print:block">
        {asTable ? (
          <AgendaTable search={search} date={date} timeZone={timeZone} onChange={change} />
        ) : day.isError && !loaded ? (
          <ErrorState message={failureMessage(day.error)} onRetry={() => void day.refetch()} />
        ) : loaded ? (
          <div className="flex min-w-0 flex-1 print:hidden">
            <DayBoard day={loaded} search={search} today={today} timeZone={timeZone} onChange={change} />
          </div>
        ) : (
          <AgendaSkeleton />
        )}
        <SidePanel search={search} columns={loaded?.columns} onChange={change} />
      </div>
      {loaded && !asTable && <PrintDay day={loaded} timeZone={timeZone} />}
    </div>
  );
}

/** What a filter of states leaves, said aloud, where the grid alone dims the rest. */
function whatMatches({ columns }: AgendaDay, states: AgendaSearch['estado']): string | null {
  if (columns.length === 0) return m.office_no_agenda();
  if (!states) return null;
  const count = columns.flatMap(({ slots }) => slots).filter((slot) => matchesStates(slot, states)).length;
  return count === 0 ? m.office_filter_none() : m.office_filter_matches({ count });
}

function AgendaSkeleton() {
  return (
    <div aria-busy="true" className="flex flex-1 flex-col gap-3 p-gutter">
      <p role="status" className="sr-only">
        {m.common_loading()}
      </p>
      <Skeleton className="h-12 w-full" />
      <Skeleton className="min-h-96 w-full flex-1" />
    </div>
  );
}
