import { type LocalTime, readWrittenTime } from '@vitalmed/core';
import { m } from '@vitalmed/i18n';
import type { Ref } from 'react';
import { Field } from '../controls/field.tsx';
import { useWrittenValue } from './use-written-value.ts';

const WHOLE = /^\d{1,2}\D\d{2}$/;

interface TimeFieldProps {
  label: string;
  /** Leaves the label to screen readers. */
  labelHidden?: boolean;
  hint?: string;
  error?: string;
  className?: string;
  /** 'HH:MM' on 24 hours, '24:00' for the midnight that ends a day; '' for none. */
  value: string;
  onChange(value: LocalTime | ''): void;
  /** What was left in the field and is no time; a form that validates by itself keeps it as the value. */
  onUnreadable?(text: string): void;
  ref?: Ref<HTMLInputElement>;
}

/** A time of the day on 24 hours in every browser, written in any usual way: "9", "930", "9:30", "21 h". */
export function TimeField(props: TimeFieldProps) {
  const { label, labelHidden, hint, error, className, value, onChange, onUnreadable, ref } = props;
  const written = useWrittenValue({
    value,
    write: (time) => time,
    read: readWrittenTime,
    whole: (text) => WHOLE.test(text),
    onChange,
    onUnreadable,
  });
  return (
    <Field
      label={label}
      labelHidden={labelHidden}
      hint={hint}
      error={error ?? (written.refused ? m.staff_time_unreadable() : undefined)}
      className={className}
    >
      {(wiring) => (
        <input
          {...wiring}
          ref={ref}
          className="input tabular-nums"
          autoComplete="off"
          placeholder={m.staff_time_form()}
          maxLength={12}
          value={written.text}
          onChange={(event) => written.type(event.target.value)}
          onBlur={written.settle}
          onKeyDown={(event) => {
            if (event.key === 'Enter') written.settle();
          }}
        />
      )}
    </Field>
  );
}
