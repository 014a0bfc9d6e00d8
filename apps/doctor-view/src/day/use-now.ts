import { useEffect, useState } from 'react';

const TICK_MS = 10_000;

/** The present in epoch milliseconds, fresh enough for a wait told in minutes. */
export function useNow(): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const tick = () => setNow(Date.now());
    const timer = setInterval(tick, TICK_MS);
    // A tablet that slept comes back with an old hour on the screen.
    document.addEventListener('visibilitychange', tick);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', tick);
    };
  }, []);
  return now;
}
