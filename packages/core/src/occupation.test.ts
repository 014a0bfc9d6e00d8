import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { overlaps } from './interval.ts';
import { overlapFinder } from './occupation.ts';

const during = fc.record({ start: fc.integer({ min: 0, max: 60 }), end: fc.integer({ min: 0, max: 60 }) });

describe('finding what takes time during an interval', () => {
  it('finds what looking at each finds, though what takes time may overlap itself', () => {
    fc.assert(
      fc.property(fc.array(during, { maxLength: 20, size: 'max' }), during, (intervals, asked) => {
        const items = intervals.map((interval, id) => ({ id, during: interval }));
        const expected = items.filter((item) => overlaps(item.during, asked));
        const found = overlapFinder(items)(asked);
        expect(found.toSorted((a, b) => a.id - b.id)).toEqual(expected);
        expect(found.map((item) => item.during.start)).toEqual(
          expected.map((item) => item.during.start).sort((a, b) => a - b),
        );
      }),
      { numRuns: 500 },
    );
  });
});
