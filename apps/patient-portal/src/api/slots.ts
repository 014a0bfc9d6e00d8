import { type LocalDate, namedSlots } from '@vitalmed/core';
import { askAgain, queryClient } from './query-client.ts';
import type { FreeSlot, SlotFilter } from './trpc.ts';
import { api } from './trpc.ts';

export const catalogQuery = {
  queryKey: ['catalog'],
  queryFn: () => api.catalog.get.query(),
  staleTime: 10 * 60_000,
};

/** The free slots of one day, with what was asked: answers to one question are the same list, some time later. */
export type DaySlots = { filter: SlotFilter; date: LocalDate; slots: FreeSlot[] };

/** The days with room, and the first of them with its slots. `from` null starts today, in the site's zone. */
export function overviewQuery(filter: SlotFilter, from: LocalDate | null) {
  return {
    queryKey: ['slots', 'overview', filter, from],
    queryFn: async ({ signal }: { signal: AbortSignal }) => {
      const found = await api.slots.overview.query({ ...filter, from: from ?? undefined }, { signal });
      const first = found.first && { filter, date: found.first.date, slots: namedSlots(found.first) };
      return { ...found, first };
    },
  };
}

export type Overview = Awaited<ReturnType<ReturnType<typeof overviewQuery>['queryFn']>>;

/** The soonest free slot of the whole clinic, if there is one. */
export const soonestQuery = {
  queryKey: ['slots', 'soonest'],
  queryFn: async ({ signal }: { signal: AbortSignal }) => {
    const [soonest] = namedSlots(await api.slots.find.query({ limit: 1 }, { signal }));
    return soonest ?? null;
  },
};

export function dayQuery(filter: SlotFilter, date: LocalDate) {
  return {
    queryKey: ['slots', 'day', filter, date],
    queryFn: async ({ signal }: { signal: AbortSignal }): Promise<DaySlots> => ({
      filter,
      date,
      slots: namedSlots(await api.slots.day.query({ ...filter, date }, { signal })),
    }),
  };
}

type SlotAnswer = Awaited<ReturnType<typeof api.slots.get.query>>;

export function slotQuery(slotId: number) {
  return {
    queryKey: ['slots', 'one', slotId],
    queryFn: ({ signal }: { signal: AbortSignal }) => api.slots.get.query({ slotId }, { signal }),
    staleTime: 0,
  };
}

/** A free hour that is on screen already: its own page shows it at once, and asks whether it still is. */
export function rememberSlot(slot: FreeSlot): void {
  queryClient.setQueryData<SlotAnswer>(slotQuery(slot.id).queryKey, (before) => ({
    alternatives: [],
    ...before,
    slot,
    refusal: null,
  }));
}

/** Whatever hours are on screen are asked again. */
export function refreshSlots(): Promise<void> {
  return askAgain(['slots']);
}
