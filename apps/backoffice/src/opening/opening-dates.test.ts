import { describe, expect, it } from 'vitest';
import { monthWeeks, repeatedDates, shiftMonth, withDates, withoutDates } from './opening-dates.ts';

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

  it('goes over the end of the year both ways', () => {
    expect(shiftMonth('2026-12', 1)).toBe('2027-01');
    expect(shiftMonth('2026-01', -1)).toBe('2025-12');
  });
});

describe('a pattern of weekdays', () => {
  it('gives the Mondays and Wednesdays of two weeks', () => {
    expect(repeatedDates('2026-08-05', 2, [1, 3])).toEqual([
      '2026-08-05',
      '2026-08-10',
      '2026-08-12',
      '2026-08-17',
    ]);
  });

  it('gives nothing without a weekday', () => {
    expect(repeatedDates('2026-08-05', 4, [])).toEqual([]);
  });
});

describe('the chosen dates', () => {
  it('stay sorted and hold each date once', () => {
    expect(withDates(['2026-08-10'], ['2026-08-05', '2026-08-10'])).toEqual(['2026-08-05', '2026-08-10']);
  });

  it('never grow beyond ninety', () => {
    expect(withDates([], repeatedDates('2026-08-05', 20, [1, 2, 3, 4, 5, 6, 7]))).toHaveLength(90);
  });

  it('lose those that are taken away', () => {
    expect(withoutDates(['2026-08-05', '2026-08-10'], ['2026-08-05'])).toEqual(['2026-08-10']);
  });
});
