import { describe, expect, test } from 'vitest';
import {
  lateMinutes,
  nextUp,
  type PlannedAppointment,
  planDay,
  waitedMinutes,
  waitLevel,
} from './day-plan.ts';

const at = (time: string) => `2026-08-04T${time}:00.000Z`;
const now = (time: string) => Date.parse(at(time));

let count = 0;
function appointment(overrides: Partial<PlannedAppointment> = {}): PlannedAppointment {
  count += 1;
  return {
    id: `appointment-${count}`,
    status: 'booked',
    startsAt: at('12:00'),
    endsAt: at('12:20'),
    arrivedAt: null,
    startedAt: null,
    commands: [],
    ...overrides,
  };
}

const arrived = (overrides: Partial<PlannedAppointment>) => appointment({ status: 'arrived', ...overrides });

describe('the plan of a day', () => {
  test('tells who is inside, who waits, who is to come and who is done', () => {
    const inside = appointment({ status: 'in_consultation' });
    const waiting = arrived({ arrivedAt: at('11:50') });
    const coming = appointment();
    const done = (['completed', 'no_show', 'cancelled'] as const).map((status) => appointment({ status }));
    expect(planDay([coming, ...done, inside, waiting])).toEqual({
      inside: [inside],
      waiting: [waiting],
      coming: [coming],
      done,
    });
  });

  test('keeps each list in the order of the hours, whatever the order of the answer', () => {
    const late = appointment({ startsAt: at('13:00') });
    const early = appointment({ startsAt: at('09:00') });
    expect(planDay([late, early]).coming).toEqual([early, late]);
  });
});

describe('the next patient', () => {
  test('is who is here with the earliest hour, not who came first', () => {
    const first = arrived({ startsAt: at('12:00'), arrivedAt: at('11:58') });
    const second = arrived({ startsAt: at('12:20'), arrivedAt: at('11:30') });
    expect(nextUp(planDay([second, first]))).toBe(first);
  });

  test('is the next one expected while nobody is here', () => {
    const expected = appointment({ startsAt: at('12:00') });
    expect(nextUp(planDay([appointment({ startsAt: at('13:00') }), expected]))).toBe(expected);
  });

  test('is nobody when all are done', () => {
    expect(nextUp(planDay([appointment({ status: 'completed' })]))).toBeNull();
  });
});

describe('the wait', () => {
  test('counts from the arrival', () => {
    expect(waitedMinutes({ arrivedAt: at('11:40') }, now('12:05'))).toBe(25);
    expect(waitedMinutes({ arrivedAt: null }, now('12:05'))).toBe(0);
  });

  test.each([
    ['12:09', 'calm'],
    ['12:10', 'long'],
    ['12:24', 'long'],
    ['12:25', 'too-long'],
  ])('of who came an hour early is, at %s, %s', (time, level) => {
    expect(waitLevel({ arrivedAt: at('11:00'), startsAt: at('12:00') }, now(time))).toBe(level);
  });

  test('of who came late counts from the arrival', () => {
    expect(waitLevel({ arrivedAt: at('12:20'), startsAt: at('12:00') }, now('12:29'))).toBe('calm');
  });
});

describe('running late', () => {
  test('is what the next patient here has waited beyond the hour', () => {
    const plan = planDay([arrived({ startsAt: at('12:00'), arrivedAt: at('11:45') })]);
    expect(lateMinutes(plan, now('12:15'))).toBe(15);
  });

  test('is not said for a few minutes', () => {
    const plan = planDay([arrived({ startsAt: at('12:00'), arrivedAt: at('11:45') })]);
    expect(lateMinutes(plan, now('12:04'))).toBe(0);
    expect(lateMinutes(plan, now('12:05'))).toBe(5);
  });

  test('is nobody else’s fault when the patient is not here', () => {
    expect(lateMinutes(planDay([appointment({ startsAt: at('12:00') })]), now('13:00'))).toBe(0);
  });
});
