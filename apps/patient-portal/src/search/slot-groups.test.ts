import { expect, test } from 'vitest';
import type { FreeSlot } from '../api/trpc.ts';
import { groupSlots } from './slot-groups.ts';

let lastId = 0;

function aSlot(overrides: { doctor?: number; site?: number; at: string }): FreeSlot {
  lastId += 1;
  return {
    id: lastId,
    startsAt: `2026-08-04T${overrides.at}:00Z`,
    endsAt: `2026-08-04T${overrides.at}:00Z`,
    date: '2026-08-04',
    doctor: { id: overrides.doctor ?? 1, name: 'Dra. A' },
    specialty: { id: 1, name: 'Clínica' },
    site: { id: overrides.site ?? 1, name: 'Centro', address: '', timeZone: 'UTC' },
  };
}

const times = (slots: FreeSlot[]) => slots.map(({ startsAt }) => startsAt.slice(11, 16));

test('the doctor who attends first comes first, with the hours in order', () => {
  const groups = groupSlots([
    aSlot({ doctor: 1, at: '10:00' }),
    aSlot({ doctor: 2, at: '09:30' }),
    aSlot({ doctor: 1, at: '09:40' }),
  ]);
  expect(groups.map(({ slots }) => times(slots))).toEqual([['09:30'], ['09:40', '10:00']]);
});

test('one doctor at two sites makes two groups', () => {
  expect(groupSlots([aSlot({ site: 1, at: '09:00' }), aSlot({ site: 2, at: '15:00' })])).toHaveLength(2);
});

test('no slots make no groups', () => {
  expect(groupSlots([])).toEqual([]);
});
