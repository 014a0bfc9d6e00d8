import { m } from '@vitalmed/i18n';
import { memo } from 'react';
import type { AgendaColumn } from '../../api/trpc.ts';
import { occupancyOf } from '../occupancy.ts';

interface ColumnHeaderProps {
  column: AgendaColumn;
}

export const ColumnHeader = memo(function ColumnHeader({ column }: ColumnHeaderProps) {
  const { taken, total } = occupancyOf(column.slots);
  const share = total === 0 ? 0 : Math.round((taken / total) * 100);
  return (
    <div className="column-header">
      <h2 id={`doctor-${column.doctor.id}`} className="truncate font-semibold text-sm tracking-normal">
        {column.doctor.name}
      </h2>
      <p className="flex items-baseline justify-between gap-2 text-muted text-xs">
        <span className="truncate">{column.siteNames.join(' · ')}</span>
        <span className="shrink-0 tabular-nums">{m.office_occupancy({ taken, total })}</span>
      </p>
      <div aria-hidden className="mt-1 h-1.5 overflow-hidden rounded-full bg-sunk">
        <div className="h-full rounded-full bg-brand" style={{ width: `${share}%` }} />
      </div>
    </div>
  );
});
