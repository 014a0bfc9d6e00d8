import { m } from '@vitalmed/i18n';
import { Button } from '@vitalmed/ui-react';
import { MonthCalendar } from './month-calendar.tsx';
import { withDates, withoutDates } from './opening-dates.ts';
import type { DraftWork } from './use-opening-draft.ts';
import { WeekdayPattern } from './weekday-pattern.tsx';

interface OpeningCalendarProps {
  today: string;
  dates: readonly string[];
  changeDates: DraftWork['changeDates'];
}

/** Which days: one by one, by dragging, or by a pattern of weeks. */
export function OpeningCalendar({ today, dates, changeDates }: OpeningCalendarProps) {
  return (
    <div className="flex flex-col gap-3">
      <p className="label mb-0">{m.office_dates()}</p>
      <MonthCalendar
        label={m.office_dates()}
        today={today}
        value={dates}
        onAdd={(added) => changeDates((current) => withDates(current, added))}
        onRemove={(removed) => changeDates((current) => withoutDates(current, removed))}
      />
      <WeekdayPattern today={today} onAdd={(added) => changeDates((current) => withDates(current, added))} />
      <p className="flex min-h-9 items-center justify-between text-sm">
        <span role="status">{m.office_dates_count({ count: dates.length })}</span>
        {dates.length > 0 && (
          <Button variant="ghost" className="px-2" onClick={() => changeDates(() => [])}>
            {m.office_clear_dates()}
          </Button>
        )}
      </p>
    </div>
  );
}
