/** Bounds of a slot's length, in minutes. */
export const MIN_SLOT_MINUTES = 5;
export const MAX_SLOT_MINUTES = 240;

export function isSlotMinutes(minutes: number): boolean {
  return Number.isInteger(minutes) && minutes >= MIN_SLOT_MINUTES && minutes <= MAX_SLOT_MINUTES;
}

/** How many whole slots of that length fit into a stretch of `minutes`; 0 for a length that isn't allowed. */
export function slotCount(minutes: number, slotMinutes: number): number {
  if (!isSlotMinutes(slotMinutes) || !(minutes > 0)) return 0;
  return Math.floor(minutes / slotMinutes);
}

/**
 * The longest slot, in whole minutes, of which at least `count` fit into a stretch of `minutes`; null when
 * no allowed length does. Where no length gives `count` exactly, `slotCount` of the answer is the nearest above.
 */
export function slotMinutesFor(minutes: number, count: number): number | null {
  if (!Number.isInteger(count) || count < 1) return null;
  const longest = Math.min(MAX_SLOT_MINUTES, Math.floor(minutes / count));
  return isSlotMinutes(longest) ? longest : null;
}
