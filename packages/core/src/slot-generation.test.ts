import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import type { Interval } from './interval.ts';
import { datesBetween, timeOfMinutes } from './local-date.ts';
import { generateSlots, generateSlotsForDates, type LocalRange } from './slot-generation.ts';

const MINUTE = 60_000;
const BUENOS_AIRES = 'America/Argentina/Buenos_Aires';

type Request = Parameters<typeof generateSlots>[0];
const request = (overrides: Partial<Request> = {}): Request => ({
  date: '2026-08-04',
  timeZone: BUENOS_AIRES,
  from: '09:00',
  to: '12:00',
  slotMinutes: 20,
  ...overrides,
});

/** The starts of the slots as the site's clocks show them, or the reason for none. */
function starts(overrides: Partial<Request> = {}): string[] | string {
  const asked = request(overrides);
  const generated = generateSlots(asked);
  if (!generated.ok) return generated.reason;
  return generated.slots.map(({ start }) => clock(start, asked.timeZone));
}

function clock(instant: number, timeZone: string): string {
  return Temporal.Instant.fromEpochMilliseconds(instant)
    .toZonedDateTimeISO(timeZone)
    .toPlainTime()
    .toString()
    .slice(0, 5);
}

function instantOf(date: string, time: string, timeZone: string): number {
  const day = Temporal.PlainDate.from(date);
  if (time === '24:00') return day.add({ days: 1 }).toZonedDateTime(timeZone).epochMilliseconds;
  return day.toZonedDateTime({ timeZone, plainTime: time }).epochMilliseconds;
}

/** The slots told minute by minute: a slot is a run of open minutes; a closed minute starts the count anew. */
function naiveSlots({ date, timeZone, from, to, slotMinutes, breaks = [], busy = [] }: Request): Interval[] {
  const within = (minute: number, range: LocalRange) =>
    instantOf(date, range.from, timeZone) <= minute && minute < instantOf(date, range.to, timeZone);
  const slots: Interval[] = [];
  let run = 0;
  for (
    let minute = instantOf(date, from, timeZone);
    minute < instantOf(date, to, timeZone);
    minute += MINUTE
  ) {
    run = breaks.some((pause) => within(minute, pause)) ? 0 : run + 1;
    if (run < slotMinutes) continue;
    const slot = { start: minute + MINUTE - slotMinutes * MINUTE, end: minute + MINUTE };
    if (busy.every(({ start, end }) => end <= start || end <= slot.start || slot.end <= start))
      slots.push(slot);
    run = 0;
  }
  return slots;
}

describe('a plain morning', () => {
  it('is cut into slots from the first minute on', () => {
    expect(starts()).toEqual([
      '09:00',
      '09:20',
      '09:40',
      '10:00',
      '10:20',
      '10:40',
      '11:00',
      '11:20',
      '11:40',
    ]);
  });

  it('gives slots in epoch milliseconds, of the asked length', () => {
    const generated = generateSlots(request());
    const start = Date.parse('2026-08-04T12:00Z');
    expect(generated.ok && generated.slots[0]).toEqual({ start, end: start + 20 * MINUTE });
  });

  it('leaves out a tail shorter than a slot', () => {
    expect(starts({ to: '10:05', slotMinutes: 30 })).toEqual(['09:00', '09:30']);
    expect(starts({ to: '09:10' })).toEqual([]);
  });

  it('begins anew after a break', () => {
    expect(starts({ to: '11:00', breaks: [{ from: '09:50', to: '10:05' }] })).toEqual([
      '09:00',
      '09:20',
      '10:05',
      '10:25',
    ]);
  });

  it('takes only what a break has within the stretch', () => {
    const breaks = [
      { from: '07:00', to: '09:20' },
      { from: '11:40', to: '13:00' },
    ];
    expect(starts({ breaks, slotMinutes: 40 })).toEqual(['09:20', '10:00', '10:40']);
  });

  it('has no slot that shares an instant with something busy, and keeps the others where they were', () => {
    const at = (time: string) => instantOf('2026-08-04', time, BUENOS_AIRES);
    const busy = [
      { start: at('09:39') + 59_999, end: at('09:45') },
      { start: at('10:20'), end: at('10:40') },
    ];
    expect(starts({ to: '11:00', busy })).toEqual(['09:00', '10:00', '10:40']);
  });

  it('takes what is busy in any order, overlapping or beginning the day before', () => {
    const at = (time: string) => instantOf('2026-08-04', time, BUENOS_AIRES);
    const busy = [
      { start: at('11:00'), end: at('11:30') },
      { start: at('11:10'), end: at('24:00') },
      { start: at('00:00') - MINUTE, end: at('10:00') },
    ];
    expect(starts({ busy })).toEqual(['10:00', '10:20', '10:40']);
  });
});

describe('hostile zones', () => {
  it('cuts a morning in Kathmandu (+05:45)', () => {
    const generated = generateSlots(request({ timeZone: 'Asia/Kathmandu', to: '09:40' }));
    expect(generated.ok && generated.slots.map(({ start }) => new Date(start).toISOString())).toEqual([
      '2026-08-04T03:15:00.000Z',
      '2026-08-04T03:35:00.000Z',
    ]);
  });

  it('gives an hour less where clocks go forward', () => {
    const night = {
      timeZone: 'Europe/Madrid',
      date: '2026-03-29',
      from: '01:00',
      to: '04:00',
      slotMinutes: 30,
    };
    expect(starts(night)).toEqual(['01:00', '01:30', '03:00', '03:30']);
  });

  it('gives an hour more where clocks go back', () => {
    const night = {
      timeZone: 'Europe/Madrid',
      date: '2026-10-25',
      from: '01:00',
      to: '04:00',
      slotMinutes: 60,
    };
    expect(starts(night)).toEqual(['01:00', '02:00', '02:00', '03:00']);
  });

  it('has nothing in a stretch that a gap swallows', () => {
    const gap = { timeZone: 'Europe/Madrid', date: '2026-03-29', slotMinutes: 5 };
    expect(starts({ ...gap, from: '02:00', to: '03:00' })).toBe('empty-range');
    expect(starts({ ...gap, from: '02:30', to: '03:00' })).toBe('empty-range');
    const days = generateSlotsForDates({
      ...gap,
      dates: ['2026-03-28', '2026-03-29'],
      from: '02:30',
      to: '03:00',
    });
    expect(days.ok && days.days.map(({ slots }) => slots.length)).toEqual([6, 0]);
    expect(days.ok && days.days.map(({ during }) => during.end - during.start)).toEqual([30 * MINUTE, 0]);
  });

  it('begins a day where its first instant is, in a zone that skips midnight', () => {
    const early = {
      timeZone: 'Africa/Cairo',
      date: '2026-04-24',
      from: '00:00',
      to: '02:00',
      slotMinutes: 30,
    };
    expect(starts(early)).toEqual(['01:00', '01:30']);
  });

  it('fills an evening up to midnight, across the UTC date line', () => {
    expect(starts({ from: '22:30', to: '24:00', slotMinutes: 30 })).toEqual(['22:30', '23:00', '23:30']);
  });
});

describe('what is refused', () => {
  it.each([
    ['bad-date', { date: '2026-02-30' }],
    ['bad-time-zone', { timeZone: 'Mars/Olympus' }],
    ['bad-slot-length', { slotMinutes: 4 }],
    ['bad-slot-length', { slotMinutes: 241 }],
    ['bad-slot-length', { slotMinutes: 20.5 }],
    ['bad-time', { from: '9:00' }],
    ['bad-time', { from: '24:00', to: '24:00' }],
    ['bad-time', { to: '24:30' }],
    ['empty-range', { to: '09:00' }],
    ['empty-range', { from: '22:00', to: '02:00' }],
    ['bad-break', { breaks: [{ from: '10:00', to: '10:00' }] }],
    ['bad-break', { breaks: [{ from: '10', to: '11:00' }] }],
    ['bad-break', { breaks: [{ from: '10:00', to: '11' }] }],
  ] as const)('%s: %j', (reason, overrides) => {
    expect(starts(overrides)).toBe(reason);
  });

  it('is the same for many dates', () => {
    const { date, ...pattern } = request();
    expect(generateSlotsForDates({ ...pattern, dates: [date, '2026-13-01'] })).toEqual({
      ok: false,
      reason: 'bad-date',
    });
    expect(generateSlotsForDates({ ...pattern, dates: [], to: '08:00' })).toEqual({
      ok: false,
      reason: 'empty-range',
    });
  });
});

describe('against the slots told minute by minute', () => {
  const range = fc
    .tuple(fc.integer({ min: 0, max: 1439 }), fc.integer({ min: 1, max: 400 }))
    .map(([from, length]) => ({
      from: timeOfMinutes(from),
      to: timeOfMinutes(Math.min(1440, from + length)),
    }));
  const place = fc.constantFrom(
    { timeZone: BUENOS_AIRES, date: '2026-08-04' },
    { timeZone: 'Asia/Kathmandu', date: '2026-08-04' },
    { timeZone: 'Europe/Madrid', date: '2026-03-29' },
    { timeZone: 'Europe/Madrid', date: '2026-10-25' },
    { timeZone: 'Africa/Cairo', date: '2026-04-24' },
    { timeZone: 'America/Sao_Paulo', date: '2018-02-17' },
    { timeZone: 'Australia/Lord_Howe', date: '2026-04-05' },
  );
  const minutesOfBusy = fc.array(
    fc.tuple(fc.integer({ min: -300, max: 1700 }), fc.integer({ min: 0, max: 90 })),
    {
      maxLength: 8,
    },
  );

  it('they are the same, for any stretch, breaks and busy time', () => {
    fc.assert(
      fc.property(
        place,
        range,
        fc.integer({ min: 5, max: 240 }),
        fc.array(range, { maxLength: 3 }),
        minutesOfBusy,
        (where, hours, slotMinutes, breaks, offsets) => {
          const midnight = instantOf(where.date, '00:00', where.timeZone);
          const busy = offsets.map(([minute, length]) => ({
            start: midnight + minute * MINUTE,
            end: midnight + (minute + length) * MINUTE,
          }));
          const asked = { ...where, ...hours, slotMinutes, breaks, busy };
          const generated = generateSlots(asked);
          expect(generated.ok ? generated.slots : []).toEqual(naiveSlots(asked));
        },
      ),
      { numRuns: 300 },
    );
  });

  it('and many dates at once are what each gives alone', () => {
    const { date: _, ...pattern } = request({
      timeZone: 'Europe/Madrid',
      breaks: [{ from: '10:00', to: '10:30' }],
    });
    const dates = datesBetween('2026-10-19', '2026-11-01');
    const busy = dates.map((date) => ({
      start: instantOf(date, '11:00', 'Europe/Madrid'),
      end: instantOf(date, '11:30', 'Europe/Madrid'),
    }));
    const together = generateSlotsForDates({ ...pattern, dates, busy });
    const alone = dates.map((date) => generateSlots({ ...pattern, date, busy }));
    expect(together.ok && together.days.map(({ slots }) => ({ ok: true, slots }))).toEqual(alone);
  });
});
