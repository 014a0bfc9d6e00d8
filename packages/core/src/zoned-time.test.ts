import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { addDays, timeOfMinutes, utcDate } from './local-date.ts';
import { isTimeZone, localDay, toInstant, toLocal } from './zoned-time.ts';

const HOUR = 3_600_000;
const utc = (text: string) => Date.parse(`${text}Z`);

/** Gaps and overlaps of an hour, of half an hour, at midnight, of a whole day; odd offsets; a zone with neither. */
const ZONES = [
  'America/Argentina/Buenos_Aires',
  'America/Sao_Paulo',
  'Africa/Cairo',
  'Africa/Casablanca',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'Europe/Dublin',
  'Pacific/Apia',
  'America/Toronto',
  'America/Havana',
  'Asia/Manila',
  'UTC',
];
const zone = fc.constantFrom(...ZONES);
const day = fc.integer({ min: -40_000, max: 40_000 }).map((days) => addDays('1970-01-01', days));
const time = fc.integer({ min: 0, max: 1439 }).map(timeOfMinutes);

/** Instants where some zone changes its clocks, with what lies around them. */
const nearChange = fc
  .tuple(zone, fc.integer({ min: -30, max: 70 }), fc.integer({ min: -1600, max: 1600 }), fc.boolean())
  .map(([timeZone, years, minutes, next]) => {
    const middle = Temporal.Instant.fromEpochMilliseconds(years * 365.25 * 24 * HOUR).toZonedDateTimeISO(
      timeZone,
    );
    const change = middle.getTimeZoneTransition(next ? 'next' : 'previous') ?? middle;
    const near = change.add({ minutes }).toPlainDateTime();
    return { timeZone, date: near.toPlainDate().toString(), time: near.toPlainTime().toString().slice(0, 5) };
  });

function byTemporal(date: string, wallClock: string, timeZone: string): number {
  return Temporal.PlainDateTime.from(`${date}T${wallClock}`).toZonedDateTime(timeZone).epochMilliseconds;
}

describe('wall-clock time to instants', () => {
  it('knows the plain cases', () => {
    expect(toInstant('2026-08-04', '09:20', 'America/Argentina/Buenos_Aires')).toBe(utc('2026-08-04T12:20'));
    expect(toInstant('2026-08-04', '09:20', 'Asia/Kathmandu')).toBe(utc('2026-08-04T03:35'));
  });

  it('remembers that Argentina had summer time once', () => {
    expect(toInstant('2009-01-15', '09:00', 'America/Argentina/Buenos_Aires')).toBe(utc('2009-01-15T11:00'));
    expect(toInstant('2009-04-15', '09:00', 'America/Argentina/Buenos_Aires')).toBe(utc('2009-04-15T12:00'));
  });

  it('moves a time that a gap skips later by the length of the gap', () => {
    // Cairo goes from 00:00 to 01:00 on 24 April 2026.
    expect(toInstant('2026-04-24', '00:30', 'Africa/Cairo')).toBe(utc('2026-04-23T22:30'));
    expect(toLocal(utc('2026-04-23T22:30'), 'Africa/Cairo')).toEqual({ date: '2026-04-24', time: '01:30' });
  });

  it('takes the first of a time that an overlap repeats', () => {
    // Madrid shows 02:30 twice on 25 October 2026.
    expect(toInstant('2026-10-25', '02:30', 'Europe/Madrid')).toBe(utc('2026-10-25T00:30'));
  });

  it('takes 24:00 for where the next date begins', () => {
    expect(toInstant('2026-08-04', '24:00', 'Asia/Kathmandu')).toBe(
      toInstant('2026-08-05', '00:00', 'Asia/Kathmandu'),
    );
    expect(toInstant('2018-11-03', '24:00', 'America/Sao_Paulo')).toBe(utc('2018-11-04T03:00'));
  });

  it('agrees with Temporal on any day of any zone', () => {
    fc.assert(
      fc.property(day, time, zone, (date, wallClock, timeZone) => {
        expect(toInstant(date, wallClock, timeZone)).toBe(byTemporal(date, wallClock, timeZone));
      }),
      { numRuns: 500 },
    );
  });

  it('agrees with Temporal around changes of the clocks', () => {
    fc.assert(
      fc.property(nearChange, ({ timeZone, date, time: wallClock }) => {
        expect(toInstant(date, wallClock, timeZone)).toBe(byTemporal(date, wallClock, timeZone));
      }),
      { numRuns: 1000 },
    );
  });

  it('refuses what is no date, no time or no zone', () => {
    expect(() => toInstant('2026-02-30', '09:00', 'UTC')).toThrow(RangeError);
    expect(() => toInstant('2026-02-03', '25:00', 'UTC')).toThrow(RangeError);
    expect(() => toInstant('2026-02-03', '09:00', 'Mars/Olympus')).toThrow(RangeError);
  });
});

describe('instants to wall-clock time', () => {
  it('agrees with Temporal on any instant of any zone', () => {
    fc.assert(
      fc.property(fc.integer({ min: -3e12, max: 5e12 }), zone, (instant, timeZone) => {
        const shown = Temporal.Instant.fromEpochMilliseconds(instant)
          .toZonedDateTimeISO(timeZone)
          .toPlainDateTime();
        const { date, time: wallClock } = toLocal(instant, timeZone);
        expect(`${date}T${wallClock}`).toBe(
          shown.toString({ smallestUnit: 'minute', roundingMode: 'floor' }),
        );
      }),
      { numRuns: 500 },
    );
  });

  it('comes back to the same time wherever no gap lies', () => {
    fc.assert(
      fc.property(nearChange, ({ timeZone, date, time: wallClock }) => {
        const instant = toInstant(date, wallClock, timeZone);
        const again = toLocal(instant, timeZone);
        expect(toInstant(again.date, again.time, timeZone)).toBe(instant);
      }),
    );
  });

  it('shows both passes through a repeated hour alike', () => {
    expect(toLocal(utc('2026-10-25T00:30'), 'Europe/Madrid').time).toBe('02:30');
    expect(toLocal(utc('2026-10-25T01:30'), 'Europe/Madrid').time).toBe('02:30');
  });

  it('refuses instants outside the calendar', () => {
    expect(() => toLocal(8e15, 'UTC')).toThrow(RangeError);
    expect(() => toLocal(Number.NaN, 'UTC')).toThrow(RangeError);
  });
});

describe('a local day', () => {
  it('is as long as its clocks make it', () => {
    const hours = (date: string, timeZone: string) => {
      const { start, end } = localDay(date, timeZone);
      return (end - start) / HOUR;
    };
    expect(hours('2026-08-04', 'America/Argentina/Buenos_Aires')).toBe(24);
    expect(hours('2018-11-04', 'America/Sao_Paulo')).toBe(23);
    expect(hours('2018-02-17', 'America/Sao_Paulo')).toBe(25);
    expect(hours('2026-04-05', 'Australia/Lord_Howe')).toBe(24.5);
    expect(hours('2011-12-30', 'Pacific/Apia')).toBe(0);
  });

  it('begins where Temporal says, also when a gap began the evening before', () => {
    expect(localDay('1919-03-31', 'America/Toronto').start).toBe(
      Temporal.PlainDate.from('1919-03-31').toZonedDateTime('America/Toronto').epochMilliseconds,
    );
    fc.assert(
      fc.property(nearChange, ({ timeZone, date }) => {
        const expected = Temporal.PlainDate.from(date).toZonedDateTime(timeZone).epochMilliseconds;
        expect(localDay(date, timeZone).start).toBe(expected);
      }),
      { numRuns: 500 },
    );
  });

  it('follows the day before without a hole', () => {
    fc.assert(
      fc.property(day, zone, (date, timeZone) => {
        expect(localDay(date, timeZone).end).toBe(localDay(addDays(date, 1), timeZone).start);
      }),
    );
  });
});

describe('a time zone', () => {
  it('is an IANA name', () => {
    for (const name of [...ZONES, 'america/argentina/buenos_aires']) expect(isTimeZone(name)).toBe(true);
    for (const name of ['+03:00', '-0300', '', 'Mars/Olympus', 'America', '../etc', null, 3]) {
      expect(isTimeZone(name)).toBe(false);
    }
  });

  it('is looked up again after more spellings than are remembered, with the same answers', () => {
    const letters = [...'america/argentina/buenos_aires'];
    const spellings = Array.from({ length: 300 }, (_, mask) =>
      letters.map((letter, i) => ((mask >> i) & 1 ? letter.toUpperCase() : letter)).join(''),
    );
    const instants = new Set(spellings.map((name) => toInstant('2026-08-04', '09:20', name)));
    expect([...instants]).toEqual([utc('2026-08-04T12:20')]);
    expect(utcDate(toInstant('2026-08-04', '22:00', 'America/Argentina/Buenos_Aires'))).toBe('2026-08-05');
  });
});
