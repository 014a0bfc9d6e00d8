import { useState } from 'react';

interface WrittenValue {
  /** The value as the program knows it; '' for none. */
  value: string;
  write(value: string): string;
  /** Null for what can't be understood, or isn't allowed. */
  read(text: string): string | null;
  /** Whether the text can't mean anything else when more is typed; only then it counts before the field is left. */
  whole(text: string): boolean;
  onChange(value: string): void;
  onUnreadable?(text: string): void;
}

/** What stands in a field while somebody writes in it: never rewritten under their fingers, understood when they leave. */
export function useWrittenValue({ value, write, read, whole, onChange, onUnreadable }: WrittenValue) {
  const [text, setText] = useState<string | null>(null);
  const [refused, setRefused] = useState(false);
  const [seen, setSeen] = useState(value);

  function show(next: string | null, isRefused = false) {
    setText(next);
    setRefused(isRefused);
  }

  // A date that came from elsewhere puts an old slip of the pen out of sight, but not what is being typed.
  if (seen !== value) {
    setSeen(value);
    if (refused && value !== text) show(null);
  }

  function type(next: string) {
    show(next);
    const found = whole(next.trim()) ? read(next) : null;
    if (found !== null && found !== value) onChange(found);
  }

  function settle() {
    if (text === null) return;
    const found = text.trim() === '' ? '' : read(text);
    if (found === null) {
      setRefused(true);
      return onUnreadable?.(text);
    }
    show(null);
    if (found !== value) onChange(found);
  }

  return { text: text ?? write(value), refused, type, settle, drop: () => show(null) };
}
