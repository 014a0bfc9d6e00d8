/** A stretch of real time in epoch milliseconds, half-open: `start` belongs to it, `end` doesn't. */
export type Interval = { readonly start: number; readonly end: number };

/*
 * "Normalised" below means: sorted by start, none empty, none overlapping or touching another.
 * The list functions take normalised lists, return normalised lists and never change their arguments.
 */

export function isNormalised(intervals: readonly Interval[]): boolean {
  let end = Number.NEGATIVE_INFINITY;
  for (const interval of intervals) {
    if (interval.start <= end || interval.end <= interval.start) return false;
    end = interval.end;
  }
  return true;
}

/** Sorts, joins what overlaps or touches, and drops what is empty. Any list will do; linear when already normalised. */
export function normalise(intervals: readonly Interval[]): Interval[] {
  if (isNormalised(intervals)) return [...intervals];
  const sorted = intervals.filter(({ start, end }) => start < end).sort((a, b) => a.start - b.start);
  return joinSorted(sorted);
}

/** What lies in `from` and not in `holes`. Both normalised. */
export function subtract(from: readonly Interval[], holes: readonly Interval[]): Interval[] {
  const result: Interval[] = [];
  let next = 0;
  for (const { start, end } of from) {
    let left = start;
    next = firstEndingAfter(holes, start, next);
    for (let i = next, hole = holes[i]; hole && hole.start < end; i += 1, hole = holes[i]) {
      if (left < hole.start) result.push({ start: left, end: hole.start });
      left = hole.end;
      next = i;
    }
    if (left < end) result.push({ start: left, end });
  }
  return result;
}

/** Whether the two share an instant: touching ends don't, and an empty interval shares nothing. */
export function overlaps(a: Interval, b: Interval): boolean {
  return Math.max(a.start, b.start) < Math.min(a.end, b.end);
}

/** The first index at or after `from` whose interval ends after `instant`; the length when none does. Normalised. */
export function firstEndingAfter(intervals: readonly Interval[], instant: number, from = 0): number {
  let low = from;
  let high = intervals.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const interval = intervals[middle];
    if (interval && interval.end > instant) high = middle;
    else low = middle + 1;
  }
  return low;
}

function joinSorted(sorted: readonly Interval[]): Interval[] {
  const joined: Interval[] = [];
  let last: { start: number; end: number } | undefined;
  for (const { start, end } of sorted) {
    if (last && start <= last.end) last.end = Math.max(last.end, end);
    else {
      last = { start, end };
      joined.push(last);
    }
  }
  return joined;
}
