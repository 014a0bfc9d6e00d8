import { addDays, monthOf, monthWeeks, shiftMonth, weekday } from '@vitalmed/core';
import { formatDateLong, formatDayOfMonth, formatMonth, formatWeekday, m } from '@vitalmed/i18n';
import { IconButton } from '@vitalmed/ui-react';
import { ChevronLeft, ChevronRight } from 'lucide-react';
import { type KeyboardEvent, type PointerEvent, useRef, useState } from 'react';

interface MonthCalendarProps {
  label: string;
  today: string;
  /** Dates that are chosen. */
  value: readonly string[];
  onAdd(dates: string[]): void;
  onRemove(dates: string[]): void;
}

const STEPS: Record<string, number | undefined> = {
  ArrowLeft: -1,
  ArrowRight: 1,
  ArrowUp: -7,
  ArrowDown: 7,
};

/** Click or drag over days, or walk with the arrows and press Space. The past can't be chosen. */
export function MonthCalendar({ label, today, value, onAdd, onRemove }: MonthCalendarProps) {
  const [focusDate, setFocusDate] = useState(value[0] ?? today);
  const [month, setMonth] = useState(monthOf(focusDate));
  const dragging = useRef<'add' | 'remove' | null>(null);
  const gridRef = useRef<HTMLTableElement>(null);
  const weeks = monthWeeks(month);
  const tabStop = monthOf(focusDate) === month ? focusDate : (weeks[1]?.[0] ?? focusDate);

  function apply(date: string, mode: 'add' | 'remove') {
    if (mode === 'remove') onRemove([date]);
    else if (date >= today) onAdd([date]);
  }

  function toggle(date: string) {
    apply(date, value.includes(date) ? 'remove' : 'add');
  }

  function goTo(date: string) {
    setFocusDate(date);
    setMonth(monthOf(date));
    requestAnimationFrame(() =>
      gridRef.current?.querySelector<HTMLElement>(`[data-date="${date}"]`)?.focus(),
    );
  }

  function onKeyDown(event: KeyboardEvent, date: string) {
    const step = STEPS[event.key];
    if (step) goTo(addDays(date, step));
    else if (event.key === 'PageDown') goTo(addDays(date, 28));
    else if (event.key === 'PageUp') goTo(addDays(date, -28));
    else return;
    event.preventDefault();
  }

  /** Only a mouse draws over days: a finger scrolls, and its tap arrives as a click. */
  function onPointerDown(event: PointerEvent, date: string) {
    if (event.pointerType !== 'mouse' || event.button !== 0) return;
    dragging.current = value.includes(date) ? 'remove' : 'add';
    apply(date, dragging.current);
    window.addEventListener('pointerup', () => setTimeout(() => (dragging.current = null)), { once: true });
  }

  function toggleWeekday(dayOfWeek: number) {
    const dates = weeks
      .flat()
      .filter((date) => monthOf(date) === month && date >= today && weekday(date) === dayOfWeek);
    if (dates.every((date) => value.includes(date))) onRemove(dates);
    else onAdd(dates);
  }

  return (
    <div>
      <div className="mb-1 flex items-center justify-between">
        <IconButton
          label={m.office_previous_month()}
          tipAlign="start"
          icon={<ChevronLeft aria-hidden className="size-5" />}
          onClick={() => setMonth(shiftMonth(month, -1))}
        />
        <p aria-live="polite" className="font-semibold first-letter:uppercase">
          {formatMonth(`${month}-01`, { long: true })} {month.slice(0, 4)}
        </p>
        <IconButton
          label={m.office_next_month()}
          icon={<ChevronRight aria-hidden className="size-5" />}
          onClick={() => setMonth(shiftMonth(month, 1))}
        />
      </div>
      <table
        ref={gridRef}
        aria-label={label}
        className="w-full table-fixed select-none border-separate border-spacing-0.5"
      >
        <thead>
          <tr>
            {(weeks[0] ?? []).map((date) => (
              <th key={date} scope="col" className="p-0 font-normal">
                <button
                  type="button"
                  aria-label={m.office_whole_weekday({ day: formatWeekday(date) })}
                  className="min-h-7 w-full rounded-chip text-muted text-xs hover:bg-sunk hover:text-ink"
                  onClick={() => toggleWeekday(weekday(date))}
                >
                  {formatWeekday(date)}
                </button>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeks.map((week) => (
            <tr key={week[0]}>
              {week.map((date) => {
                const chosen = value.includes(date);
                const past = date < today;
                const tone = chosen
                  ? 'bg-brand font-bold text-on-brand'
                  : past
                    ? 'text-muted line-through'
                    : 'hover:bg-brand-soft';
                return (
                  <td key={date} className="p-0">
                    <button
                      type="button"
                      data-date={date}
                      tabIndex={date === tabStop ? 0 : -1}
                      aria-label={formatDateLong(date)}
                      aria-pressed={chosen}
                      aria-disabled={past || undefined}
                      aria-current={date === today ? 'date' : undefined}
                      onFocus={() => setFocusDate(date)}
                      onKeyDown={(event) => onKeyDown(event, date)}
                      onPointerDown={(event) => onPointerDown(event, date)}
                      onPointerEnter={() => dragging.current && apply(date, dragging.current)}
                      onClick={() => !dragging.current && toggle(date)}
                      className={`h-9 w-full rounded-chip text-sm tabular-nums aria-[current=date]:ring-2 aria-[current=date]:ring-accent-ink ${tone} ${monthOf(date) === month || chosen ? '' : 'opacity-60'}`}
                    >
                      {formatDayOfMonth(date)}
                    </button>
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
