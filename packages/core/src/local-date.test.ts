import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addDays,
  datesBetween,
  daysBetween,
  isLocalDate,
  isLocalEndTime,
  isLocalTime,
  minutesBetween,
  minutesOfDay,
  timeOfMinutes,
  utcDate,
  utcMidnight,
  weekday,
} from './local-date.ts';

describe('a local date', () => {
  it.each(['2026-08-04', '2024-02-29', '2000-02-29', '0001-01-01', '9999-12-31'])('%s is one', (text) => {
    expect(isLocalDate(text)).toBe(true);
  });

  it.each([
    '2026-02-29',
    '1900-02-29',
    '2026-04-31',
    '2026-13-01',
    '2026-00-10',
    '2026-08-00',
    '2026-08-32',
    '0000-01-01',
    '10000-01-01',
    '2026-8-4',
    '2026-08-04T00:00',
    '2026-08-04\n',
    '٢٠٢٦-٠٨-٠٤',
    '',
    20260804,
    null,
  ])('%j is none', (text) => {
    expect(isLocalDate(text)).toBe(false);
  });

  it('goes to UTC and back, for every date of the calendar', () => {
    const first = -719_162;
    const last = 2_932_896;
    fc.assert(
      fc.property(fc.integer({ min: first, max: last }), (day) => {
        const date = utcDate(day * 86_400_000);
        expect(isLocalDate(date)).toBe(true);
        expect(utcMidnight(date)).toBe(day * 86_400_000);
      }),
      { numRuns: 1000 },
    );
  });

  it('steps over months, leap days and years', () => {
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
    expect(addDays('2024-02-28', 1)).toBe('2024-02-29');
    expect(addDays('2026-03-01', -1)).toBe('2026-02-28');
    expect(addDays('0099-12-31', 1)).toBe('0100-01-01');
  });

  it('undoes its own steps', () => {
    fc.assert(
      fc.property(fc.integer({ min: -40_000, max: 40_000 }), (days) => {
        const date = addDays('2026-08-04', days);
        expect(daysBetween('2026-08-04', date)).toBe(days);
        expect(addDays(date, -days)).toBe('2026-08-04');
      }),
    );
  });

  it('has the weekdays of ISO 8601, also before 1970', () => {
    expect(weekday('2026-08-03')).toBe(1);
    expect(weekday('2026-08-09')).toBe(7);
    expect(weekday('1970-01-01')).toBe(4);
    expect(weekday('1816-07-09')).toBe(2);
  });

  it('lists the dates of a range, both ends included', () => {
    expect(datesBetween('2026-02-27', '2026-03-02')).toEqual([
      '2026-02-27',
      '2026-02-28',
      '2026-03-01',
      '2026-03-02',
    ]);
    expect(datesBetween('2026-03-02', '2026-03-02')).toEqual(['2026-03-02']);
    expect(datesBetween('2026-03-02', '2026-03-01')).toEqual([]);
  });

  it('refuses to calculate with what is no date, or past the calendar', () => {
    expect(() => utcMidnight('2026-02-30')).toThrow(RangeError);
    expect(() => addDays('9999-12-31', 1)).toThrow(RangeError);
    expect(() => addDays('0001-01-01', -1)).toThrow(RangeError);
    expect(() => addDays('2026-01-01', Number.NaN)).toThrow(RangeError);
  });
});

describe('a local time', () => {
  it.each(['00:00', '09:05', '23:59'])('%s is one', (text) => {
    expect(isLocalTime(text)).toBe(true);
  });

  it.each(['24:00', '23:60', '9:05', '09:05:00', ' 09:05', '', 905, undefined])('%j is none', (text) => {
    expect(isLocalTime(text)).toBe(false);
  });

  it('can end a stretch at the midnight that ends the day', () => {
    expect(isLocalEndTime('24:00')).toBe(true);
    expect(isLocalEndTime('18:00')).toBe(true);
    expect(isLocalEndTime('24:01')).toBe(false);
  });

  it('counts minutes, and comes back from them', () => {
    expect(minutesOfDay('09:30')).toBe(570);
    expect(minutesOfDay('24:00')).toBe(1440);
    expect(minutesBetween('09:00', '12:30')).toBe(210);
    expect(minutesBetween('12:00', '09:00')).toBe(-180);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1440 }), (minutes) => {
        expect(minutesOfDay(timeOfMinutes(minutes))).toBe(minutes);
      }),
    );
  });

  it('refuses to calculate with what is no time', () => {
    expect(() => minutesOfDay('25:00')).toThrow(RangeError);
    for (const minutes of [-1, 1441, 0.5]) expect(() => timeOfMinutes(minutes)).toThrow(RangeError);
  });
});
