import type { FreeSlot } from '../api/trpc.ts';

/** The free slots of one doctor at one site, in the order of the clock. */
export type SlotGroup = { key: string; slots: [FreeSlot, ...FreeSlot[]] };

/** Whoever attends first comes first. Takes slots of one day in any order. */
export function groupSlots(slots: FreeSlot[]): SlotGroup[] {
  const groups = new Map<string, SlotGroup>();
  for (const slot of slots.toSorted((a, b) => Date.parse(a.startsAt) - Date.parse(b.startsAt))) {
    const key = `${slot.doctor.id}-${slot.site.id}-${slot.specialty.id}`;
    const group = groups.get(key);
    if (group) group.slots.push(slot);
    else groups.set(key, { key, slots: [slot] });
  }
  return [...groups.values()];
}
