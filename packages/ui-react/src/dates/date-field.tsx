import { isLocalDate, type LocalDate, readWrittenDate } from '@vitalmed/core';
import { formatDateDigits, m } from '@vitalmed/i18n';
import { CalendarDays } from 'lucide-react';
import { type Ref, useState } from 'react';
import { Field } from '../controls/field.tsx';
import { useWrittenValue } from './use-written-value.ts';

type CalendarParts = typeof import('./date-popover.tsx');

const WHOLE = /^(\d{1,2}\D+\d{1,2}\D+\d{4}|\d{8}|\d{4}-\d{2}-\d{2})$/;

interface DateFieldProps {
  label: string;
  /** Leaves the label to screen readers. */
  labelHidden?: boolean;
  hint?: string;
  error?: string;
  className?: string;
  name?: string;
  /** 'YYYY-MM-DD'; '' for none. Anything else is shown as it is. */
  value: string;
  /** First and last date that can be chosen, both included. */
  min?: LocalDate;
  max?: LocalDate;
  /** Today at the site: marked in the calendar, and its year is meant where none is written. */
  today: LocalDate;
  /** A date within the bounds, or '' when the field was emptied. */
  onChange(value: LocalDate | ''): void;
  /** What was left in the field and is no such date; a form that validates by itself keeps it as the value. */
  onUnreadable?(text: string): void;
  onBlur?(): void;
  ref?: Ref<HTMLInputElement>;
}

/**
 * A date, day first in every browser: written in any usual way, or chosen in a calendar that is fetched when it is
 * needed. Enter and leaving the field count; a whole date counts at once.
 */
export function DateField(props: DateFieldProps) {
  const { label, labelHidden, hint, error, className, name, value, min, max, today, onChange } = props;
  const understood = (text: string) =>
    readWrittenDate(text, { near: isLocalDate(value) ? value : today, latest: max });
  const written = useWrittenValue({
    value,
    write: (date) => (isLocalDate(date) ? formatDateDigits(date) : date),
    read: (text) => {
      const date = understood(text);
      return date && (!min || date >= min) && (!max || date <= max) ? date : null;
    },
    whole: (text) => WHOLE.test(text),
    onChange,
    onUnreadable: props.onUnreadable,
  });
  const [parts, setParts] = useState<CalendarParts | null>(null);
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const fetchParts = () => void import('./date-popover.tsx').then(setParts, () => {});

  function refusal(): string | undefined {
    if (!written.refused) return undefined;
    const date = understood(written.text);
    if (date && min && date < min) return m.staff_date_too_early({ date: formatDateDigits(min) });
    if (date && max && date > max) return m.staff_date_too_late({ date: formatDateDigits(max) });
    return m.staff_date_unreadable();
  }

  return (
    <Field
      label={label}
      labelHidden={labelHidden}
      hint={hint}
      error={error ?? refusal()}
      className={className}
    >
      {(wiring) => (
        <div className="relative">
          <input
            {...wiring}
            ref={props.ref}
            name={name}
            className="input pr-10 tabular-nums"
            inputMode="numeric"
            autoComplete="off"
            placeholder={m.staff_date_form()}
            maxLength={24}
            value={written.text}
            onChange={(event) => written.type(event.target.value)}
            onBlur={() => {
              written.settle();
              props.onBlur?.();
            }}
            onKeyDown={(event) => {
              if (event.key === 'Enter') written.settle();
            }}
          />
          <button
            type="button"
            aria-label={m.staff_date_open({ label })}
            aria-haspopup="dialog"
            aria-expanded={anchor !== null}
            className="absolute inset-y-1 right-1 flex w-8 items-center justify-center rounded-chip text-muted hover:bg-sunk hover:text-ink"
            onPointerEnter={fetchParts}
            onFocus={fetchParts}
            onClick={(event) => {
              fetchParts();
              setAnchor(event.currentTarget);
            }}
          >
            <CalendarDays aria-hidden className="size-4.5" />
          </button>
          {parts && anchor && (
            <parts.DatePopover
              {...{ anchor, label, min, max, today }}
              value={isLocalDate(value) ? value : null}
              onClose={() => setAnchor(null)}
              onChoose={(date) => {
                written.drop();
                onChange(date);
              }}
            />
          )}
        </div>
      )}
    </Field>
  );
}
