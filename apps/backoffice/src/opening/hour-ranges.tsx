import { m } from '@vitalmed/i18n';
import { Button, IconButton, TimeField } from '@vitalmed/ui-react';
import { Plus, Trash2 } from 'lucide-react';
import { endTime, type HourRange, MOST_RANGES } from './opening-draft.ts';

interface HourRangesProps {
  value: HourRange[];
  error?: string;
  onChange(ranges: HourRange[]): void;
}

export function HourRanges({ value, error, onChange }: HourRangesProps) {
  const replace = (index: number, range: HourRange) =>
    onChange(value.map((other, at) => (at === index ? range : other)));
  return (
    <fieldset aria-describedby={error ? 'ranges-error' : undefined}>
      <legend className="label">{m.office_hours()}</legend>
      <div className="flex flex-col gap-2">
        {value.map((range, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a range has no name but its place
          <div key={index} className="flex items-center gap-2">
            <TimeField
              label={m.office_range_from({ number: index + 1 })}
              labelHidden
              className="w-24"
              value={range.from}
              onChange={(from) => replace(index, { ...range, from })}
            />
            <span aria-hidden>–</span>
            <TimeField
              label={m.office_range_to({ number: index + 1 })}
              labelHidden
              className="w-24"
              value={range.to}
              onChange={(to) => replace(index, { ...range, to: endTime(to) })}
            />
            {value.length > 1 && (
              <IconButton
                label={m.office_remove_range({ number: index + 1 })}
                icon={<Trash2 aria-hidden className="size-4" />}
                onClick={() => onChange(value.filter((_, at) => at !== index))}
              />
            )}
          </div>
        ))}
      </div>
      {value.length < MOST_RANGES && (
        <Button
          variant="ghost"
          className="mt-1 px-2"
          onClick={() => onChange([...value, { from: '', to: '' }])}
        >
          <Plus aria-hidden className="size-4" />
          {m.office_add_range()}
        </Button>
      )}
      {error && (
        <p id="ranges-error" role="alert" className="mt-1 text-danger-ink text-sm">
          {error}
        </p>
      )}
    </fieldset>
  );
}
