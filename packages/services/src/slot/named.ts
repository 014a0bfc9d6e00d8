import { fullName, type ListedSlot, type NamedSlot, namedSlots, type SlotList } from '@vitalmed/core';
import { type Database, namesOfSlots } from '@vitalmed/db';

/** Slots as a list that tells each name once. */
export async function slotList(db: Database, slots: ListedSlot[]): Promise<SlotList> {
  const { doctors, specialties, sites } = await namesOfSlots(db, slots);
  return {
    slots,
    doctors: doctors.map((doctor) => ({ id: doctor.id, name: fullName(doctor) })),
    specialties,
    sites,
  };
}

/** The same slots, each with the names that it shows: for a few. */
export async function withNames(db: Database, slots: ListedSlot[]): Promise<NamedSlot[]> {
  return namedSlots(await slotList(db, slots));
}
