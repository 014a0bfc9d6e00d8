import { afterAll, beforeAll, expect, it } from 'vitest';
import { firstSlot, openClinic } from '../testing/clinic.ts';
import { getSlot } from './get.ts';
import { withdraw } from './withdraw.ts';

let clinic: Awaited<ReturnType<typeof openClinic>>;

beforeAll(async () => {
  clinic = await openClinic();
});
afterAll(() => clinic.drop());

const seen = async (slotId: number, now?: Date) => {
  const found = await getSlot(clinic.as({ kind: 'anonymous' }, now), { slotId });
  if (!found.ok) throw new Error(found.reason);
  return { refusal: found.refusal, others: found.alternatives.map(({ id }) => id) };
};

it('offers an hour that is free, and no others beside it', async () => {
  const [slotId] = await clinic.openSlots();
  expect(await seen(slotId)).toEqual({ refusal: null, others: [] });
});

it('tells an hour that somebody has from one that the clinic took back and from one that began', async () => {
  const { as, booked, givenPortalPatient, openSlots, secretary } = clinic;
  const [begun, taken, withdrawn, next] = (await openSlots()) as [number, number, number, number];
  await booked(await givenPortalPatient(), taken);
  await withdraw(as(secretary), { slotIds: [withdrawn], reason: 'Reunión' });
  expect((await seen(taken)).refusal).toBe('slot-taken');
  expect((await seen(withdrawn)).refusal).toBe('slot-withdrawn');
  expect((await seen(begun, firstSlot)).refusal).toBe('slot-past');
  // What began is over, whoever has it, and is offered to nobody.
  expect((await seen(taken, new Date('2030-06-04T12:00:00Z'))).refusal).toBe('slot-past');
  const { others } = await seen(taken, firstSlot);
  expect(others[0]).toBe(next);
  expect(others).not.toContain(begun);
});
