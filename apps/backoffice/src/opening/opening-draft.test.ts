import { describe, expect, it } from 'vitest';
import { draftProblem, lengthForCount, type OpeningDraft, slotsADay, toOpening } from './opening-draft.ts';

function draft(overrides: Partial<OpeningDraft> = {}): OpeningDraft {
  return {
    doctorIds: [1],
    dates: ['2026-08-10'],
    ranges: [{ from: '09:00', to: '12:00' }],
    slotMinutes: 20,
    siteId: 1,
    roomId: null,
    specialtyId: null,
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
