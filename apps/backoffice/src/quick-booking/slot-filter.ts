/** Which free slots are looked for; null asks for any. */
export interface SlotFilter {
  doctorId: number | null;
  specialtyId: number | null;
  siteId: number | null;
  date: string | null;
  /** Wall-clock time of the site. */
  time: string | null;
}

export const ANY_SLOT: SlotFilter = {
  doctorId: null,
  specialtyId: null,
  siteId: null,
  date: null,
  time: null,
};

interface Wishes {
  /** By the dialog's start or by hand. */
  chosen: SlotFilter;
  /** What the box says now. */
  said: SlotFilter;
  /** What the box said when somebody chose by hand: their hand stands against it. */
  overruled: SlotFilter;
}

/**
 * What the box says goes over what was chosen, and gives way as soon as it says so no more: "gomez mar" is a Tuesday,
 * "gomez maria" is not.
 */
export function wantedSlots({ chosen, said, overruled }: Wishes): SlotFilter {
  const field = <K extends keyof SlotFilter>(name: K): SlotFilter[K] =>
    said[name] !== null && said[name] !== overruled[name] ? said[name] : chosen[name];
  return {
    doctorId: field('doctorId'),
    specialtyId: field('specialtyId'),
    siteId: field('siteId'),
    date: field('date'),
    time: field('time'),
  };
}
