import { useEffect } from 'react';

const PAUSE_MS = 10_000;

interface Stream {
  status: 'idle' | 'connecting' | 'pending' | 'error';
  error: unknown;
  reset(): void;
}

/** Whether the stream stands, as far as is known. One that the server refused is asked for again after a pause. */
export function useLiveRetry({ status, error, reset }: Stream): boolean {
  const refused = status === 'error';
  useEffect(() => {
    if (!refused) return;
    // Not all screens at the same moment.
    const timer = setTimeout(reset, PAUSE_MS * (1 + Math.random()));
    return () => clearTimeout(timer);
  }, [refused, reset]);
  return !refused && (status !== 'connecting' || !error);
}
