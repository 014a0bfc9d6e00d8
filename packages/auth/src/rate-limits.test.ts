import { describe, expect, it } from 'vitest';
import { addressBlock, delaySeconds } from './rate-limits.ts';

describe('the delay of one account', () => {
  it('starts after five failures, doubles, and never grows into a lockout', () => {
    expect([0, 4, 5, 6, 7, 8, 9, 10, 11, 1_000].map(delaySeconds)).toEqual([
      0, 0, 1, 2, 4, 8, 16, 30, 30, 30,
    ]);
  });
});

describe('an address', () => {
  it.each([
    ['203.0.113.9', '203.0.113.9'],
    ['::ffff:203.0.113.9', '203.0.113.9'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
    ['2001:db8:1:2:ffff::9', '2001:db8:1:2'],
    ['2001:0DB8:0001::1', '2001:db8:1:0'],
    ['::1', '0:0:0:0'],
    ['unknown', 'unknown'],
  ])('%s counts as %s', (address, block) => {
    expect(addressBlock(address)).toBe(block);
  });
});
