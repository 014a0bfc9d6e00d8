import { getRouteApi } from '@tanstack/react-router';
import { m } from '@vitalmed/i18n';
import { ErrorState, failureMessage, late, Skeleton } from '@vitalmed/ui-react';
import { useCallback } from 'react';
import { todayIn, useCatalog, zoneOf } from '../app/use-catalog.ts';
import type { AgendaSearch } from './agenda-search.ts';
import { AgendaToolbar } from './agenda-toolbar.tsx';
import { DayBoard } from './day-board.tsx';
import { PrintDay } from './print-day.tsx';
import { SidePanel } from './side-panel.tsx';
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

  if (catalog.isError && !catalog.data) {
    return <ErrorState message={failureMessage(catalog.error)} onRetry={() => void catalog.refetch()} />;
  }
  if (!catalog.data || !date || !timeZone || !today) return <AgendaSkeleton />;

  const loaded = day.data?.date === date ? day.data : undefined;
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
      <div className="flex min-h-0 flex-1 print:hidden">
        {asTable ? (
          <AgendaTable search={search} date={date} onChange={change} />
        ) : day.isError && !loaded ? (
          <ErrorState message={failureMessage(day.error)} onRetry={() => void day.refetch()} />
        ) : loaded ? (
          <DayBoard day={loaded} search={search} today={today} timeZone={timeZone} onChange={change} />
        ) : (
          <AgendaSkeleton />
        )}
        <SidePanel search={search} columns={loaded?.columns} onChange={change} />
      </div>
      {loaded && <PrintDay day={loaded} />}
    </div>
  );
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
