import { expect, test } from 'vitest';
import { standingOf } from './standing.ts';

const turno = {
  status: 'booked',
  startsAt: '2030-06-03T12:00:00Z',
  endsAt: '2030-06-03T12:20:00Z',
  rescheduledToId: null,
} as const;
const at = (time: string) => Date.parse(`2030-06-03T${time}:00Z`);

test.each([
  ['11:59', 'ahead'],
  ['12:00', 'now'],
  ['12:19', 'now'],
  ['12:20', 'over'],
])('what is booked for 12:00 is at %s %s', (time, standing) => {
  expect(standingOf(turno, at(time))).toBe(standing);
});

test('what was marked stays so, whatever the hour', () => {
  for (const time of ['09:00', '12:10', '18:00']) {
    expect(standingOf({ ...turno, status: 'arrived' }, at(time))).toBe('waiting');
    expect(standingOf({ ...turno, status: 'in_consultation' }, at(time))).toBe('inside');
    expect(standingOf({ ...turno, status: 'completed' }, at(time))).toBe('attended');
    expect(standingOf({ ...turno, status: 'no_show' }, at(time))).toBe('missed');
    expect(standingOf({ ...turno, status: 'cancelled' }, at(time))).toBe('cancelled');
  }
});

test('a move is no cancellation', () => {
  const moved = { ...turno, status: 'cancelled', rescheduledToId: 'another' } as const;
  expect(standingOf(moved, at('09:00'))).toBe('moved');
});
