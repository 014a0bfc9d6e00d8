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
  /**
   * After so long, give or take a tenth, a stranger's stream is cut: a browser goes on where it was within seconds,
   * and one that never reads, or went away without a word, holds its place no longer. Milliseconds.
   */
  strangerMs: number;
};

/** A stream costs 14 kB and each message to it 0.04 ms (docs/decisions/0004-live-feed.md). */
export const STREAM_BOUNDS: StreamBounds = {
  perAddress: 40,
  perUser: 40,
  anonymous: 3_000,
  all: 5_000,
  stalledMs: 30_000,
  strangerMs: 30 * 60_000,
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
  const ends = watchEnds(bounds);
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
      const stopWatching = ends.watch(outgoing, { stranger: user === null });
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

type Watched = { stalledSince: number | null; cutAt: number };

/** Cuts streams off that nobody takes, so that their memory is free again, and old ones: one timer for all of them. */
function watchEnds({ stalledMs, strangerMs }: StreamBounds) {
  const open = new Map<ServerResponse, Watched>();
  let timer: ReturnType<typeof setInterval> | undefined;
  const look = () => {
    const now = performance.now();
    for (const [outgoing, watched] of open) {
      noteStall(outgoing, watched, now);
      // A reset, since what an orderly end leaves unsent would wait in the system's own buffers.
      if (watched.stalledSince !== null && now - watched.stalledSince >= stalledMs)
        outgoing.socket?.resetAndDestroy();
      else if (now >= watched.cutAt) outgoing.socket?.destroySoon();
    }
  };
  return {
    watch(outgoing: ServerResponse, { stranger }: { stranger: boolean }): () => void {
      const lasts = stranger ? strangerMs * (0.9 + Math.random() * 0.2) : Number.POSITIVE_INFINITY;
      open.set(outgoing, { stalledSince: null, cutAt: performance.now() + lasts });
      timer ??= setInterval(look, Math.min(stalledMs, strangerMs) / 4).unref();
      return () => {
        open.delete(outgoing);
        if (open.size > 0) return;
        clearInterval(timer);
        timer = undefined;
      };
    },
  };
}

function noteStall(outgoing: ServerResponse, watched: Watched, now: number): void {
  if (!outgoing.writableNeedDrain || watched.stalledSince !== null) return;
  watched.stalledSince = now;
  outgoing.once('drain', () => {
    watched.stalledSince = null;
  });
}
