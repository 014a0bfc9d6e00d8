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
    const { specialtyId, doctorId, siteId } = filter();
    listen('slots.changes', { specialtyId, doctorId, siteId }, refreshSlots);
  });
}

/** Keeps the person's own appointments fresh while they are signed in. */
export function createLiveAppointments(signedIn: () => boolean): void {
  createEffect(() => {
    if (signedIn()) listen('appointments.changes', {}, refreshAppointments);
  });
}

/**
 * Hundreds of changes may come at once, a few every second for hours: the screen asks again once for many, and not
 * before it has the answer to what it asked last.
 */
function listen(path: Parameters<typeof openLiveFeed>[0], input: object, refresh: () => Promise<void>): void {
  let waiting: ReturnType<typeof setTimeout> | undefined;
  let asking = false;
  let ended = false;
  let outdated = false;
  let restsUntil = 0;
  const askSoon = () => {
    outdated = true;
    if (!asking && !ended) waiting ??= setTimeout(ask, Math.max(SOON_MS, restsUntil - Date.now()));
  };
  const ask = async () => {
    waiting = undefined;
    outdated = false;
    asking = true;
    restsUntil = Date.now() + AT_MOST_EVERY_MS;
    await refresh().finally(() => {
      asking = false;
    });
    if (outdated) askSoon();
  };
  const end = openLiveFeed(path, input, askSoon);
  onCleanup(() => {
    ended = true;
    clearTimeout(waiting);
    end();
  });
}
