import { TRPCError, type TrackedEnvelope, tracked } from '@trpc/server';
import type { Change } from '@vitalmed/services';
import { z } from 'zod';
import type { RequestContext } from './context.ts';

/** Where a stream was when its connection broke: all transactions below are told. The client sends it back by itself. */
export const lastEventId = z
  .string()
  .regex(/^\d{1,16}$/)
  .nullish();

/**
 * What a stream says. 'ready' comes first: all that changed before is found by whoever reads from then on, all that
 * changes later is told. After 'resync' everything is to be read again.
 */
type Message<Told> = Told | { kind: 'ready' } | { kind: 'resync' };

type Watch<T> = {
  lastEventId: string | null | undefined;
  signal: AbortSignal | undefined;
  select(change: Change): T | null;
  /** What has to end before anything is told. */
  before?: () => Promise<void>;
};

/**
 * The changes that `select` keeps, each once, as tracked server-sent events: one message for all changes that
 * became visible together, however many. Ends with UNAUTHORIZED when the session of a signed-in watcher ends.
 */
export function watchChanges<T>(ctx: RequestContext, options: Watch<T>) {
  return watchAndTell(ctx, options, async (changes: T[]) => ({ kind: 'changes' as const, changes }));
}

/** The same, with `tell` saying of changes what their watcher is to know; nothing where it says null. */
export async function* watchAndTell<T, Told extends { kind: string }>(
  ctx: RequestContext,
  options: Watch<T>,
  tell: (changes: T[]) => Promise<Told | null>,
): AsyncGenerator<TrackedEnvelope<Message<Told>>> {
  const since = options.lastEventId ? Number(options.lastEventId) : null;
  const session = watchSession(ctx, options.signal);
  try {
    let first = true;
    for await (const { changes: all, upTo, missed } of ctx.feed.watch(since, session.signal)) {
      const changes = all.map(options.select).filter((change) => change !== null);
      const place = String(upTo);
      if (first || missed || changes.length > 0) await options.before?.();
      if (missed) yield tracked(place, { kind: 'resync' });
      else if (changes.length > 0) {
        const told = await tell(changes);
        if (told || first) yield tracked(place, told ?? { kind: 'ready' });
      } else if (first) yield tracked(place, { kind: 'ready' });
      first = false;
    }
    if (session.ended()) throw new TRPCError({ code: 'UNAUTHORIZED' });
  } finally {
    session.stop();
  }
}

/** Ends with the client; of somebody signed in, with their session too. A stranger's is no more than the client's. */
function watchSession(ctx: RequestContext, clientGone: AbortSignal = new AbortController().signal) {
  if (!ctx.user) return { signal: clientGone, ended: () => false, stop: () => undefined };
  const sessionEnd = new AbortController();
  const timer = setInterval(async () => {
    const holds = await ctx.sessionHolds().catch(() => true);
    if (!holds) sessionEnd.abort();
  }, ctx.sessionCheckMs);
  return {
    signal: AbortSignal.any([clientGone, sessionEnd.signal]),
    ended: () => sessionEnd.signal.aborted,
    stop: () => clearInterval(timer),
  };
}
