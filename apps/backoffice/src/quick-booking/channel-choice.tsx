import { m } from '@vitalmed/i18n';
import { useId } from 'react';
import type { Channel } from './use-booking.ts';

interface ChannelChoiceProps {
  value: Channel;
  onChange(channel: Channel): void;
}

export function ChannelChoice({ value, onChange }: ChannelChoiceProps) {
  const name = useId();
  const options = [
    { channel: 'phone', label: m.office_by_phone() },
    { channel: 'desk', label: m.office_at_desk() },
  ] as const;
  return (
    <fieldset className="flex flex-wrap gap-x-4 text-sm">
      <legend className="sr-only">{m.office_channel()}</legend>
      {options.map(({ channel, label }) => (
        <label key={channel} className="flex min-h-8 items-center gap-2">
          <input type="radio" name={name} checked={value === channel} onChange={() => onChange(channel)} />
          {label}
        </label>
      ))}
    </fieldset>
  );
}
