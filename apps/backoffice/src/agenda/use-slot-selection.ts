import { useMemo, useState } from 'react';
import type { AgendaDay, AgendaSlot } from '../api/trpc.ts';

interface SlotSelection {
  ids: ReadonlySet<number>;
  slots: AgendaSlot[];
  /** With `range`, everything between the last chosen slot and this one of the same doctor. */
  toggle(slot: AgendaSlot, range: boolean): void;
  clear(): void;
}

/** One and the same, so that a change of the day leaves the columns alone while nothing is chosen. */
const NOTHING: ReadonlySet<number> = new Set();

const selectable = (slot: AgendaSlot) => slot.id !== null && slot.status !== 'busy';

/** Ids of the free or blocked slots from one to the other, both included; none when they are not of one column. */
export function slotsBetween(day: AgendaDay, fromId: number, toId: number): number[] {
  for (const { slots } of day.columns) {
    const from = slots.findIndex((slot) => slot.id === fromId);
    const to = slots.findIndex((slot) => slot.id === toId);
    if (from === -1 || to === -1) continue;
    const stretch = slots.slice(Math.min(from, to), Math.max(from, to) + 1);
    return stretch.filter(selectable).flatMap((slot) => (slot.id === null ? [] : [slot.id]));
  }
  return [];
}

/** Several slots chosen to block or release at once. What somebody takes meanwhile drops out by itself. */
export function useSlotSelection(day: AgendaDay): SlotSelection {
  const [chosen, setChosen] = useState(NOTHING);
  const [last, setLast] = useState<number | null>(null);

  const slots = useMemo(
    () =>
      day.columns
        .flatMap((column) => column.slots)
        .filter((slot) => selectable(slot) && slot.id !== null && chosen.has(slot.id)),
    [day, chosen],
  );
  const ids = useMemo(
    () =>
      slots.length === 0 ? NOTHING : new Set(slots.flatMap((slot) => (slot.id === null ? [] : [slot.id]))),
    [slots],
  );

  function toggle(slot: AgendaSlot, range: boolean) {
    // A stretch may end on a taken slot: what lies between is what was meant.
    const stretch = range && last !== null;
    if (slot.id === null || (!stretch && !selectable(slot))) return;
    const next = new Set(ids);
    if (stretch) for (const id of slotsBetween(day, last, slot.id)) next.add(id);
    else if (!next.delete(slot.id)) next.add(slot.id);
    setChosen(next);
    setLast(slot.id);
  }

  return { ids, slots, toggle, clear: () => setChosen(NOTHING) };
}
