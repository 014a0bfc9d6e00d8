import type { IncomingMessage, ServerResponse } from 'node:http';
import { type AnyRouter, getTRPCErrorShape, type TRPCError } from '@trpc/server';
import { fetchRequestHandler } from '@trpc/server/adapters/fetch';
import { getHTTPStatusCodeFromError } from '@trpc/server/http';
import type { Realm } from '@vitalmed/auth';
import { deadlineIn } from './bounded.ts';
import { compressed } from './compressed.ts';
import type { RequestContext } from './context.ts';
import { publicError, unavailableError } from './error-map.ts';
import { answerPlainCall, type PlainRequest, procedureAt } from './plain-call.ts';
import { type PlainHttpAnswer, responseOf, writeAnswer } from './plain-http-answer.ts';
import { type ApiDependencies, requestContext } from './request-context.ts';
import { answerSubscription, readSubscription } from './subscription.ts';

export type CallOptions = {
  realm: Realm;
  router: AnyRouter;
  /** On every answer. */
  headers: Readonly<Record<string, string>>;
  /** The caller's address behind as many proxies as are trusted. */
  clientAddress(incoming: IncomingMessage): string;
  /** How long a query or a mutation may take before it is answered as unavailable; for ever unless told. In milliseconds. */
  answerWithinMs?: number;
  /** Hears of bugs only: expected refusals are answers. */
  onFault(error: unknown, about: { procedure: string; requestId: string | undefined }): void;
};

/** A request without a body. */
export type Addressed = Pick<PlainRequest, 'method' | 'path' | 'query'>;

/** Node's own request and the answer to it. */
export type Exchange = { incoming: IncomingMessage; outgoing: ServerResponse };

export type Caller = {
  /** Null for what isn't a plain call; the stock adapter has it then. */
  plain(request: Omit<PlainRequest, 'header'>, incoming: IncomingMessage): Promise<PlainHttpAnswer | null>;
  /** False for what isn't a plain subscription; the stock adapter has it then. */
  subscription(request: Addressed, exchange: Exchange): boolean;
  /** `path` is what follows /trpc/, decoded. */
  stock(request: Request, path: string, exchange: Exchange): Promise<Response>;
};

/** What tRPC's answers depend on. */
const VARY = 'trpc-accept, accept';

/** Proxies are to hand on each event as it comes. */
const EVENT_STREAM = {
  'content-type': 'text/event-stream',
  'x-accel-buffering': 'no',
  connection: 'keep-alive',
};

/** The most calls that one HTTP request may batch. */
const MAX_BATCH = 12;

/** Runs the calls of requests that every guard let pass. */
export function createCaller(dependencies: ApiDependencies, options: CallOptions): Caller {
  const { realm, router, answerWithinMs = Number.POSITIVE_INFINITY } = options;
  const plainHeaders = Object.freeze({ ...options.headers, 'content-type': 'application/json', vary: VARY });
  const streamHeaders = Object.freeze({ vary: VARY, ...EVENT_STREAM, ...options.headers });
  const onError = (error: TRPCError, path: string | undefined, ctx: RequestContext | undefined) => {
    if (error.code !== 'INTERNAL_SERVER_ERROR') return;
    // The path is the client's own text until it names one of ours.
    const procedure = path !== undefined && procedureAt(router, path) ? path : 'none';
    options.onFault(error.cause ?? error, { procedure, requestId: ctx?.requestId });
  };
  /** In the shape that clients read, and not as a stream: a browser would take that for one that stands. */
  const refusal = (error: TRPCError, { path, cookies }: { path: string; cookies: string[] }) => {
    const { _config: config } = router._def;
    const about = { ctx: undefined, input: undefined, path, type: 'subscription' } as const;
    const shape = getTRPCErrorShape({ config, error, ...about });
    const headers = { ...plainHeaders, ...retryAfter([error]) };
    const status = getHTTPStatusCodeFromError(error);
    return { status, headers, cookies, body: JSON.stringify({ error: shape }) };
  };
  const callOf = (incoming: IncomingMessage, cookies: string[]) => {
    const from = {
      realm,
      header: headersOf(incoming),
      clientAddress: options.clientAddress(incoming),
      writes: incoming.method === 'POST',
    };
    const createContext = async () => {
      try {
        return await requestContext(dependencies, from, (cookie) => cookies.push(cookie));
      } catch (error) {
        throw unavailableError(error, 'query') ?? error;
      }
    };
    return { router, maxBatchSize: MAX_BATCH, createContext };
  };
  return {
    async plain(request, incoming) {
      const cookies: string[] = [];
      const call = { ...callOf(incoming, cookies), onError, deadline: deadlineIn(answerWithinMs) };
      const answer = await answerPlainCall({ ...request, header: headersOf(incoming) }, call);
      call.deadline.clear();
      if (!answer) return null;
      const { status, body, errors } = answer;
      const headers = errors.length > 0 ? { ...plainHeaders, ...retryAfter(errors) } : plainHeaders;
      return compressed({ status, headers, cookies, body }, incoming.headers['accept-encoding']);
    },
    subscription(request, { incoming, outgoing }) {
      const subscription = readSubscription({ ...request, header: headersOf(incoming) }, router);
      if (!subscription) return false;
      const cookies: string[] = [];
      const { createContext } = callOf(incoming, cookies);
      const headers = () =>
        cookies.length > 0 ? { ...streamHeaders, 'set-cookie': cookies } : streamHeaders;
      const answered = answerSubscription(subscription, outgoing, {
        router,
        headers,
        createContext,
        enter: (ctx) => dependencies.streams.enter(ctx, outgoing),
        refuse: (error) => writeAnswer(outgoing, refusal(error, { path: subscription.path, cookies })),
        onError,
        leaving: dependencies.leaving,
      });
      answered.catch(() => outgoing.destroy());
      return true;
    },
    async stock(request, path, { incoming, outgoing }) {
      const cookies: string[] = [];
      const { createContext, ...call } = callOf(incoming, cookies);
      let making: Promise<RequestContext> | undefined;
      if (procedureAt(router, path)?._def.type === 'subscription') {
        making = createContext();
        // One that can't be made is the adapter's to answer.
        const ctx = await making.catch(() => null);
        const full = ctx && dependencies.streams.enter(ctx, outgoing);
        if (full) return responseOf(refusal(full, { path, cookies }));
      }
      const deadline = deadlineIn(answerWithinMs);
      const response = await deadline.holds(
        fetchRequestHandler({
          ...call,
          createContext: () => making ?? createContext(),
          endpoint: '/trpc',
          req: request,
          responseMeta: ({ errors }) => ({ headers: retryAfter(errors) }),
          onError: ({ error, path, ctx }) => onError(error, path, ctx),
        }),
      );
      deadline.clear();
      const answered = new Response(response.body, response);
      for (const [name, value] of Object.entries(options.headers)) answered.headers.set(name, value);
      for (const cookie of cookies) answered.headers.append('set-cookie', cookie);
      return answered;
    },
  };
}

/** Headers as Node read them; several of a name are one already, but for set-cookie, which no request has. */
function headersOf({ headers }: IncomingMessage): (name: string) => string | undefined {
  return (name) => {
    const value = headers[name];
    return Array.isArray(value) ? value.join(', ') : value;
  };
}

/** The Retry-After of a refusal for asking too often; of a batch, the longest. */
function retryAfter(errors: readonly TRPCError[]): Record<string, string> {
  const seconds = errors.flatMap((error) => {
    const { details } = publicError(error);
    return typeof details?.retryAfterSeconds === 'number' ? [details.retryAfterSeconds] : [];
  });
  return seconds.length > 0 ? { 'retry-after': String(Math.max(...seconds)) } : {};
}
