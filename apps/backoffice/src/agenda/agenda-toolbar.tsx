import { addDays } from '@vitalmed/core';
import { formatDateLong, formatRelativeDay, m } from '@vitalmed/i18n';
import { Button, DateField, IconButton } from '@vitalmed/ui-react';
import { ChevronLeft, ChevronRight, CloudOff, LayoutGrid, ListFilter, Printer, Rows3 } from 'lucide-react';
import { useId, useState } from 'react';
import type { Catalog } from '../api/trpc.ts';
import { useShortcuts } from '../app/use-shortcuts.ts';
import { AgendaFilters } from './agenda-filters.tsx';
import type { AgendaSearch } from './agenda-search.ts';

interface AgendaToolbarProps {
  catalog: Catalog;
  search: AgendaSearch;
  date: string;
  today: string;
  live: boolean;
  onChange(patch: Partial<AgendaSearch>): void;
}

export function AgendaToolbar({ catalog, search, date, today, live, onChange }: AgendaToolbarProps) {
  const asTable = search.vista === 'tabla';
  const filtersId = useId();
  const [filtersOpen, setFiltersOpen] = useState(false);
  const filterCount = [search.prof, search.esp, search.sede, search.estado, search.q].filter(Boolean).length;

  function go(next: string) {
    onChange({
      fecha: next === today ? undefined : next,
      hasta: undefined,
      turno: undefined,
      cupo: undefined,
      accion: undefined,
    });
  }
  const toggleView = () => onChange({ vista: asTable ? undefined : 'tabla', hasta: undefined });

  useShortcuts({
    h: () => go(today),
    a: () => go(addDays(date, -1)),
    s: () => go(addDays(date, 1)),
    v: toggleView,
  });

  return (
    <div data-print="no" className="flex flex-wrap items-center gap-x-3 gap-y-2 px-gutter py-2">
      <div className="flex items-center gap-1">
        <IconButton
          label={m.office_previous_day()}
          tipAlign="start"
          aria-keyshortcuts="A"
          icon={<ChevronLeft aria-hidden className="size-5" />}
          onClick={() => go(addDays(date, -1))}
        />
        <Button aria-keyshortcuts="H" aria-pressed={date === today} onClick={() => go(today)}>
          {m.office_today()}
        </Button>
        <IconButton
          label={m.office_next_day()}
          tipAlign="start"
          aria-keyshortcuts="S"
          icon={<ChevronRight aria-hidden className="size-5" />}
          onClick={() => go(addDays(date, 1))}
        />
      </div>
      <div className="flex min-w-0 items-center gap-2">
        <p aria-live="polite" className="font-bold text-lg tracking-tight first-letter:uppercase">
          {formatDateLong(date)}
          {formatRelativeDay(date, today) !== formatDateLong(date) && (
            <span className="font-normal text-muted"> · {formatRelativeDay(date, today)}</span>
          )}
        </p>
        <DateField
          label={m.office_date()}
          labelHidden
          className="w-40"
          value={date}
          today={today}
          onChange={(next) => next && go(next)}
        />
      </div>
      <Button
        className="lg:hidden"
        aria-expanded={filtersOpen}
        aria-controls={filtersId}
        onClick={() => setFiltersOpen(!filtersOpen)}
      >
        <ListFilter aria-hidden className="size-4" />
        {m.office_filters()}
        {filterCount > 0 && (
          <span className="rounded-full bg-brand px-1.5 text-on-brand text-xs">{filterCount}</span>
        )}
      </Button>
      <div
        id={filtersId}
        className={filtersOpen ? 'order-last w-full lg:order-none lg:w-auto' : 'hidden lg:block'}
      >
        <AgendaFilters catalog={catalog} search={search} date={date} today={today} onChange={onChange} />
      </div>
      <div className="ml-auto flex items-center gap-1">
        {!live && (
          <p role="status" className="flex items-center gap-1.5 text-accent-ink text-sm">
            <CloudOff aria-hidden className="size-4" />
            {m.staff_reconnecting()}
          </p>
        )}
        <Button aria-keyshortcuts="V" aria-pressed={asTable} onClick={toggleView}>
          {asTable ? <LayoutGrid aria-hidden className="size-4" /> : <Rows3 aria-hidden className="size-4" />}
          {asTable ? m.office_view_grid() : m.office_view_table()}
        </Button>
        <IconButton
          label={m.office_print_day()}
          icon={<Printer aria-hidden className="size-4.5" />}
          onClick={() => window.print()}
        />
      </div>
    </div>
  );
}
