import { describe, expect, it } from 'vitest';
import {
  draftProblem,
  endTime,
  lengthForCount,
  type OpeningDraft,
  siteOf,
  slotsADay,
  toOpening,
  withoutStrangers,
} from './opening-draft.ts';

function draft(overrides: Partial<OpeningDraft> = {}): OpeningDraft {
  return {
    doctorIds: [1],
    dates: ['2026-08-10'],
    ranges: [{ from: '09:00', to: '12:00' }],
    slotMinutes: 20,
    siteId: 1,
    roomId: null,
    specialtyId: null,
    without: [],
    ...overrides,
  };
}

describe('slots and their length', () => {
  it('makes nine slots of twenty minutes from nine to twelve', () => {
    expect(slotsADay(draft())).toBe(9);
  });

  it('adds up the slots of every stretch', () => {
    expect(
      slotsADay(
        draft({
          ranges: [
            { from: '09:00', to: '12:00' },
            { from: '15:00', to: '15:50' },
          ],
        }),
      ),
    ).toBe(11);
  });

  it('finds the length for a wanted number', () => {
    expect(lengthForCount([{ from: '09:00', to: '12:00' }], 12)).toBe(15);
  });

  it('shortens the length where several stretches lose a remainder each', () => {
    const ranges = [
      { from: '09:00', to: '09:50' },
      { from: '10:00', to: '10:50' },
    ];
    const length = lengthForCount(ranges, 5);
    expect(length).not.toBeNull();
    expect(slotsADay({ ranges, slotMinutes: length ?? 0 })).toBeGreaterThanOrEqual(5);
  });

  it('has no answer for more slots than five minutes allow', () => {
    expect(lengthForCount([{ from: '09:00', to: '10:00' }], 50)).toBeNull();
  });

  it('counts nothing while an hour is half typed', () => {
    expect(slotsADay(draft({ ranges: [{ from: '09:00', to: '' }] }))).toBe(0);
  });
});

describe('what is missing', () => {
  it.each([
    ['doctors', { doctorIds: [] }],
    ['dates', { dates: [] }],
    ['ranges', { ranges: [{ from: '12:00', to: '09:00' }] }],
    ['ranges', { ranges: [] }],
    [
      'overlap',
      {
        ranges: [
          { from: '09:00', to: '12:00' },
          { from: '11:00', to: '13:00' },
        ],
      },
    ],
    ['length', { slotMinutes: 4 }],
    ['site', { siteId: null }],
  ] as const)('says "%s"', (problem, overrides) => {
    expect(draftProblem(draft(overrides as Partial<OpeningDraft>))).toBe(problem);
    expect(toOpening(draft(overrides as Partial<OpeningDraft>))).toBeNull();
  });

  it('says nothing of a complete draft', () => {
    expect(draftProblem(draft())).toBeNull();
    expect(toOpening(draft())).toMatchObject({ siteId: 1, slotMinutes: 20 });
  });
});

describe('a stretch until midnight', () => {
  it('ends as the day does, with its last slot', () => {
    const late = draft({ ranges: [{ from: '23:00', to: endTime('00:00') }] });
    expect(slotsADay(late)).toBe(3);
    expect(toOpening(late)?.ranges).toEqual([{ from: '23:00', to: '24:00' }]);
  });
});

describe('the site that an opening starts with', () => {
  const doctors = [
    { id: 1, siteIds: [10] },
    { id: 2, siteIds: [20, 10] },
    { id: 3, siteIds: [20] },
    { id: 4, siteIds: [] },
  ];

  it.each([
    [[2], 20],
    [[2, 1], 10],
    [[4, 3], 20],
    [[1, 3], 10],
    [[4], null],
    [[], null],
  ])('of doctors %j is %s', (doctorIds, siteId) => {
    expect(siteOf(doctorIds, doctors)).toBe(siteId);
  });
});

describe('days left out', () => {
  it('are forgotten with the doctor or the date that they are of', () => {
    const without = [
      { doctorId: 1, date: '2026-08-10' },
      { doctorId: 2, date: '2026-08-10' },
      { doctorId: 1, date: '2026-08-11' },
    ];
    expect(withoutStrangers(draft({ without })).without).toEqual([{ doctorId: 1, date: '2026-08-10' }]);
  });
});
