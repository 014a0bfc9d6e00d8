import { describe, expect, test } from 'vitest';
import {
  formatClock,
  formatDateDigits,
  formatDateLong,
  formatDateShort,
  formatDateTimeLong,
  formatDateTimeShort,
  formatDuration,
  formatMonth,
  formatRelativeDay,
  formatTime,
  formatWeekday,
  localDateOf,
} from './format.ts';

const BUENOS_AIRES = 'America/Argentina/Buenos_Aires';
const en = { locale: 'en' } as const;

describe('a local date', () => {
  test('is said as a person says it', () => {
    expect(formatDateLong('2026-08-04')).toBe('martes 4 de agosto');
    expect(formatDateLong('2026-08-04', { year: true })).toBe('martes 4 de agosto de 2026');
    expect(formatDateShort('2026-08-04')).toBe('mar 4 ago');
    expect(formatDateDigits('2026-08-04')).toBe('04/08/2026');
    expect(formatWeekday('2026-08-05')).toBe('mié');
    expect(formatMonth('2026-08-05', { long: true })).toBe('agosto');
  });

  test('is said in English too', () => {
    expect(formatDateLong('2026-08-04', en)).toBe('Tuesday 4 August');
    expect(formatDateShort('2026-08-04', en)).toBe('Tue 4 Aug');
  });

  test.each(['2026-01-01', '2026-12-31', '2028-02-29'])(
    'keeps its day %s whatever the device is set to',
    (date) => {
      expect(formatDateShort(date)).toContain(` ${Number(date.slice(8))} `);
    },
  );
});

describe('an instant', () => {
  test('is shown on the clock of the site', () => {
    expect(formatTime('2026-08-04T12:20:00Z', BUENOS_AIRES)).toBe('9:20 h');
    expect(formatClock('2026-08-04T12:05:00Z', BUENOS_AIRES)).toBe('9:05');
    expect(formatTime('2026-08-04T12:20:00Z', 'Asia/Kathmandu')).toBe('18:05 h');
    expect(formatDateTimeLong('2026-08-04T12:20:00Z', BUENOS_AIRES)).toBe('martes 4 de agosto, 9:20 h');
    expect(formatDateTimeShort('2026-08-04T12:20:00Z', BUENOS_AIRES)).toBe('mar 4 ago, 9:20 h');
  });

  test('keeps its hour however many others were shown before it', () => {
    const first = Date.parse('2026-08-04T00:00:00Z');
    const hours = Array.from({ length: 6_000 }, (_, n) => formatClock(first + n * 3_600_000, 'UTC'));
    expect(hours.every((hour, n) => hour === `${n % 24}:00`)).toBe(true);
    expect(formatClock(first, 'UTC')).toBe('0:00');
  });

  test('says midnight and noon without doubt', () => {
    expect(formatTime('2026-08-04T03:00:00Z', BUENOS_AIRES)).toBe('0:00 h');
    expect(formatTime('2026-08-04T03:00:00Z', BUENOS_AIRES, en)).toBe('0:00');
    expect(formatTime('2026-08-04T15:00:00Z', BUENOS_AIRES, en)).toBe('12:00');
  });

  test('belongs to the local date of the site, not to that of UTC', () => {
    expect(localDateOf('2026-08-05T02:30:00Z', BUENOS_AIRES)).toBe('2026-08-04');
    expect(localDateOf('2026-08-04T18:30:00Z', 'Asia/Kathmandu')).toBe('2026-08-05');
  });
});

describe('an hour that clocks show twice', () => {
  const newYork = (instant: string, options = {}) => formatTime(instant, 'America/New_York', options);

  test('says which of the two it is', () => {
    expect(newYork('2026-11-01T05:30:00Z')).toBe('1:30 h (GMT-4)');
    expect(newYork('2026-11-01T06:30:00Z')).toBe('1:30 h (GMT-5)');
    expect(newYork('2026-11-01T05:30:00Z', { locale: 'en' })).toBe('1:30 (GMT-4)');
  });

  test('is no other: not the hours around it, nor where clocks go forward or never change', () => {
    expect(newYork('2026-11-01T04:59:00Z')).toBe('0:59 h');
    expect(newYork('2026-11-01T07:00:00Z')).toBe('2:00 h');
    expect(newYork('2026-03-08T07:30:00Z')).toBe('3:30 h');
    expect(formatTime('2026-11-01T05:30:00Z', 'America/Argentina/Buenos_Aires')).toBe('2:30 h');
  });
});

describe('a day seen from today', () => {
  test.each([
    ['2026-08-03', 'ayer'],
    ['2026-08-04', 'hoy'],
    ['2026-08-05', 'mañana'],
    ['2026-08-06', 'jueves 6 de agosto'],
  ])('%s is %s', (date, words) => {
    expect(formatRelativeDay(date, '2026-08-04')).toBe(words);
  });
});

describe('a wait', () => {
  test.each([
    [0.4, 'recién'],
    [1, '1 min'],
    [59.9, '59 min'],
    [60, '1 h'],
    [80, '1 h 20 min'],
  ])('of %d minutes reads %s', (minutes, words) => {
    expect(formatDuration(minutes)).toBe(words);
  });
});
