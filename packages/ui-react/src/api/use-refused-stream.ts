import { useEffect, useRef } from 'react';

const ASK_AGAIN_MS = 15_000;

type Stream = { status: string; reset(): void };

/**
 * A browser gives a stream up for good when it is refused: too many are open, or a proxy has no server behind it
 * for a moment. Until one stands again, what it would have told is asked for, calmly.
 */
export function useRefusedStream({ status, reset }: Stream, ask: () => void): void {
  const latest = useRef({ reset, ask });
  latest.current = { reset, ask };
  useEffect(() => {
    if (status !== 'error') return;
    const timer = setTimeout(
      () => {
        latest.current.ask();
        latest.current.reset();
      },
      ASK_AGAIN_MS * (0.5 + Math.random()),
    );
    return () => clearTimeout(timer);
  }, [status]);
}
