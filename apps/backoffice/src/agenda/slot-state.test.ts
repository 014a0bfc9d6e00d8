import { expect, it } from 'vitest';
import { canBeBooked } from './slot-state.ts';

it('is given to nobody once its time is over, nor while somebody has it', () => {
  const endsAt = '2026-08-05T13:20:00Z';
  const end = Date.parse(endsAt);
  expect(canBeBooked({ state: 'free', endsAt }, end - 1)).toBe(true);
  expect(canBeBooked({ state: 'free', endsAt }, end)).toBe(false);
  expect(canBeBooked({ state: 'booked', endsAt }, end - 1)).toBe(false);
  expect(canBeBooked({ state: 'withdrawn', endsAt }, end - 1)).toBe(false);
});
