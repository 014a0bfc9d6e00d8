import { daysBetween, isLocalDate, type LocalDate } from '@vitalmed/core';
import { formatDateLong, formatRelativeDay, m } from '@vitalmed/i18n';
import { Button, IconButton } from '@vitalmed/ui-react';
import { CalendarDays, ChevronLeft, ChevronRight } from 'lucide-react';
import { type ReactNode, useRef } from 'react';

interface DayBarProps {
  date: LocalDate;
  today: LocalDate;
  onGo(days: number): void;
  onChoose(date: LocalDate): void;
}

/** Which day this is, and the ways to another one. */
export function DayBar({ date, today, onGo, onChoose }: DayBarProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  const near = Math.abs(daysBetween(today, date)) <= 1;
  return (
    <div className="flex items-center gap-x-3 gap-y-2 flex-wrap">
      <IconButton
        label={m.doctor_previous_day()}
        icon={<ChevronLeft aria-hidden className="size-6" />}
        variant="quiet"
        onClick={() => onGo(-1)}
      />
      <DayPicker date={date} onChoose={onChoose}>
        <h1
          ref={heading}
          tabIndex={-1}
          className="text-xl outline-none first-letter:uppercase sm:text-2xl"
          aria-live="polite"
        >
          {near ? `${formatRelativeDay(date, today)}, ${formatDateLong(date)}` : formatDateLong(date)}
        </h1>
      </DayPicker>
      <IconButton
        label={m.doctor_next_day()}
        icon={<ChevronRight aria-hidden className="size-6" />}
        variant="quiet"
        onClick={() => onGo(1)}
      />
      {date !== today && (
        <Button
          className="max-sm:w-full sm:ml-auto"
          onClick={() => {
            // The button goes with the press; the day that it leads to is what to read next.
            heading.current?.focus();
            onChoose(today);
          }}
        >
          {m.doctor_back_to_today()}
        </Button>
      )}
    </div>
  );
}

interface DayPickerProps extends Pick<DayBarProps, 'date' | 'onChoose'> {
  children: ReactNode;
}

/** The browser's own calendar under the date: the field lies over it unseen, and any touch opens it. */
function DayPicker({ date, onChoose, children }: DayPickerProps) {
  return (
    <div className="relative flex min-w-0 flex-1 items-center justify-center gap-3 rounded-control px-2 py-1 hover:bg-sunk has-focus-visible:outline-3 has-focus-visible:outline-focus sm:flex-none">
      {children}
      <CalendarDays aria-hidden className="size-6 shrink-0 text-muted" />
      <input
        type="date"
        aria-label={m.doctor_choose_day()}
        className="absolute inset-0 size-full cursor-pointer opacity-0 [&::-webkit-calendar-picker-indicator]:absolute [&::-webkit-calendar-picker-indicator]:inset-0 [&::-webkit-calendar-picker-indicator]:size-full"
        value={date}
        onChange={({ target }) => isLocalDate(target.value) && onChoose(target.value)}
      />
    </div>
  );
}
