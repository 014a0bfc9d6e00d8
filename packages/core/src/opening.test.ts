import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { overlaps } from './interval.ts';
import {
  type Clash,
  type ExistingStretch,
  type OpeningDoctor,
  type OpeningRequest,
  planOpening,
} from './opening.ts';
import { toInstant } from './zoned-time.ts';

const BUENOS_AIRES = 'America/Argentina/Buenos_Aires';
const MONDAY = '2026-08-03';
const perez = { id: 1, name: 'Dr. Juan Pérez', specialtyIds: [10, 11], roomId: null };
const gomez = { id: 2, name: 'Dra. Ana Gómez', specialtyIds: [11], roomId: null };
/** All of the doctors in one room. */
const inRoom = (...doctors: OpeningDoctor[]) => doctors.map((doctor) => ({ ...doctor, roomId: 7 }));

const at = (time: string, date = MONDAY) => toInstant(date, time, BUENOS_AIRES);
const during = (from: string, to: string, date = MONDAY) => ({ start: at(from, date), end: at(to, date) });

function opening(overrides: Partial<OpeningRequest> = {}): OpeningRequest {
  return {
    doctors: [perez],
    dates: [MONDAY],
    ranges: [{ from: '09:00', to: '12:00' }],
    slotMinutes: 20,
    specialtyId: null,
    site: { id: 3, name: 'Centro', timeZone: BUENOS_AIRES },
    without: [],
    existing: [],
    now: at('08:00', '2026-07-30'),
    ...overrides,
  };
}

function planned(overrides: Partial<OpeningRequest> = {}) {
  const plan = planOpening(opening(overrides));
  if (!plan.ok) throw new Error(plan.reason);
  return plan;
}

const clashesOf = (overrides: Partial<OpeningRequest>): Clash[] =>
  planned(overrides).schedules.flatMap(({ clashes }) => clashes);

describe('planning an opening', () => {
  it('tells how many slots a morning makes', () => {
    const plan = planned();
    expect(plan).toMatchObject({ totalSlots: 9, totalClashes: 0 });
    expect(plan.schedules).toMatchObject([
      {
        doctorId: 1,
        specialtyId: 10,
        date: MONDAY,
        from: '09:00',
        to: '12:00',
        during: during('09:00', '12:00'),
        clashes: [],
      },
    ]);
    expect(plan.schedules[0]?.slots[0]).toEqual(during('09:00', '09:20'));
  });

  it('leaves out a day of one doctor and keeps it for the others', () => {
    const without = [{ doctorId: perez.id, date: MONDAY }];
    const plan = planned({ doctors: [perez, gomez], dates: [MONDAY, '2026-08-04'], without });
    expect(plan.schedules.map(({ doctorId, date }) => [doctorId, date])).toEqual([
      [2, MONDAY],
      [1, '2026-08-04'],
      [2, '2026-08-04'],
    ]);
  });

  it('expands doctors, dates and ranges, by date, doctor and time', () => {
    const plan = planned({
      doctors: [perez, gomez],
      dates: ['2026-08-10', MONDAY],
      ranges: [
        { from: '14:00', to: '15:00' },
        { from: '09:00', to: '10:00' },
      ],
    });
    expect(plan.schedules.map(({ date, doctorId, from }) => `${date} ${doctorId} ${from}`)).toEqual([
      '2026-08-03 1 09:00',
      '2026-08-03 1 14:00',
      '2026-08-03 2 09:00',
      '2026-08-03 2 14:00',
      '2026-08-10 1 09:00',
      '2026-08-10 1 14:00',
      '2026-08-10 2 09:00',
      '2026-08-10 2 14:00',
    ]);
    expect(plan.totalSlots).toBe(8 * 3);
  });

  it('plans a range of exactly one slot, and none of a minute less', () => {
    expect(planned({ ranges: [{ from: '09:00', to: '09:20' }] }).totalSlots).toBe(1);
    expect(planOpening(opening({ ranges: [{ from: '09:00', to: '09:19' }] }))).toEqual({
      ok: false,
      reason: 'range-shorter-than-slot',
    });
  });

  it('counts a doctor or a date named twice once', () => {
    expect(planned({ doctors: [perez, perez], dates: [MONDAY, MONDAY] }).schedules).toHaveLength(1);
  });

  it('plans an evening up to midnight, and the next day from it, without a clash', () => {
    const ranges = [
      { from: '22:00', to: '24:00' },
      { from: '00:00', to: '02:00' },
    ];
    expect(planned({ ranges, dates: [MONDAY, '2026-08-04'] })).toMatchObject({
      totalSlots: 24,
      totalClashes: 0,
    });
  });

  it('leaves out a stretch that a change of the clocks swallows', () => {
    const site = { id: 4, name: 'Madrid', timeZone: 'Europe/Madrid' };
    const plan = planned({
      site,
      dates: ['2026-03-29', '2026-03-30'],
      ranges: [{ from: '02:00', to: '03:00' }],
      now: 0,
    });
    expect(plan.schedules.map(({ date }) => date)).toEqual(['2026-03-30']);
  });

  it.each([
    ['range-shorter-than-slot', { ranges: [{ from: '09:00', to: '09:10' }] }],
    ['empty-range', { ranges: [{ from: '12:00', to: '09:00' }] }],
    ['bad-slot-length', { slotMinutes: 1 }],
    ['bad-date', { dates: ['2026-02-30'] }],
  ] as const)('refuses a request that means nothing: %s', (reason, overrides) => {
    expect(planOpening(opening(overrides as Partial<OpeningRequest>))).toEqual({ ok: false, reason });
  });
});

describe('clashes with what exists', () => {
  const busyDoctor: ExistingStretch = {
    kind: 'doctor',
    doctorId: 1,
    during: during('11:00', '13:00'),
    label: 'Dr. Pérez',
  };
  const busyRoom: ExistingStretch = {
    kind: 'room',
    roomId: 7,
    doctorId: 2,
    during: during('08:00', '09:30'),
    label: 'Dra. Gómez',
  };

  it('names the stretch of the same doctor, and the part that clashes', () => {
    expect(clashesOf({ existing: [busyDoctor] })).toEqual([
      {
        kind: 'doctor-busy',
        doctorId: 1,
        date: MONDAY,
        from: '11:00',
        to: '12:00',
        with: 'Dr. Pérez 11:00-13:00',
      },
    ]);
  });

  it('names who has the room', () => {
    expect(clashesOf({ doctors: inRoom(perez), existing: [busyRoom] })).toEqual([
      {
        kind: 'room-busy',
        doctorId: 1,
        date: MONDAY,
        from: '09:00',
        to: '09:30',
        with: 'Dra. Gómez 08:00-09:30',
      },
    ]);
  });

  it('names each of several, and counts them', () => {
    const plan = planned({
      doctors: inRoom(perez),
      existing: [busyDoctor, { ...busyDoctor, during: during('09:00', '09:10') }, busyRoom],
    });
    expect(plan.totalClashes).toBe(3);
  });

  it('names a doctor who is in the room already once, as busy', () => {
    const own: ExistingStretch = { ...busyRoom, doctorId: 1, during: busyDoctor.during };
    expect(clashesOf({ doctors: inRoom(perez), existing: [busyDoctor, own] })).toMatchObject([
      { kind: 'doctor-busy' },
    ]);
  });

  it('has none with other doctors, other rooms, other days, or what only touches', () => {
    const existing: ExistingStretch[] = [
      { ...busyDoctor, doctorId: 2 },
      { ...busyRoom, roomId: 8 },
      { ...busyDoctor, during: during('11:00', '13:00', '2026-08-04') },
      { ...busyDoctor, during: during('12:00', '13:00') },
      { ...busyRoom, during: during('08:00', '09:00') },
    ];
    expect(clashesOf({ doctors: inRoom(perez), existing })).toEqual([]);
    expect(clashesOf({ existing: [busyRoom] })).toEqual([]);
  });

  it('ends a clash at midnight as 24:00', () => {
    const late = { ...busyDoctor, during: { start: at('23:00'), end: at('01:00', '2026-08-04') } };
    expect(clashesOf({ ranges: [{ from: '20:00', to: '24:00' }], existing: [late] })).toMatchObject([
      { from: '23:00', to: '24:00', with: 'Dr. Pérez 23:00-01:00' },
    ]);
  });
});

describe('clashes within the request', () => {
  it('names two ranges that overlap, on the later of them', () => {
    const ranges = [
      { from: '10:00', to: '11:00' },
      { from: '09:00', to: '10:30' },
    ];
    expect(clashesOf({ ranges })).toEqual([
      {
        kind: 'doctor-busy',
        doctorId: 1,
        date: MONDAY,
        from: '10:00',
        to: '10:30',
        with: 'Dr. Juan Pérez 09:00-10:30',
      },
    ]);
  });

  it('names two doctors in one room', () => {
    expect(clashesOf({ doctors: inRoom(perez, gomez) })).toEqual([
      {
        kind: 'room-busy',
        doctorId: 2,
        date: MONDAY,
        from: '09:00',
        to: '12:00',
        with: 'Dr. Juan Pérez 09:00-12:00',
      },
    ]);
  });

  it('accuses a doctor of being busy, not of their own room, where two of their ranges overlap in it', () => {
    const ranges = [
      { from: '09:00', to: '10:30' },
      { from: '10:00', to: '11:00' },
    ];
    expect(clashesOf({ ranges, doctors: inRoom(perez) }).map(({ kind }) => kind)).toEqual(['doctor-busy']);
  });

  it('has none for two doctors without a room, or each in their own', () => {
    expect(clashesOf({ doctors: [perez, gomez] })).toEqual([]);
    expect(clashesOf({ doctors: [...inRoom(perez), { ...gomez, roomId: 8 }] })).toEqual([]);
  });
});

describe('the past', () => {
  it('clashes with slots that have ended', () => {
    expect(clashesOf({ now: at('09:45') })).toEqual([
      { kind: 'past', doctorId: 1, date: MONDAY, from: '09:00', to: '09:40', with: `${MONDAY} 09:45` },
    ]);
  });

  it('does not while the first slot runs, so that a day can be opened a little late', () => {
    expect(clashesOf({ now: at('09:19') })).toEqual([]);
    expect(clashesOf({ now: at('09:20') })).toMatchObject([{ kind: 'past', to: '09:20' }]);
  });
});

describe('specialties', () => {
  it('takes the one asked for where the doctor has it', () => {
    expect(planned({ specialtyId: 11 }).schedules[0]?.specialtyId).toBe(11);
  });

  it('clashes where the doctor does not', () => {
    expect(clashesOf({ doctors: [perez, gomez], specialtyId: 10 })).toEqual([
      {
        kind: 'not-your-specialty',
        doctorId: 2,
        date: MONDAY,
        from: '09:00',
        to: '12:00',
        with: 'Dra. Ana Gómez',
      },
    ]);
  });

  it('clashes for a doctor without any', () => {
    const plan = planned({ doctors: [{ ...perez, specialtyIds: [] }] });
    expect(plan.schedules).toMatchObject([{ specialtyId: null, clashes: [{ kind: 'not-your-specialty' }] }]);
  });
});

describe('a plan without clashes', () => {
  it('never has two slots of a doctor, or two stretches in its room, at once', () => {
    const minutes = fc.integer({ min: 0, max: 22 });
    const hour = (hours: number) => `${String(hours).padStart(2, '0')}:00`;
    const range = minutes.map((from) => ({ from: hour(from), to: hour(from + 2) }));
    fc.assert(
      fc.property(
        fc.array(range, { minLength: 1, maxLength: 4 }),
        fc.boolean(),
        fc.boolean(),
        (ranges, two, oneRoom) => {
          const all = two ? [perez, gomez] : [perez];
          const doctors = oneRoom ? inRoom(...all) : all;
          const { schedules, totalClashes } = planned({ ranges, doctors });
          const meets = schedules.some((a, i) =>
            schedules
              .slice(i + 1)
              .some((b) => overlaps(a.during, b.during) && (oneRoom || a.doctorId === b.doctorId)),
          );
          expect(totalClashes > 0).toBe(meets);
        },
      ),
    );
  });
});
