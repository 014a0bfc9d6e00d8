import { useEffect, useState } from 'react';

/** A hand that pressed twice, a finger that trembled or a key held down is over by then. */
const ECHO_MS = 600;

/**
 * Whether what stands there for `key` has stood long enough to be pressed on purpose. What a press brought up (a dialog, a
 * confirmation, the next step under the finger) mustn't be carried out by the same gesture: give its acts to `Button` as
 * `settling`, and a new key for each thing that takes its place.
 */
export function useSettled(key: string | number): boolean {
  const [settled, setSettled] = useState<string | number | null>(null);
  useEffect(() => {
    const clock = setTimeout(() => setSettled(key), ECHO_MS);
    return () => clearTimeout(clock);
  }, [key]);
  return settled === key;
}
