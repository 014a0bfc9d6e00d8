import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, timeOfMinutes } from './local-date.ts';
import { readWrittenDate, readWrittenTime } from './written-time.ts';

const aDate = fc.integer({ min: -40_000, max: 40_000 }).map((days) => addDays('2026-08-04', days));

describe('a written date', () => {
  it.each(['24/3/1985', '24-03-1985', '24.3.1985', '24 3 1985', '24031985', ' 24/03/1985 ', '1985-03-24'])(
    'is understood as %s, day first',
    (text) => expect(readWrittenDate(text)).toBe('1985-03-24'),
  );

  it('takes the century that can be meant', () => {
    expect(readWrittenDate('24/3/27')).toBe('2027-03-24');
    expect(readWrittenDate('24/3/85', { latest: '2026-08-04' })).toBe('1985-03-24');
    expect(readWrittenDate('240325', { latest: '2026-08-04' })).toBe('2025-03-24');
  });

  it('may leave out the year that is on the screen, and only that one', () => {
    expect(readWrittenDate('7/9', { near: '2026-08-04' })).toBe('2026-09-07');
    expect(readWrittenDate('7/9')).toBeNull();
  });

  it.each(['', '31/2/2026', '2026-02-29', '24/3/198', '13', '3/24/1985', 'martes', '24/3/19855'])(
    'is not %j',
    (text) => expect(readWrittenDate(text, { near: '2026-08-04' })).toBeNull(),
  );

  it('comes back from every way to write it', () => {
    fc.assert(
      fc.property(aDate, fc.constantFrom('/', '-', '.', ' ', ''), (date, sign) => {
        const [year, month, day] = date.split('-');
        expect(readWrittenDate([day, month, year].join(sign))).toBe(date);
      }),
    );
  });
});

describe('a written time', () => {
  it.each([
    ['9', '09:00'],
    ['9:30', '09:30'],
    ['9.30', '09:30'],
    ['930', '09:30'],
    ['0930', '09:30'],
    ['9 h', '09:00'],
    ['9 hs', '09:00'],
    ['9:30 hs', '09:30'],
    ['21h15', '21:15'],
    ['24:00', '24:00'],
  ])('is understood as %s', (text, time) => expect(readWrittenTime(text)).toBe(time));

  it.each(['', '25', '24:01', '9:60', '9:3', 'nueve', '12345'])('is not %j', (text) =>
    expect(readWrittenTime(text)).toBeNull(),
  );

  it('comes back from its own form at every minute', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1_439 }).map(timeOfMinutes), (time) => {
        expect(readWrittenTime(time)).toBe(time);
        expect(readWrittenTime(time.replace(':', ''))).toBe(time);
      }),
    );
  });
});
