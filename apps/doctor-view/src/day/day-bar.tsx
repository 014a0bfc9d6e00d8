import { daysBetween, isLocalDate, type LocalDate } from '@vitalmed/core';
import { formatDateLong, formatRelativeDay, m } from '@vitalmed/i18n';
import { Button, IconButton } from '@vitalmed/ui-react';
import { ChevronLeft, ChevronRight } from 'lucide-react';

interface DayBarProps {
  date: LocalDate;
  today: LocalDate;
  onGo(days: number): void;
  onChoose(date: LocalDate): void;
}

/** Which day this is, and the ways to another one. */
export function DayBar({ date, today, onGo, onChoose }: DayBarProps) {
  const near = Math.abs(daysBetween(today, date)) <= 1;
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
      <IconButton
        label={m.doctor_previous_day()}
        icon={<ChevronLeft aria-hidden className="size-6" />}
        variant="quiet"
        onClick={() => onGo(-1)}
      />
      <h1
        className="min-w-0 flex-1 text-center first-letter:uppercase sm:flex-none sm:text-left"
        aria-live="polite"
      >
        {near ? `${formatRelativeDay(date, today)}, ${formatDateLong(date)}` : formatDateLong(date)}
      </h1>
      <IconButton
        label={m.doctor_next_day()}
        icon={<ChevronRight aria-hidden className="size-6" />}
        variant="quiet"
        onClick={() => onGo(1)}
      />
      <div className="ml-auto flex items-center gap-2">
        {date !== today && <Button onClick={() => onChoose(today)}>{m.doctor_back_to_today()}</Button>}
        <input
          type="date"
          aria-label={m.doctor_choose_day()}
          className="input w-auto"
          value={date}
          onChange={({ target }) => isLocalDate(target.value) && onChoose(target.value)}
        />
      </div>
    </div>
  );
}
