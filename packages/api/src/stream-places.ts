import type { ServerResponse } from 'node:http';
import type { TRPCError } from '@trpc/server';
import { addressBlock } from '@vitalmed/auth';
import type { RequestContext } from './context.ts';
import { refusalError } from './error-map.ts';

/** How many streams one process keeps open at once, and for how long one that takes nothing. */
export type StreamBounds = {
  /** Of people who aren't signed in, by network: a waiting room's telephones share one address. */
  perAddress: number;
  /** Of one account, over all its browsers and tabs. */
  perUser: number;
  /** Of all who aren't signed in. */
  anonymous: number;
  all: number;
  /** How long what was written may wait for the client to take it, in milliseconds. */
  stalledMs: number;
};

/** A stream costs 14 kB and each message to it 0.04 ms (docs/decisions/0004-live-feed.md). */
export const STREAM_BOUNDS: StreamBounds = {
  perAddress: 40,
  perUser: 40,
  anonymous: 3_000,
  all: 5_000,
  stalledMs: 30_000,
};

/** When a refused client may ask for a stream again. Until then it asks for what it shows from time to time. */
const RETRY_AFTER_SECONDS = 30;

export type StreamPlaces = {
  /** Takes a place until the answer closes, however it does; answers with a refusal where none is free. */
  enter(ctx: Pick<RequestContext, 'user' | 'clientAddress'>, outgoing: ServerResponse): TRPCError | null;
};

/** The places of all origins of one process together. */
export function createStreamPlaces(bounds: StreamBounds = STREAM_BOUNDS): StreamPlaces {
  const taken = new Map<string, number>();
  const count = (whose: string) => taken.get(whose) ?? 0;
  const add = (whose: string, change: 1 | -1) => {
    const now = count(whose) + change;
    if (now > 0) taken.set(whose, now);
    else taken.delete(whose);
  };
  const stalls = watchStalls(bounds.stalledMs);
  return {
    enter({ user, clientAddress }, outgoing) {
      const own = user ? `user ${user.id}` : `address ${addressBlock(clientAddress)}`;
      if (count(own) >= (user ? bounds.perUser : bounds.perAddress)) return refused('TOO_MANY_REQUESTS');
      const full = count('all') >= bounds.all || (!user && count('anonymous') >= bounds.anonymous);
      if (full) return refused('SERVICE_UNAVAILABLE');
      // Gone while its session was read: it closes no second time, so it would keep the place for good.
      if (outgoing.destroyed) return null;
      const holds = ['all', own, ...(user ? [] : ['anonymous'])];
      for (const whose of holds) add(whose, 1);
      const stopWatching = stalls.watch(outgoing);
      outgoing.once('close', () => {
        stopWatching();
        for (const whose of holds) add(whose, -1);
      });
      return null;
    },
  };
}

function refused(code: 'TOO_MANY_REQUESTS' | 'SERVICE_UNAVAILABLE'): TRPCError {
  const details = { retryAfterSeconds: RETRY_AFTER_SECONDS };
  return refusalError({ ok: false, reason: 'rate-limited', details }, code);
}

/** Cuts answers off that nobody takes, so that their memory is free again: one timer for all of them. */
function watchStalls(stalledMs: number) {
  const since = new Map<ServerResponse, number | null>();
  let timer: ReturnType<typeof setInterval> | undefined;
  const look = () => {
    const now = performance.now();
    for (const [outgoing, stalledAt] of since) {
      if (!outgoing.writableNeedDrain) continue;
      if (stalledAt === null) {
        since.set(outgoing, now);
        outgoing.once('drain', () => since.has(outgoing) && since.set(outgoing, null));
      } else if (now - stalledAt >= stalledMs) {
        // A reset, since what an orderly end leaves unsent would wait in the system's own buffers.
        outgoing.socket?.resetAndDestroy();
      }
    }
  };
  return {
    watch(outgoing: ServerResponse): () => void {
      since.set(outgoing, null);
      timer ??= setInterval(look, stalledMs / 4).unref();
      return () => {
        since.delete(outgoing);
        if (since.size > 0) return;
        clearInterval(timer);
        timer = undefined;
      };
    },
  };
}
