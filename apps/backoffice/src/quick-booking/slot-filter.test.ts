import { expect, it } from 'vitest';
import { ANY_SLOT, wantedSlots } from './slot-filter.ts';

const chosen = { ...ANY_SLOT, doctorId: 7, date: '2026-08-10' };

it('looks for what was chosen while the box says nothing of it', () => {
  expect(wantedSlots({ chosen, said: ANY_SLOT, overruled: ANY_SLOT })).toEqual(chosen);
});

it('looks for what the box says, and goes back when the word turns out to be a name', () => {
  const tuesday = { ...ANY_SLOT, date: '2026-08-11' };
  expect(wantedSlots({ chosen, said: tuesday, overruled: ANY_SLOT })).toEqual({
    ...chosen,
    date: '2026-08-11',
  });
  expect(wantedSlots({ chosen, said: ANY_SLOT, overruled: ANY_SLOT })).toEqual(chosen);
});

it('keeps what was chosen by hand against what the box said before, until it says something else', () => {
  const tuesday = { ...ANY_SLOT, date: '2026-08-11' };
  const byHand = { ...chosen, date: null };
  expect(wantedSlots({ chosen: byHand, said: tuesday, overruled: tuesday }).date).toBeNull();
  const friday = { ...ANY_SLOT, date: '2026-08-14' };
  expect(wantedSlots({ chosen: byHand, said: friday, overruled: tuesday }).date).toBe('2026-08-14');
});
