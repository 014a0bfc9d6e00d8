import { describe, expect, it } from 'vitest';
import { addressBlock, widestBlock } from './network.ts';

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

  it.each([
    ['203.0.113.9', '203.0.113.9'],
    ['::ffff:203.0.113.9', '203.0.113.9'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1'],
    ['unknown', 'unknown'],
  ])('%s guesses at one account as %s', (address, block) => {
    expect(widestBlock(address)).toBe(block);
  });
});
