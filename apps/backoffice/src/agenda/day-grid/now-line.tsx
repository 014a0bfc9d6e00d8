import { formatClock } from '@vitalmed/i18n';
import { useEffect, useState } from 'react';
import { clockMinutes } from '../wall-clock.ts';
import type { DayFrame } from './grid-geometry.ts';

const TICK_MS = 20_000;

export function useNow(): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), TICK_MS);
    return () => clearInterval(timer);
  }, []);
  return now;
}

interface NowLineProps {
  /** Epoch milliseconds. */
  now: number;
  frame: DayFrame;
  timeZone: string;
}

/** The present minute across all columns. Purely for the eyes: every slot says its own hour. */
export function NowLine({ now, frame, timeZone }: NowLineProps) {
  const minutes = clockMinutes(now, timeZone);
  if (minutes < frame.from || minutes > frame.to) return null;
  return (
    <div aria-hidden className="now-line" style={{ top: (minutes - frame.from) * frame.pxPerMinute }}>
      <span>{formatClock(now, timeZone)}</span>
    </div>
  );
}
