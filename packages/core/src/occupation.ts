import { type Interval, overlaps } from './interval.ts';

/** Something that takes time, whatever it is. */
export type Occupied = { during: Interval };

/**
 * Sorts what takes time once, and answers which of it overlaps a given interval, by start. What takes time may
 * overlap itself. An answer costs a binary search and the items from the first that reaches the interval.
 */
export function overlapFinder<T extends Occupied>(items: readonly T[]): (during: Interval) => T[] {
  const sorted = items.toSorted((a, b) => a.during.start - b.during.start);
  // The latest end so far never falls, so the first item that can reach an instant is found by halving.
  const latestEnds: number[] = [];
  for (const { during } of sorted) latestEnds.push(Math.max(during.end, latestEnds.at(-1) ?? during.end));

  return (during) => {
    const found: T[] = [];
    for (let i = firstAbove(latestEnds, during.start); i < sorted.length; i += 1) {
      const item = sorted[i] as T;
      if (item.during.start >= during.end) break;
      if (overlaps(item.during, during)) found.push(item);
    }
    return found;
  };
}

function firstAbove(rising: readonly number[], value: number): number {
  let low = 0;
  let high = rising.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((rising[middle] as number) > value) high = middle;
    else low = middle + 1;
  }
  return low;
}
