import type { FreeSlot } from '../api/trpc.ts';

/** An hour on screen. One that went while somebody looked stays where it was, as gone: nothing moves under a finger. */
export type ShownSlot = FreeSlot & { gone: boolean };

/** The free slots of one doctor at one site, in the order of the clock. */
export type SlotGroup = { key: string; slots: [ShownSlot, ...ShownSlot[]] };

/** Whoever attends first comes first. Takes slots of one day in any order. */
export function groupSlots(slots: readonly ShownSlot[]): SlotGroup[] {
  const groups = new Map<string, SlotGroup>();
  for (const slot of slots.toSorted((a, b) => Date.parse(a.startsAt) - Date.parse(b.startsAt))) {
    const key = `${slot.doctor.id}-${slot.site.id}-${slot.specialty.id}`;
    const group = groups.get(key);
    if (group) group.slots.push(slot);
    else groups.set(key, { key, slots: [slot] });
  }
  return [...groups.values()];
}

/**
 * What a screen shows of one question once its answer is new: a doctor with hours keeps their place and whatever hours
 * went, others come behind, and a doctor with none left goes.
 */
export function keepPlaces(before: readonly SlotGroup[], free: readonly FreeSlot[]): SlotGroup[] {
  const freeIds = new Set(free.map(({ id }) => id));
  const gone = before
    .flatMap(({ slots }) => slots)
    .filter(({ id }) => !freeIds.has(id))
    .map((slot) => ({ ...slot, gone: true }));
  const now = groupSlots([...free.map((slot) => ({ ...slot, gone: false })), ...gone]).filter(({ slots }) =>
    slots.some((slot) => !slot.gone),
  );
  const known = before.flatMap(({ key }) => now.filter((group) => group.key === key));
  return [...known, ...now.filter((group) => !known.includes(group))];
}
