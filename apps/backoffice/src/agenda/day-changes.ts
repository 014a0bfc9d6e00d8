import { replaceEqualDeep } from '@tanstack/react-query';
import type { AgendaColumn, AgendaDay, AgendaSlot } from '../api/trpc.ts';

/** What the stream told at one place of it: everything below that place is told by then. */
export type ToldChanges = {
  place: number;
  columns: AgendaColumn[];
  cells: { doctor: AgendaColumn['doctor']; slot: AgendaSlot }[];
  gone: string[];
};

/** The day with those changes in it. Columns and slots that they don't touch stay the same objects. */
export function withChanges(day: AgendaDay, { place, columns, cells, gone }: ToldChanges): AgendaDay {
  const left = new Map(day.columns.map((column) => [column.doctor.id, column]));
  for (const column of columns)
    left.set(column.doctor.id, sameWhereEqual(left.get(column.doctor.id), column));
  for (const { doctor, slot } of cells) {
    const column = left.get(doctor.id) ?? { doctor, siteNames: [], slots: [] };
    left.set(doctor.id, withCell(column, slot));
  }
  for (const column of left.values()) left.set(column.doctor.id, withoutGone(column, gone));
  const next = [...left.values()].filter(({ slots }) => slots.length > 0);
  return { ...day, asOf: Math.max(day.asOf, place), columns: inOrder(day.columns, next) };
}

const sameWhereEqual = <T>(old: T | undefined, fresh: T): T =>
  old === undefined ? fresh : replaceEqualDeep(old, fresh);

function withCell(column: AgendaColumn, slot: AgendaSlot): AgendaColumn {
  const old = column.slots.find((known) => isSameCell(known, slot));
  if (old) {
    const fresh = sameWhereEqual(old, slot);
    return fresh === old
      ? column
      : withSlots(
          column,
          column.slots.map((known) => (known === old ? fresh : known)),
        );
  }
  // An appointment has one cell: it leaves its own when its slot is shown (again), and gets one when that no longer is.
  const others = column.slots.filter(
    ({ id, appointment }) => id !== null || appointment?.id !== slot.appointment?.id,
  );
  const at = others.findIndex(({ startsAt }) => startsAt > slot.startsAt);
  return withSlots(column, others.toSpliced(at === -1 ? others.length : at, 0, slot));
}

const isSameCell = (known: AgendaSlot, { id, appointment }: AgendaSlot) =>
  id === null ? known.id === null && known.appointment?.id === appointment?.id : known.id === id;

function withoutGone(column: AgendaColumn, gone: readonly string[]): AgendaColumn {
  const isGone = ({ id, appointment }: AgendaSlot) =>
    id === null && appointment !== null && gone.includes(appointment.id);
  return column.slots.some(isGone)
    ? withSlots(
        column,
        column.slots.filter((slot) => !isGone(slot)),
      )
    : column;
}

function withSlots(column: AgendaColumn, slots: AgendaSlot[]): AgendaColumn {
  const siteNames = [...new Set(slots.map(({ site }) => site.name))];
  return { ...column, slots, siteNames: replaceEqualDeep(column.siteNames, siteNames) };
}

/** The same list where nothing changed, and by the doctors' names where somebody came or went. */
function inOrder(old: AgendaColumn[], next: AgendaColumn[]): AgendaColumn[] {
  if (next.length === old.length && next.every((column, n) => column === old[n])) return old;
  return next.sort((a, b) => a.doctor.name.localeCompare(b.doctor.name, 'es'));
}

/**
 * Readings of a day and what is told while they are under way: an answer that left the server before a change mustn't
 * bring back what was there before it.
 */
export function dayReadings() {
  const underWay = new Set<{ key: string; told: ToldChanges[] }>();
  return {
    /** Remembers what was told of the day of that key for as long as a reading may lack it. */
    tell(key: string, changes: ToldChanges): void {
      for (const reading of underWay) if (reading.key === key) reading.told.push(changes);
    },
    async read(key: string, ask: () => Promise<AgendaDay>): Promise<AgendaDay> {
      const reading = { key, told: [] as ToldChanges[] };
      underWay.add(reading);
      try {
        const day = await ask();
        return reading.told.filter(({ place }) => place > day.asOf).reduce(withChanges, day);
      } finally {
        underWay.delete(reading);
      }
    },
  };
}
