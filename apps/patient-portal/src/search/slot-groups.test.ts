import { expect, test } from 'vitest';
import type { FreeSlot } from '../api/trpc.ts';
import { groupSlots, keepPlaces, type ShownSlot } from './slot-groups.ts';

let lastId = 0;

function aSlot(overrides: { doctor?: number; site?: number; at: string }): ShownSlot {
  lastId += 1;
  return {
    id: lastId,
    startsAt: `2026-08-04T${overrides.at}:00Z`,
    endsAt: `2026-08-04T${overrides.at}:00Z`,
    date: '2026-08-04',
    doctor: { id: overrides.doctor ?? 1, name: 'Dra. A' },
    specialty: { id: 1, name: 'Clínica' },
    site: { id: overrides.site ?? 1, name: 'Centro', address: '', timeZone: 'UTC' },
    gone: false,
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

/** What a screen shows of these answers, one after the other: times, those that went in brackets. */
const onScreen = (...answers: FreeSlot[][]) =>
  answers
    .reduce<ReturnType<typeof keepPlaces>>((before, free) => keepPlaces(before, free), [])
    .map(({ slots }) =>
      slots.map(({ startsAt, gone }) => (gone ? `(${startsAt.slice(11, 16)})` : startsAt.slice(11, 16))),
    );

test('an hour that went stays where it was, and is free again when it comes back', () => {
  const [first, second] = [aSlot({ at: '09:00' }), aSlot({ at: '09:20' })];
  expect(onScreen([first, second], [second])).toEqual([['(09:00)', '09:20']]);
  expect(onScreen([first, second], [second], [first, second])).toEqual([['09:00', '09:20']]);
});

test('doctors on screen keep their places, whoever now attends first', () => {
  const [early, late] = [aSlot({ doctor: 1, at: '09:00' }), aSlot({ doctor: 1, at: '11:00' })];
  const other = aSlot({ doctor: 2, at: '10:00' });
  const freed = aSlot({ doctor: 3, at: '08:00' });
  expect(onScreen([early, late, other], [late, other, freed])).toEqual([
    ['(09:00)', '11:00'],
    ['10:00'],
    ['08:00'],
  ]);
});

test('a doctor without an hour left goes', () => {
  const [taken, other] = [aSlot({ doctor: 1, at: '09:00' }), aSlot({ doctor: 2, at: '10:00' })];
  expect(onScreen([taken, other], [other])).toEqual([['10:00']]);
});
