import { describe, expect, it } from 'vitest';
import { median, quantile, Stopwatch } from './measured.ts';

describe('what a run came to', () => {
  it('takes the middle of three', () => {
    expect(median([9, 1, 5])).toBe(5);
  });

  it('takes the p99 from the slow end', () => {
    const sorted = Array.from({ length: 200 }, (_, n) => n + 1);
    expect(quantile(sorted, 0.99)).toBe(199);
    expect(quantile([], 0.99)).toBe(0);
  });

  it('counts outcomes and keeps one sample of each that has one', () => {
    const watch = new Stopwatch();
    watch.record(performance.now(), '200');
    watch.record(performance.now(), '500', 'first');
    watch.record(performance.now(), '500', 'second');
    expect(watch.result()).toMatchObject({
      done: 3,
      outcomes: { 200: 1, 500: 2 },
      samples: { 500: 'first' },
    });
  });
});
