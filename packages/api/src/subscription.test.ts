import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { getRequestListener } from '@hono/node-server';
import { initTRPC, TRPCError, tracked } from '@trpc/server';
import { fetchRequestHandler } from '@trpc/server/adapters/fetch';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { RequestContext } from './context.ts';
import { answerSubscription, readSubscription } from './subscription.ts';
import { lasting, openRaw } from './testing/raw-stream.ts';

const trpc = initTRPC.context<{ name: string }>().create({
  isDev: false,
  errorFormatter: ({ shape, error }) => ({ ...shape, data: { ...shape.data, hint: error.code } }),
  sse: { ping: { enabled: true, intervalMs: 100 }, client: { reconnectAfterInactivityMs: 300 } },
});

const anything = z.unknown();
const LARGE = 'x'.repeat(64 * 1024);
const LARGES = 150;
let given = 0;
let ended = 0;

/** One of each kind of subscription and of end. */
const router = trpc.router({
  three: trpc.procedure.subscription(async function* ({ ctx }) {
    yield tracked('1', { says: `${ctx.name}\nñandú` });
    yield { untracked: true };
    yield tracked('3', null);
  }),
  echo: trpc.procedure.input(anything).subscription(async function* ({ input }) {
    yield input;
  }),
  strict: trpc.procedure.input(z.object({ a: z.number() })).subscription(async function* () {
    yield 1;
  }),
  refused: trpc.procedure
    .use(() => {
      throw new TRPCError({ code: 'UNAUTHORIZED' });
    })
    .subscription(async function* () {
      yield 1;
    }),
  broken: trpc.procedure.subscription(() => {
    throw new Error('secret text');
  }),
  breaks: trpc.procedure.subscription(async function* () {
    yield 1;
    throw new TRPCError({ code: 'CONFLICT', message: 'taken' });
  }),
  unprintable: trpc.procedure.subscription(async function* () {
    yield 1n;
  }),
  steady: trpc.procedure.subscription(async function* () {
    for (let n = 0; n < 6; n += 1) {
      await delay(40);
      yield n;
    }
  }),
  silent: trpc.procedure.subscription(async function* ({ signal }) {
    try {
      yield 'now silent';
      await new Promise<void>((resolve) => signal?.addEventListener('abort', () => resolve()));
    } finally {
      ended += 1;
    }
  }),
  gasps: trpc.procedure.subscription(async function* ({ signal }) {
    yield 'until the client goes';
    await new Promise<void>((resolve) => signal?.addEventListener('abort', () => resolve()));
    ended += 1;
    throw new Error('no database');
  }),
  larges: trpc.procedure.subscription(async function* () {
    try {
      for (given = 0; given < LARGES; ) {
        given += 1;
        yield LARGE;
      }
    } finally {
      ended += 1;
    }
  }),
  query: trpc.procedure.query(() => 1),
});

const headers = { vary: 'trpc-accept, accept', 'content-type': 'text/event-stream' };
const stockHeaders = { 'cache-control': 'no-store', 'x-accel-buffering': 'no', connection: 'keep-alive' };
const outgoings: ServerResponse[] = [];
const faults: string[] = [];
let withoutContext = false;
let full = false;

const server = createServer((incoming, outgoing) => {
  const { searchParams, pathname } = new URL(`http://localhost${incoming.url}`);
  const createContext = async () => {
    if (withoutContext) throw new Error('no database');
    return { name: 'Ana' } as { name: string } & RequestContext;
  };
  if (incoming.headers['x-way'] === 'stock') {
    const fetched = async (req: Request) => {
      const response = await fetchRequestHandler({ endpoint: '/trpc', router, req, createContext });
      response.headers.set('cache-control', 'no-store');
      return response;
    };
    return getRequestListener(fetched)(incoming, outgoing);
  }
  const subscription = readSubscription(
    {
      method: incoming.method ?? '',
      path: decodeURIComponent(pathname.slice('/trpc/'.length)),
      query: (name) => searchParams.get(name) ?? undefined,
      header: (name) => incoming.headers[name]?.toString(),
    },
    router,
  );
  if (!subscription) return outgoing.writeHead(501).end();
  outgoings.push(outgoing);
  return answerSubscription(subscription, outgoing, {
    router,
    createContext,
    enter: () => (full ? new TRPCError({ code: 'TOO_MANY_REQUESTS' }) : null),
    refuse: ({ code }) => outgoing.writeHead(429).end(code),
    headers: () => ({ ...headers, ...stockHeaders }),
    onError: ({ code }) => faults.push(code),
  });
});

let origin: string;
beforeAll(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}/trpc/`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
beforeEach(() => {
  outgoings.length = 0;
  faults.length = 0;
  ended = 0;
  withoutContext = false;
  full = false;
});

const PING = 'event: ping\ndata: \n\n\n';

type Asked = { path: string; headers?: Record<string, string> };

/** Everything of an answer, to its end or to where its second ping ends. */
async function answered({ path, headers }: Asked, way: 'stock' | 'short') {
  const stream = await openRaw(`${origin}${path}`, { ...headers, 'x-way': way });
  const text = await stream.until(PING, 2);
  stream.close();
  return { status: stream.status, headers: lasting(stream.headers), text };
}

const json = (value: unknown) => encodeURIComponent(JSON.stringify(value));
const place = { 'last-event-id': '7' };

const plain: Record<string, Asked> = {
  'messages with and without a place, to their end': { path: 'three' },
  'pings while nothing happens': { path: 'silent' },
  'no pings while something happens': { path: 'steady' },
  'an input': { path: `echo?input=${json({ text: 'ñandú +&' })}` },
  'no input': { path: 'echo' },
  'a place in a header': { path: 'echo', headers: place },
  'a place in a header, beside an input': { path: `echo?input=${json({ a: 1 })}`, headers: place },
  'a place in a header, against one in the input': {
    path: `echo?input=${json({ lastEventId: '1' })}`,
    headers: place,
  },
  'a place in the input': { path: `echo?input=${json({ lastEventId: '1' })}` },
  'a place in the address': { path: 'echo?lastEventId=8' },
  'a place in the address, as a header is written': { path: 'echo?Last-Event-Id=8' },
  'a place in a header, against one in the address': { path: 'echo?lastEventId=8', headers: place },
  'an empty place': { path: 'echo', headers: { 'last-event-id': '' } },
  'a place beside null': { path: 'echo?input=null', headers: place },
  'a place beside a list': { path: 'echo?input=[1]', headers: place },
  'a place beside a number': { path: 'echo?input=0', headers: place },
  'an input of the wrong type': { path: `strict?input=${json({ a: '1' })}` },
  'a refusal before it begins': { path: 'refused' },
  'a bug before it begins, whose text must not show': { path: 'broken' },
  'a refusal in between': { path: 'breaks' },
  'a message that is no JSON': { path: 'unprintable' },
};

const stockOnly: Record<string, Asked> = {
  'an unknown procedure': { path: 'nobody' },
  'a name that every object has': { path: 'constructor' },
  'a query': { path: 'query' },
  'a batch': { path: `three?batch=1&input=${json({})}` },
  'text that is not JSON': { path: 'echo?input={' },
  'parameters of a connection': { path: 'three?connectionParams=null' },
  'what wants lines of JSON': { path: 'three', headers: { accept: 'application/jsonl, text/event-stream' } },
  'what says so in tRPC’s own header': { path: 'three', headers: { 'trpc-accept': 'application/jsonl' } },
  'what brings a form': { path: 'three', headers: { 'content-type': 'multipart/form-data; boundary=x' } },
};

describe('a subscription', () => {
  it.each(Object.entries(plain))(
    'is answered byte by byte as the stock adapter answers %s',
    async (_, asked) => {
      const [short, stock] = await Promise.all([answered(asked, 'short'), answered(asked, 'stock')]);
      expect(short.text).toMatch(/^event: connected\ndata: {"reconnectAfterInactivityMs":300}\n\n\n./);
      expect(short).toEqual(stock);
      expect(short.text).not.toContain('at ');
    },
  );

  it('without a context ends as the stock adapter ends it', async () => {
    withoutContext = true;
    const asked = { path: 'three' };
    const [short, stock] = await Promise.all([answered(asked, 'short'), answered(asked, 'stock')]);
    expect(short.text).toContain('INTERNAL_SERVER_ERROR');
    expect(short).toEqual(stock);
    expect(faults).toEqual(['INTERNAL_SERVER_ERROR']);
  });

  it('is none where there is no place for it', async () => {
    full = true;
    expect(await answered({ path: 'silent' }, 'short')).toMatchObject({
      status: 429,
      text: 'TOO_MANY_REQUESTS',
    });
  });

  it.each(Object.entries(stockOnly))('leaves %s to the stock adapter', async (_, asked) => {
    expect((await answered(asked, 'short')).status).toBe(501);
  });

  it('tells once of what went wrong', async () => {
    for (const path of ['broken', 'breaks']) await answered({ path }, 'short');
    expect(faults).toEqual(['INTERNAL_SERVER_ERROR', 'CONFLICT']);
  });
});

describe('a client who is slow', () => {
  it('is waited for: what it doesn’t take isn’t made', async () => {
    const stream = await openRaw(`${origin}larges`);
    await expect.poll(() => outgoings[0]?.writableNeedDrain).toBe(true);
    expect(given).toBeLessThan(LARGES);
    expect(outgoings[0]?.writableLength).toBeLessThan(3 * LARGE.length);
    const silent = await openRaw(`${origin}silent`);
    await silent.until(PING, 2);
    silent.close();
    const text = await stream.until('event: return');
    expect(text).not.toContain(PING);
    expect(text.split(LARGE)).toHaveLength(LARGES + 1);
  });

  it('is left when it goes away', async () => {
    const stream = await openRaw(`${origin}larges`);
    await expect.poll(() => outgoings[0]?.writableNeedDrain).toBe(true);
    stream.close();
    await expect.poll(() => ended).toBe(1);
    expect(given).toBeLessThan(LARGES);
    expect(faults).toEqual([]);
  });
});

it.each([
  ['ends a subscription whose client goes away', 'silent'],
  ['tells nobody of what goes wrong for nobody', 'gasps'],
])('%s', async (_, path) => {
  const stream = await openRaw(`${origin}${path}`);
  await stream.until('data: "');
  stream.close();
  await expect.poll(() => ended).toBe(1);
  expect(faults).toEqual([]);
});
