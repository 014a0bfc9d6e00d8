import { m } from '@vitalmed/i18n';
import { Skeleton } from '@vitalmed/ui-react';

const ROWS = ['a', 'b', 'c', 'd', 'e'];

/** The shape of a day, while the day is on its way. */
export function DaySkeleton() {
  return (
    <div role="status" className="grid w-full gap-6 p-gutter lg:grid-cols-[minmax(0,2fr)_minmax(0,3fr)]">
      <span className="sr-only">{m.common_loading()}</span>
      <Skeleton className="h-72 w-full rounded-card" />
      <div className="flex flex-col gap-3">
        {ROWS.map((row) => (
          <Skeleton key={row} className="h-20 w-full rounded-card" />
        ))}
      </div>
    </div>
  );
}
