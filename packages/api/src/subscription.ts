import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import {
  type AnyTRPCProcedure,
  type AnyTRPCRouter,
  getTRPCErrorFromUnknown,
  getTRPCErrorShape,
  isTrackedEnvelope,
  type TRPCError,
} from '@trpc/server';
import type { RequestContext } from './context.ts';
import { type PlainRequest, parsedQuery, procedureAt } from './plain-call.ts';

/** A subscription that a client asked for. Its input isn't checked yet. */
export type Subscription = { path: string; procedure: AnyTRPCProcedure; input: unknown };

export type SubscriptionOptions = {
  router: AnyTRPCRouter;
  /** Of the answer; asked for when it begins, as the context may have set cookies. */
  headers(): Record<string, string | string[]>;
  createContext(): Promise<RequestContext>;
  /** Takes a place for the stream, or says why there is none. */
  enter(ctx: RequestContext): TRPCError | null;
  /** Answers instead of a stream that has no place. */
  refuse(error: TRPCError): void;
  onError(error: TRPCError, path: string, ctx: RequestContext | undefined): void;
  /** Aborted when this process is about to end. */
  leaving?: AbortSignal;
};

/** Null for whatever isn't one subscription by GET with an input that is JSON: the stock adapter has it then. */
export function readSubscription(
  { method, path, query, header }: Omit<PlainRequest, 'body'>,
  router: AnyTRPCRouter,
): Subscription | null {
  const odd =
    header('trpc-accept') !== undefined ||
    header('accept')?.includes('application/jsonl') ||
    header('content-type') !== undefined ||
    query('connectionParams') !== undefined ||
    query('batch') === '1';
  if (method !== 'GET' || odd) return null;
  const procedure = procedureAt(router, path);
  if (procedure?._def.type !== 'subscription') return null;
  const parsed = parsedQuery(query('input'));
  if (!parsed) return null;
  const lastEventId = header('last-event-id') ?? query('lastEventId') ?? query('Last-Event-Id');
  return { path, procedure, input: lastEventId ? withPlace(parsed.value, lastEventId) : parsed.value };
}

/** A client that goes on where it was says so beside its input, and tRPC puts it there. */
function withPlace(input: unknown, lastEventId: string): unknown {
  if (typeof input === 'object' && input !== null && !Array.isArray(input)) return { ...input, lastEventId };
  return input ?? { lastEventId };
}

/**
 * Answers a subscription with the same events as tRPC's own adapter, straight onto Node's response: its Request,
 * generators and web streams weigh four times what is left. `subscription.test.ts` holds both to the same bytes.
 * Of the router's `sse` options it knows `ping` (with an interval) and `client`, all that ours sets.
 */
export async function answerSubscription(
  { path, procedure, input }: Subscription,
  outgoing: ServerResponse,
  options: SubscriptionOptions,
): Promise<void> {
  const { router, createContext, enter, refuse, onError, leaving } = options;
  const config = router._def._config;
  const begin = () => {
    outgoing.writeHead(200, options.headers());
    outgoing.write(eventOf('connected', JSON.stringify(config.sse?.client ?? {})));
  };
  const gone = new AbortController();
  const go = () => gone.abort();
  outgoing.once('close', go);
  leaving?.addEventListener('abort', go, { once: true });
  if (leaving?.aborted) go();
  const { signal } = gone;
  let ctx: RequestContext | undefined;
  let last = eventOf('return', '');
  try {
    ctx = await createContext();
    const full = enter(ctx);
    if (full) return refuse(full);
    const getRawInput = async () => input;
    const type = 'subscription';
    const messages = await procedure({ path, getRawInput, ctx, type, signal, batchIndex: 0 });
    begin();
    await writeAll(messages as AsyncIterable<unknown>, outgoing, { signal, ping: config.sse?.ping });
  } catch (cause) {
    if (signal.aborted) return;
    const error = getTRPCErrorFromUnknown(cause);
    onError(error, path, ctx);
    const shape = getTRPCErrorShape({ config, ctx, error, input, path, type: 'subscription' });
    last = eventOf('serialized-error', JSON.stringify(shape));
    if (!outgoing.headersSent) begin();
  } finally {
    leaving?.removeEventListener('abort', go);
    if (leaving?.aborted && !outgoing.writableEnded) {
      if (!outgoing.headersSent) begin();
      outgoing.end(comeBack());
    }
  }
  if (!signal.aborted) outgoing.end(last);
}

/**
 * The last word of a stream that ends though it isn't over; tRPC's own would tell the client to be content. Its client
 * comes back in so many milliseconds and goes on where it was; not all of them in one instant.
 */
function comeBack(): string {
  return `retry: ${Math.round(1_000 + 2_000 * Math.random())}\n\n`;
}

type Flow = { signal: AbortSignal; ping: { enabled: boolean; intervalMs?: number } | undefined };

/** Takes a message only when the client took those before: what waits for a slow one waits in the feed, bounded. */
async function writeAll(messages: AsyncIterable<unknown>, outgoing: ServerResponse, { signal, ping }: Flow) {
  const sendPing = () => {
    if (!outgoing.writableNeedDrain) outgoing.write(PING);
  };
  const pinging = ping?.enabled && ping.intervalMs ? setInterval(sendPing, ping.intervalMs) : undefined;
  try {
    for await (const message of messages) {
      if (signal.aborted) return;
      pinging?.refresh();
      const taken = outgoing.write(messageOf(message));
      if (!taken) await once(outgoing, 'drain', { signal }).catch(() => undefined);
    }
  } finally {
    clearInterval(pinging);
  }
}

/** Three line ends where two would do: the bytes of tRPC's own. */
function eventOf(event: string, data: string): string {
  return `event: ${event}\ndata: ${data}\n\n\n`;
}

const PING = eventOf('ping', '');

function messageOf(message: unknown): string {
  if (!isTrackedEnvelope(message)) return `data: ${JSON.stringify(message)}\n\n\n`;
  const [id, data] = message;
  return `data: ${JSON.stringify(data)}\nid: ${id}\n\n\n`;
}
