import { describe, expect, it } from 'vitest';
import { delaySeconds } from './rate-limits.ts';

describe('the delay of one account', () => {
  it('starts after five failures, doubles, and never grows into a lockout', () => {
    expect([0, 4, 5, 6, 7, 8, 9, 10, 11, 1_000].map(delaySeconds)).toEqual([
      0, 0, 1, 2, 4, 8, 16, 30, 30, 30,
    ]);
  });
});
