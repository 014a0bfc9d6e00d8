import { TextField } from '@vitalmed/ui-react';
import { useState } from 'react';

interface NumberFieldProps {
  label: string;
  hint?: string;
  value: number;
  min: number;
  max: number;
  onChange(value: number): void;
}

/** Shows what is being typed, even half of it, and tells of every whole number within its bounds. */
export function NumberField({ label, hint, value, min, max, onChange }: NumberFieldProps) {
  const [typing, setTyping] = useState<string | null>(null);
  return (
    <TextField
      label={label}
      hint={hint}
      type="number"
      inputMode="numeric"
      min={min}
      max={max}
      value={typing ?? String(value)}
      onBlur={() => setTyping(null)}
      onChange={(event) => {
        setTyping(event.target.value);
        const next = Number(event.target.value);
        if (Number.isInteger(next) && next >= min && next <= max) onChange(next);
      }}
    />
  );
}
