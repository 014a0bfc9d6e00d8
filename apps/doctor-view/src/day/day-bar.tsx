import { daysBetween, type LocalDate } from '@vitalmed/core';
import { formatDateLong, formatRelativeDay, m } from '@vitalmed/i18n';
import { Button, DateField, IconButton } from '@vitalmed/ui-react';
import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useRef } from 'react';

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
    <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
      <div className="flex w-full min-w-0 items-center gap-x-3 sm:w-auto">
        <IconButton
          label={m.doctor_previous_day()}
          icon={<ChevronLeft aria-hidden className="size-6" />}
          variant="quiet"
          onClick={() => onGo(-1)}
        />
        <h1
          ref={heading}
          tabIndex={-1}
          className="min-w-0 flex-1 text-center text-xl outline-none first-letter:uppercase lg:text-2xl"
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
      </div>
      <DateField
        label={m.doctor_choose_day()}
        labelHidden
        className="w-44"
        value={date}
        today={today}
        onChange={(next) => next && onChoose(next)}
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
