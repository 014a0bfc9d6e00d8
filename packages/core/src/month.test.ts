import { describe, expect, it } from 'vitest';
import { monthOf, monthWeeks, shiftMonth } from './month.ts';

describe('the month on the screen', () => {
  it('begins each week on Monday and holds every day of the month', () => {
    const weeks = monthWeeks('2026-08');
    expect(weeks).toHaveLength(6);
    expect(weeks[0]?.[0]).toBe('2026-07-27');
    expect(weeks.at(-1)?.at(-1)).toBe('2026-09-06');
  });

  it('shows six weeks even of the shortest February', () => {
    const weeks = monthWeeks('2027-02');
    expect(weeks).toHaveLength(6);
    expect(weeks.at(-1)?.at(-1)).toBe('2027-03-14');
  });

  it('is the one that a day lies in', () => {
    expect(monthOf('2026-08-31')).toBe('2026-08');
  });

  it('goes over the end of the year both ways', () => {
    expect(shiftMonth('2026-12', 1)).toBe('2027-01');
    expect(shiftMonth('2026-01', -1)).toBe('2025-12');
  });
});
