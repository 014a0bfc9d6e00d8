import { TRPCError, type TrackedEnvelope, tracked } from '@trpc/server';
import type { Change } from '@vitalmed/services';
import { z } from 'zod';
import type { RequestContext } from './context.ts';

/** Where a stream was when its connection broke: "transaction.event". The client sends it back by itself. */
export const lastEventId = z
  .string()
  .regex(/^\d{1,16}[.]\d{1,16}$/)
  .nullish();

/** 'ready' comes first and says nothing new; after 'resync' everything on screen is to be read again. */
type Standing = { kind: 'ready' } | { kind: 'resync' };

/**
 * The changes that `select` keeps, each once, as tracked server-sent events. Ends with UNAUTHORIZED when the
 * session of a signed-in watcher ends.
 */
export async function* watchChanges<T extends { kind: string }>(
  ctx: RequestContext,
  options: {
    lastEventId: string | null | undefined;
    signal: AbortSignal | undefined;
    select(change: Change): T | null;
  },
): AsyncGenerator<TrackedEnvelope<T | Standing>> {
  const [since, lastId] = readPlace(options.lastEventId);
  const session = watchSession(ctx, options.signal);
  try {
    let first = true;
    for await (const { changes, upTo, missed } of ctx.feed.watch(since, session.signal)) {
      for (const change of changes) {
        if (change.txid === since && change.id <= lastId) continue;
        const message = options.select(change);
        if (message) yield tracked(`${change.txid}.${change.id}`, message);
      }
      if (missed) yield tracked(`${upTo}.0`, { kind: 'resync' as const });
      else if (first) yield tracked(`${upTo}.0`, { kind: 'ready' as const });
      first = false;
    }
    if (session.ended()) throw new TRPCError({ code: 'UNAUTHORIZED' });
  } finally {
    session.stop();
  }
}

function readPlace(lastEventId: string | null | undefined): [since: number | null, lastId: number] {
  if (!lastEventId) return [null, 0];
  const [txid = 0, id = 0] = lastEventId.split('.').map(Number);
  return [txid, id];
}

function watchSession(ctx: RequestContext, clientGone: AbortSignal | undefined) {
  const sessionEnd = new AbortController();
  const timer = ctx.user
    ? setInterval(async () => {
        const holds = await ctx.sessionHolds().catch(() => true);
        if (!holds) sessionEnd.abort();
      }, ctx.sessionCheckMs)
    : undefined;
  return {
    signal: clientGone ? AbortSignal.any([clientGone, sessionEnd.signal]) : sessionEnd.signal,
    ended: () => sessionEnd.signal.aborted,
    stop: () => clearInterval(timer),
  };
}
