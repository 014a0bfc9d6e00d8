import { useEffect, useRef } from 'react';

const ASK_AGAIN_MS = 15_000;

interface Stream {
  status: 'idle' | 'connecting' | 'pending' | 'error';
  error: unknown;
  reset(): void;
}

/**
 * Whether the stream stands, as far as is known. A browser gives one up for good when it is refused: too many are open, or
 * a proxy has no server behind it for a moment. Until one stands again, `ask` asks for what it would have told, calmly.
 */
export function useRefusedStream({ status, error, reset }: Stream, ask?: () => void): boolean {
  const refused = status === 'error';
  const latest = useRef({ reset, ask });
  latest.current = { reset, ask };
  useEffect(() => {
    if (!refused) return;
    const again = () => {
      latest.current.ask?.();
      latest.current.reset();
    };
    // Not all screens at the same moment.
    const timer = setTimeout(again, ASK_AGAIN_MS * (0.5 + Math.random()));
    return () => clearTimeout(timer);
  }, [refused]);
  return !refused && (status !== 'connecting' || !error);
}
