import { createEffect, onCleanup } from 'solid-js';
import { refreshAppointments } from './appointments.ts';
import { openLiveFeed } from './live-feed.ts';
import { refreshSlots } from './slots.ts';
import type { SlotFilter } from './trpc.ts';

/** A change shows soon, yet a busy morning makes nobody's phone search more than once in this time. */
const SOON_MS = 400;
const AT_MOST_EVERY_MS = 3_000;

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

/** Hundreds of changes may come at once, a few every second for hours: the screen asks again once for many. */
function listen(path: Parameters<typeof openLiveFeed>[0], input: object, refresh: () => Promise<void>): void {
  let gathering: ReturnType<typeof setTimeout> | undefined;
  let restsUntil = 0;
  const end = openLiveFeed(path, input, () => {
    gathering ??= setTimeout(
      () => {
        gathering = undefined;
        restsUntil = Date.now() + AT_MOST_EVERY_MS;
        void refresh();
      },
      Math.max(SOON_MS, restsUntil - Date.now()),
    );
  });
  onCleanup(() => {
    clearTimeout(gathering);
    end();
  });
}
