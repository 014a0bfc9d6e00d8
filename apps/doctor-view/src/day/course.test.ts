import { TRANSITION_COMMANDS } from '@vitalmed/core';
import { describe, expect, it } from 'vitest';
import { type Course, foresee, type Revised, settled, TAKEN_BACK_BY } from './course.ts';

const now = Date.parse('2030-06-03T12:05:00Z');

const waiting: Revised = {
  id: 'one',
  revision: 4,
  status: 'arrived',
  startsAt: '2030-06-03T12:00:00.000Z',
  endsAt: '2030-06-03T12:20:00.000Z',
  arrivedAt: '2030-06-03T11:55:00.000Z',
  startedAt: null,
  completedAt: null,
  commands: ['start'],
};

const course = (stands: Revised): Course<Revised> => ({ stands, underWay: 1, refused: true });

describe('what is foreseen', () => {
  it('is undone by the act that takes it back', () => {
    for (const command of TRANSITION_COMMANDS) {
      const back = TAKEN_BACK_BY[command];
      if (!back) continue;
      const before = foresee(waiting, back, now);
      const again = foresee(foresee(before, command, now), back, now);
      expect({ ...again, commands: [] }, command).toEqual({ ...before, commands: [] });
    }
  });
});

describe('after a refusal', () => {
  it('stands what stood before, as what was foreseen never came to be', () => {
    const foreseen = foresee(foresee(waiting, 'start', now), 'complete', now);
    expect(foreseen.status).toBe('completed');
    expect(settled(course(waiting), foreseen)).toBe(waiting);
  });

  it('stands what somebody else made of it meanwhile, where that was read', () => {
    const theirs: Revised = { ...waiting, revision: 5, status: 'cancelled', commands: [] };
    expect(settled(course(waiting), theirs)).toBe(theirs);
    expect(settled(course(waiting), undefined)).toBe(waiting);
  });
});
