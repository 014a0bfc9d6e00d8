import {
  type Columns,
  columnsOf,
  type ListedSlot,
  type NamedSlot,
  namedSlots,
  type SlotList,
  slotFields,
} from '@vitalmed/core';
import { type Database, namesOfSlots } from '@vitalmed/db';

/** Slots as a list that tells each name once. */
export async function slotList(db: Database, slots: Columns<ListedSlot>): Promise<SlotList> {
  const { doctors, specialties, sites } = await namesOfSlots(db, slots);
  return {
    slots,
    doctors: columnsOf(doctors, ['id', 'name']),
    specialties: columnsOf(specialties, ['id', 'name']),
    sites: columnsOf(sites, ['id', 'name', 'address', 'timeZone']),
  };
}

/** The same slots, each with the names that it shows: for a few. */
export async function withNames(db: Database, slots: ListedSlot[]): Promise<NamedSlot[]> {
  return namedSlots(await slotList(db, columnsOf(slots, slotFields)));
}
