import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { firstEndingAfter, type Interval, isNormalised, normalise, overlaps, subtract } from './interval.ts';

const LENGTH = 40;
const interval = fc.record({
  start: fc.integer({ min: 0, max: LENGTH }),
  end: fc.integer({ min: 0, max: LENGTH }),
});
const anyList = fc.array(interval, { maxLength: 12, size: 'max' });
const list = anyList.map(normalise);
/** Up to 60 intervals, for what goes by halves. */
const longList = fc.array(fc.integer({ min: 1, max: 4 }), { maxLength: 120, size: 'max' }).map((steps) => {
  const ends = steps.map((_, i) => steps.slice(0, i + 1).reduce((sum, step) => sum + step, 0));
  return ends.flatMap((end, i) => (i % 2 === 1 ? [{ start: ends[i - 1] ?? 0, end }] : []));
});

/** The model: which of the units 0 to 39 the intervals cover. */
function bitmap(intervals: readonly Interval[]): boolean[] {
  return Array.from({ length: LENGTH }, (_, unit) =>
    intervals.some(({ start, end }) => start <= unit && unit < end),
  );
}

describe('interval algebra, against a bitmap', () => {
  it('normalises any list without changing what it covers', () => {
    fc.assert(
      fc.property(anyList, (intervals) => {
        const result = normalise(intervals);
        expect(bitmap(result)).toEqual(bitmap(intervals));
        expect(isNormalised(result)).toBe(true);
        expect(normalise(result)).toEqual(result);
      }),
    );
  });

  it('takes away what the bitmap takes away, and leaves a normalised list', () => {
    fc.assert(
      fc.property(list, list, (a, b) => {
        const result = subtract(a, b);
        const [left, right] = [bitmap(a), bitmap(b)];
        expect(bitmap(result)).toEqual(left.map((covered, unit) => covered && !right[unit]));
        expect(isNormalised(result)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it('says that two overlap exactly when they share a unit', () => {
    fc.assert(
      fc.property(interval, interval, (a, b) => {
        const [left, right] = [bitmap([a]), bitmap([b])];
        expect(overlaps(a, b)).toBe(left.some((covered, unit) => covered && right[unit]));
        expect(overlaps(a, b)).toBe(overlaps(b, a));
      }),
    );
  });

  it('finds the first interval that ends after an instant', () => {
    fc.assert(
      fc.property(longList, fc.integer({ min: -1, max: 300 }), (intervals, instant) => {
        const expected = intervals.findIndex(({ end }) => end > instant);
        expect(firstEndingAfter(intervals, instant)).toBe(expected === -1 ? intervals.length : expected);
      }),
    );
  });
});

describe('half-open intervals', () => {
  it('are not normalised when they touch, stand in disorder or are empty', () => {
    const lists = [
      [0, 10, 10, 20],
      [10, 20, 0, 5],
      [0, 10, 5, 20],
      [3, 3],
      [5, 3],
    ];
    for (const [a = 0, b = 0, c = 90, d = 91] of lists) {
      expect(
        isNormalised([
          { start: a, end: b },
          { start: c, end: d },
        ]),
      ).toBe(false);
    }
    expect(
      isNormalised([
        { start: 0, end: 10 },
        { start: 11, end: 20 },
      ]),
    ).toBe(true);
  });

  it('do not overlap when one starts where the other ends', () => {
    expect(overlaps({ start: 0, end: 10 }, { start: 10, end: 20 })).toBe(false);
  });

  it('are joined when they touch', () => {
    expect(
      normalise([
        { start: 10, end: 20 },
        { start: 0, end: 10 },
      ]),
    ).toEqual([{ start: 0, end: 20 }]);
  });

  it('are never changed by an operation', () => {
    const frozen = (start: number, end: number) => Object.freeze({ start, end });
    const a = Object.freeze([frozen(0, 10), frozen(20, 30)]);
    const b = Object.freeze([frozen(5, 25)]);
    expect(normalise(Object.freeze([...b, ...a]))).toEqual([{ start: 0, end: 30 }]);
    expect(subtract(a, b)).toEqual([
      { start: 0, end: 5 },
      { start: 25, end: 30 },
    ]);
  });
});
