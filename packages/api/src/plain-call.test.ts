import { initTRPC, TRPCError, tracked } from '@trpc/server';
import { fetchRequestHandler } from '@trpc/server/adapters/fetch';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { deadlineIn } from './bounded.ts';
import type { RequestContext } from './context.ts';
import { answerPlainCall } from './plain-call.ts';

const trpc = initTRPC.context<{ name: string }>().create({
  isDev: false,
  errorFormatter: ({ shape, error }) => ({ ...shape, data: { ...shape.data, hint: error.code } }),
});

/** One of each kind of procedure and of failure. */
const router = trpc.router({
  hello: trpc.procedure.query(({ ctx }) => `hello ${ctx.name}`),
  nothing: trpc.procedure.query(() => undefined),
  deep: trpc.router({
    echo: trpc.procedure.input(z.object({ text: z.string() })).query(({ input }) => input),
  }),
  add: trpc.procedure
    .input(z.object({ a: z.number(), b: z.number() }))
    .mutation(({ input }) => input.a + input.b),
  optional: trpc.procedure.input(z.string().optional()).mutation(({ input }) => input ?? null),
  when: trpc.procedure.query(() => ({ at: new Date('2030-06-03T12:00:00Z') })),
  refused: trpc.procedure.mutation(() => {
    throw new TRPCError({ code: 'CONFLICT', message: 'taken' });
  }),
  broken: trpc.procedure.query(() => {
    throw new Error('secret text');
  }),
  ticks: trpc.procedure.subscription(async function* () {
    yield tracked('1', 'tick');
  }),
});

const ctx = { name: 'Ana' } as unknown as RequestContext;

type Asked = { method?: 'GET' | 'POST'; path: string; body?: string; headers?: Record<string, string> };

async function byStock({ method = 'GET', path, body, headers = {} }: Asked) {
  const response = await fetchRequestHandler({
    endpoint: '/trpc',
    router,
    maxBatchSize: 3,
    req: new Request(`http://localhost/trpc/${path}`, {
      method,
      body,
      headers: { 'content-type': 'application/json', ...headers },
    }),
    createContext: () => ({ name: 'Ana' }),
  });
  return { status: response.status, body: JSON.parse(await response.text()) };
}

async function byPlain({ method = 'GET', path, body, headers = {} }: Asked) {
  const url = new URL(`http://localhost/trpc/${path}`);
  const answer = await answerPlainCall(
    {
      method,
      path: decodeURIComponent(url.pathname.slice('/trpc/'.length)),
      query: (name) => url.searchParams.get(name) ?? undefined,
      header: (name) => headers[name],
      body,
    },
    {
      router,
      deadline: deadlineIn(Number.POSITIVE_INFINITY),
      maxBatchSize: 3,
      createContext: async () => ctx,
      onError: () => {},
    },
  );
  return answer && { status: answer.status, body: JSON.parse(answer.body) };
}

const json = (value: unknown) => encodeURIComponent(JSON.stringify(value));
const post = (path: string, value?: unknown): Asked => ({
  method: 'POST',
  path,
  body: value === undefined ? undefined : JSON.stringify(value),
});

const plain: Record<string, Asked> = {
  'a query without input': { path: 'hello' },
  'a query that answers nothing': { path: 'nothing' },
  'a nested query with input': { path: `deep.echo?input=${json({ text: 'ñandú +&' })}` },
  'an answer with an instant': { path: 'when' },
  'a mutation': post('add', { a: 1, b: 2 }),
  'a mutation whose input may be null': post('optional', null),
  'a refusal': post('refused', {}),
  'a bug, whose text must not show': { path: 'broken' },
  'an input of the wrong type': post('add', { a: '1' }),
  'an input with a forged prototype': {
    method: 'POST',
    path: 'add',
    body: '{"__proto__":{"a":1},"a":1,"b":2}',
  },
  'a batch of one': { path: `hello?batch=1&input=${json({})}` },
  'a batch of several': { path: `hello,deep.echo?batch=1&input=${json({ 1: { text: 'two' } })}` },
  'a batch in which one fails': post('add,refused?batch=1', { 0: { a: 1, b: 1 } }),
  'a batch in which all fail alike': post('refused,refused?batch=1', {}),
  'a batch with an escaped comma': { path: `hello%2Chello?batch=1&input=${json({})}` },
};

const stockOnly: Record<string, Asked> = {
  'an unknown procedure': { path: 'nobody' },
  'a name that every object has': { path: 'constructor' },
  'a mutation by GET': { path: 'add' },
  'a mutation without a body': post('optional'),
  'a query by POST': post('hello', {}),
  'text that is not JSON': { method: 'POST', path: 'add', body: '{"a":' },
  'a batch that is too large': { path: `hello,hello,hello,hello?batch=1&input=${json({})}` },
  'a batch of both kinds': { path: `hello,add?batch=1&input=${json({})}` },
  'a batch whose input is a list': post('add?batch=1', [{ a: 1, b: 2 }]),
  'a batch that wants to be streamed': {
    path: `hello?batch=1`,
    headers: { 'trpc-accept': 'application/jsonl' },
  },
};

describe('a plain call', () => {
  it.each(Object.entries(plain))('is answered as the stock adapter answers %s', async (_, asked) => {
    const answer = await byPlain(asked);
    expect(answer).not.toBeNull();
    expect(answer).toEqual(await byStock(asked));
    expect(JSON.stringify(answer)).not.toContain('at ');
  });

  it.each(Object.entries(stockOnly))('leaves %s to the stock adapter', async (_, asked) => {
    expect(await byPlain(asked)).toBeNull();
  });

  it('leaves a subscription to the stock adapter', async () => {
    expect(await byPlain({ path: 'ticks' })).toBeNull();
  });
});
