import { addDays, weekday } from '@vitalmed/core';
import { formatDateLong, formatWeekday, m } from '@vitalmed/i18n';
import { Button } from '@vitalmed/ui-react';
import { Repeat } from 'lucide-react';
import { useId, useState } from 'react';
import { repeatedDates } from './opening-dates.ts';

const MOST_WEEKS = 12;

interface WeekdayPatternProps {
  today: string;
  onAdd(dates: string[]): void;
}

/** "Mondays and Wednesdays for four weeks" in three presses. */
export function WeekdayPattern({ today, onAdd }: WeekdayPatternProps) {
  const id = useId();
  const [days, setDays] = useState<number[]>([]);
  const [weeks, setWeeks] = useState(4);
  const monday = addDays(today, 1 - weekday(today));
  const dates = repeatedDates(today, weeks, days);

  return (
    <fieldset className="flex flex-wrap items-center gap-2 border-line border-t pt-3">
      <legend className="sr-only">{m.office_repeat()}</legend>
      <div className="flex flex-wrap gap-1">
        {Array.from({ length: 7 }, (_, index) => addDays(monday, index)).map((date) => {
          const day = weekday(date);
          const on = days.includes(day);
          return (
            <button
              key={date}
              type="button"
              aria-pressed={on}
              aria-label={formatDateLong(date).split(' ')[0]}
              className={`min-h-8 rounded-chip border px-2 text-sm ${on ? 'border-brand bg-brand-soft font-semibold text-brand-ink' : 'border-line-strong hover:bg-sunk'}`}
              onClick={() => setDays(on ? days.filter((other) => other !== day) : [...days, day])}
            >
              {formatWeekday(date)}
            </button>
          );
        })}
      </div>
      <label htmlFor={id} className="text-sm">
        {m.office_weeks()}
      </label>
      <input
        id={id}
        type="number"
        min={1}
        max={MOST_WEEKS}
        className="input w-20"
        value={weeks}
        onChange={(event) => setWeeks(Math.min(MOST_WEEKS, Math.max(1, Number(event.target.value) || 1)))}
      />
      <Button aria-disabled={days.length === 0 || undefined} onClick={() => days.length > 0 && onAdd(dates)}>
        <Repeat aria-hidden className="size-4" />
        {m.office_add_dates({ count: dates.length })}
      </Button>
    </fieldset>
  );
}
