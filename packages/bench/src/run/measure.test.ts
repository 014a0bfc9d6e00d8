import { expect, it } from 'vitest';
import { idleness } from './measure.ts';

const requests = [{ method: 'GET' as const, path: '/' }];

it('says why a scenario did nothing, and nothing where it did', () => {
  expect(idleness({ requests }, { outcomes: { 200: 1, '409 slot-taken': 9 } })).toEqual([]);
  expect(idleness({ requests }, { outcomes: { '409 slot-taken': 3, '429 ': 2 } })).toEqual([
    'nothing was done: of 1 requests 3 × 409 slot-taken, 2 × 429 ',
  ]);
  expect(idleness({ requests: [] }, { outcomes: {} })).toEqual([
    'nothing was done: the network holds nothing (any more) to do it with',
  ]);
});
