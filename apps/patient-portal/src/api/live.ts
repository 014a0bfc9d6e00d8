import { createEffect, onCleanup } from 'solid-js';
import { refreshAppointments } from './appointments.ts';
import { openLiveFeed } from './live-feed.ts';
import { refreshSlots } from './slots.ts';
import type { SlotFilter } from './trpc.ts';

const GATHER_MS = 400;

/** Keeps the hours of the search fresh while they are on screen. */
export function createLiveSlots(filter: () => SlotFilter): void {
  createEffect(() => {
    const { specialtyId, doctorId } = filter();
    listen('slots.changes', { specialtyId, doctorId }, refreshSlots);
  });
}

/** Keeps the person's own appointments fresh while they are signed in. */
export function createLiveAppointments(signedIn: () => boolean): void {
  createEffect(() => {
    if (signedIn()) listen('appointments.changes', {}, refreshAppointments);
  });
}

/** A clinic that opens a week sends hundreds of changes at once: the screen asks again once for all of them. */
function listen(path: Parameters<typeof openLiveFeed>[0], input: object, refresh: () => Promise<void>): void {
  let gathering: ReturnType<typeof setTimeout> | undefined;
  const end = openLiveFeed(path, input, () => {
    gathering ??= setTimeout(() => {
      gathering = undefined;
      void refresh();
    }, GATHER_MS);
  });
  onCleanup(() => {
    clearTimeout(gathering);
    end();
  });
}
