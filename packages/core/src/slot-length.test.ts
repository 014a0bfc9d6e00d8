import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isSlotMinutes, slotCount, slotMinutesFor } from './slot-length.ts';

describe('the length of a slot', () => {
  it('is 5 to 240 whole minutes', () => {
    for (const minutes of [5, 20, 240]) expect(isSlotMinutes(minutes)).toBe(true);
    for (const minutes of [4, 241, 20.5, Number.NaN, Infinity, -5])
      expect(isSlotMinutes(minutes)).toBe(false);
  });
});

describe('counting slots in a stretch', () => {
  it('leaves out a tail that is too short', () => {
    expect(slotCount(180, 20)).toBe(9);
    expect(slotCount(190, 20)).toBe(9);
    expect(slotCount(19, 20)).toBe(0);
  });

  it('counts nothing while a form is half filled', () => {
    expect(slotCount(180, 0)).toBe(0);
    expect(slotCount(180, Number.NaN)).toBe(0);
    expect(slotCount(0, 20)).toBe(0);
    expect(slotCount(-60, 20)).toBe(0);
    expect(slotCount(Number.NaN, 20)).toBe(0);
  });
});

describe('the length for a count of slots', () => {
  it('is the longest that gives it', () => {
    expect(slotMinutesFor(180, 9)).toBe(20);
    expect(slotMinutesFor(180, 11)).toBe(16);
    expect(slotMinutesFor(600, 1)).toBe(240);
  });

  it('is none when even the shortest slots are too few, or the count is no count', () => {
    expect(slotMinutesFor(180, 37)).toBe(null);
    expect(slotMinutesFor(180, 0)).toBe(null);
    expect(slotMinutesFor(180, 1.5)).toBe(null);
    expect(slotMinutesFor(Number.NaN, 3)).toBe(null);
  });

  it('gives at least the count, and a longer one would not', () => {
    fc.assert(
      fc.property(fc.integer({ min: 5, max: 1440 }), fc.integer({ min: 1, max: 288 }), (minutes, count) => {
        const length = slotMinutesFor(minutes, count);
        const longer = length === null ? 5 : length + 1;
        if (length !== null) expect(slotCount(minutes, length)).toBeGreaterThanOrEqual(count);
        expect(slotCount(minutes, longer)).toBeLessThan(count);
      }),
    );
  });
});
