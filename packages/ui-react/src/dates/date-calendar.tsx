import { addDays, type LocalDate, type Month, monthOf, monthWeeks, shiftMonth } from '@vitalmed/core';
import { formatDateLong, formatDayOfMonth, formatMonth, formatWeekday, m } from '@vitalmed/i18n';
import { ChevronLeft, ChevronRight, ChevronsLeft, ChevronsRight } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react';

interface DateCalendarProps {
  label: string;
  value: LocalDate | null;
  min?: LocalDate;
  max?: LocalDate;
  today: LocalDate;
  onChoose(date: LocalDate): void;
}

const DAYS: Record<string, number | undefined> = {
  ArrowLeft: -1,
  ArrowRight: 1,
  ArrowUp: -7,
  ArrowDown: 7,
};
const MONTHS: Record<string, number | undefined> = { PageUp: -1, PageDown: 1 };

/** The same day of another month, or the last one where that month is shorter. */
function inMonth(date: LocalDate, month: Month): LocalDate {
  const wanted = `${month}-${date.slice(8)}`;
  const last = addDays(`${shiftMonth(month, 1)}-01`, -1);
  return wanted < last ? wanted : last;
}

/** One date of a month, Monday first. Arrows walk by days and weeks, PageUp and PageDown by months, with Shift by years. */
export function DateCalendar({ label, value, min, max, today, onChoose }: DateCalendarProps) {
  const within = (date: LocalDate) => (min && date < min ? min : max && date > max ? max : date);
  const [at, setAt] = useState(() => within(value ?? today));
  const table = useRef<HTMLTableElement>(null);
  const walking = useRef(false);
  const month = monthOf(at);
  const weeks = monthWeeks(month);

  useEffect(() => {
    if (walking.current) table.current?.querySelector<HTMLElement>(`[data-date="${at}"]`)?.focus();
    walking.current = false;
  }, [at]);

  const turn = (months: number) => setAt(within(inMonth(at, shiftMonth(month, months))));

  function onKeyDown(event: KeyboardEvent) {
    const days = DAYS[event.key];
    const months = MONTHS[event.key];
    if (!days && !months) return;
    event.preventDefault();
    walking.current = true;
    if (days) setAt(within(addDays(at, days)));
    else turn((months ?? 0) * (event.shiftKey ? 12 : 1));
  }

  return (
    <div data-calendar="">
      <div className="mb-2 flex items-center gap-0.5">
        <Turn label={m.staff_year_previous()} icon={<ChevronsLeft />} onClick={() => turn(-12)} />
        <Turn label={m.staff_month_previous()} icon={<ChevronLeft />} onClick={() => turn(-1)} />
        <p aria-live="polite" className="flex-1 text-center font-semibold first-letter:uppercase">
          {formatMonth(`${month}-01`, { long: true })} {month.slice(0, 4)}
        </p>
        <Turn label={m.staff_month_next()} icon={<ChevronRight />} onClick={() => turn(1)} />
        <Turn label={m.staff_year_next()} icon={<ChevronsRight />} onClick={() => turn(12)} />
      </div>
      <table
        ref={table}
        aria-label={label}
        className="w-full table-fixed border-separate border-spacing-0.5 text-sm"
        onKeyDown={onKeyDown}
      >
        <thead>
          <tr>
            {(weeks[0] ?? []).map((date) => (
              <th key={date} scope="col" className="p-0 font-normal text-muted text-xs">
                {formatWeekday(date)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeks.map((week) => (
            <tr key={week[0]}>
              {week.map((date) => (
                <td key={date} className="p-0">
                  <button
                    type="button"
                    data-date={date}
                    tabIndex={date === at ? 0 : -1}
                    disabled={within(date) !== date}
                    aria-label={formatDateLong(date, { year: true })}
                    aria-pressed={date === value}
                    aria-current={date === today ? 'date' : undefined}
                    className={`h-9 w-full rounded-chip tabular-nums aria-[current=date]:ring-2 aria-[current=date]:ring-accent-ink ${date === value ? 'bg-brand font-bold text-on-brand' : 'hover:bg-brand-soft disabled:text-muted disabled:line-through'} ${monthOf(date) === month ? '' : 'text-muted'}`}
                    onClick={() => onChoose(date)}
                  >
                    {formatDayOfMonth(date)}
                  </button>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Turn({ label, icon, onClick }: { label: string; icon: ReactNode; onClick(): void }) {
  return (
    <button
      type="button"
      aria-label={label}
      className="flex size-9 items-center justify-center rounded-chip text-muted hover:bg-sunk hover:text-ink [&_svg]:size-4.5"
      onClick={onClick}
    >
      {icon}
    </button>
  );
}
