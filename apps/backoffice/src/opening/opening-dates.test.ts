import { describe, expect, it } from 'vitest';
import { repeatedDates, withDates, withoutDates } from './opening-dates.ts';

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
