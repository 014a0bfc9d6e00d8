import { formatClock } from '@vitalmed/i18n';
import { useEffect, useState } from 'react';
import type { AgendaColumn } from '../../api/trpc.ts';
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
  columns: readonly AgendaColumn[];
}

/**
 * The present minute: under the cells, so that it strikes no name through, with a mark at the edge of each column.
 * Purely for the eyes: every slot says its own hour.
 */
export function NowLine({ now, frame, timeZone, columns }: NowLineProps) {
  const minutes = clockMinutes(now, timeZone);
  if (minutes < frame.from || minutes > frame.to) return null;
  const top = (minutes - frame.from) * frame.pxPerMinute;
  return (
    <>
      <div aria-hidden className="now-line" style={{ top }} />
      <div aria-hidden className="now-marks" style={{ top }}>
        <span>{formatClock(now, timeZone)}</span>
        {columns.map(({ doctor }) => (
          <i key={doctor.id} />
        ))}
      </div>
    </>
  );
}
