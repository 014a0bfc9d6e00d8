import { describe, expect, it } from 'vitest';
import { clientAddress } from './client-address.ts';

const from = (forwarded: string | undefined, trustedProxies: number) =>
  clientAddress(
    { socket: { remoteAddress: '10.0.0.1' }, headers: { 'x-forwarded-for': forwarded } },
    trustedProxies,
  );

describe('the caller’s address', () => {
  it.each<[string | undefined, number, string]>([
    ['198.51.100.7', 0, '10.0.0.1'],
    ['198.51.100.7', 1, '198.51.100.7'],
    ['203.0.113.9, 198.51.100.7', 1, '198.51.100.7'],
    ['203.0.113.9, 198.51.100.7', 2, '203.0.113.9'],
    ['203.0.113.9, 198.51.100.7', 3, '10.0.0.1'],
    [undefined, 1, '10.0.0.1'],
    ['198.51.100.7:50123', 1, '198.51.100.7'],
    ['[2001:db8::7]:50123', 1, '2001:db8::7'],
    ['[2001:db8::7]', 1, '2001:db8::7'],
    ['2001:db8::7', 1, '2001:db8::7'],
    ['unknown', 1, '10.0.0.1'],
    ['_hidden', 1, '10.0.0.1'],
    ['300.1.1.1', 1, '10.0.0.1'],
    ['010.1.1.1', 1, '10.0.0.1'],
    ['x\u0000y', 1, '10.0.0.1'],
  ])('of "%s" behind %i trusted proxies is %3$s', (forwarded, trustedProxies, address) => {
    expect(from(forwarded, trustedProxies)).toBe(address);
  });
});
