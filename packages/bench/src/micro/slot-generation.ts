import { addDays, generateSlotsForDates, type Interval, toInstant, weekday } from '@vitalmed/core';
import { median } from '../work/measured.ts';

/** Clocks go back in the middle of these four weeks. */
const firstDay = '2027-03-22';
const timeZone = 'America/Santiago';
const repetitions = 400;

const weekdays = Array.from({ length: 28 }, (_, n) => addDays(firstDay, n)).filter(
  (date) => weekday(date) < 6,
);
const ranges = [
  { from: '09:00', to: '12:00' },
  { from: '14:00', to: '18:00' },
];

/** Intervals of ten minutes, spread evenly over the four weeks. */
function busyIntervals(count: number): Interval[] {
  const start = toInstant(firstDay, '00:00', timeZone);
  const every = (28 * 24 * 3_600_000) / count;
  return Array.from({ length: count }, (_, n) => ({
    start: start + n * every,
    end: start + n * every + 600_000,
  }));
}

function generateOnce(busy: Interval[]): number {
  return ranges.reduce((total, range) => {
    const generated = generateSlotsForDates({ dates: weekdays, timeZone, slotMinutes: 15, ...range, busy });
    return total + (generated.ok ? generated.days.reduce((sum, { slots }) => sum + slots.length, 0) : 0);
  }, 0);
}

export type SlotGeneration = { busy: number; slots: number; medianMs: number };

/** Four weeks of weekdays, 09-12 and 14-18, fifteen minutes each, across a change of the clocks. */
export function measureSlotGeneration(): SlotGeneration[] {
  return [0, 100, 1_000].map((count) => {
    const busy = busyIntervals(count);
    const times = Array.from({ length: repetitions }, () => {
      const since = performance.now();
      generateOnce(busy);
      return performance.now() - since;
    });
    // The first half warms up: a server generates slots all day.
    return { busy: count, slots: generateOnce(busy), medianMs: median(times.slice(repetitions / 2)) };
  });
}
