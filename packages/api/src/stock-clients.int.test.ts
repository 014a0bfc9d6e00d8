import { randomUUID } from 'node:crypto';
import {
  createTRPCClient,
  getUntypedClient,
  httpBatchLink,
  httpBatchStreamLink,
  httpLink,
  splitLink,
  TRPCClientError,
  type TRPCLink,
} from '@trpc/client';
import { givenPatient } from '@vitalmed/db/testing';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { BackofficeRouter } from './routers/backoffice.ts';
import type { PortalRouter } from './routers/portal.ts';
import { headersOf } from './testing/call.ts';
import { givenPeople, type People } from './testing/people.ts';
import { givenTarget, type Target } from './testing/targets.ts';
import { startTestApi, type TestApi } from './testing/test-api.ts';
import { whileLocked } from './testing/while-locked.ts';

let api: TestApi;
let people: People;
let target: Target;

beforeAll(async () => {
  api = await startTestApi();
  people = await givenPeople(api);
  target = await givenTarget(api, people);
  await givenPatient(api.db, { firstName: 'Ñusta', lastName: 'Güemes Öztürk' });
});
afterAll(() => api.stop());
afterEach(() => {
  expect(api.faults).toEqual([]);
});

type Connection = { url: string; headers: Record<string, string>; fetch: typeof fetch };

const links = {
  httpLink: (connection: Connection): TRPCLink<PortalRouter> => httpLink(connection),
  httpBatchLink: (connection: Connection): TRPCLink<PortalRouter> => httpBatchLink(connection),
  httpBatchStreamLink: (connection: Connection): TRPCLink<PortalRouter> => httpBatchStreamLink(connection),
  splitLink: (connection: Connection): TRPCLink<PortalRouter> =>
    splitLink({
      condition: ({ type }) => type === 'mutation',
      true: httpLink(connection),
      false: httpBatchStreamLink(connection),
    }),
};
const everyLink = Object.entries(links).map(([name, link]) => ({ name, link }));
type Link = (typeof links)[keyof typeof links];

/** Clients of a page: whoever is signed in there, and how many HTTP requests it made so far. */
function page(link: Link, realm: 'patient' | 'backoffice', token: string | null) {
  const sent: string[] = [];
  const connection: Connection = {
    url: `${api.addresses[realm]}/trpc`,
    headers: headersOf(api, realm, { token }),
    fetch: (request, init) => {
      sent.push(String(request));
      return fetch(request, init);
    },
  };
  return { link: link(connection), sent };
}

function portal(link: Link, token: string | null = null) {
  const { link: own, sent } = page(link, 'patient', token);
  return { client: createTRPCClient<PortalRouter>({ links: [own] }), sent };
}

const desk = (link: Link) =>
  createTRPCClient<BackofficeRouter>({ links: [page(link, 'backoffice', people.secretary.token).link] });

/** What a caller sees: the data, or all that a refusal says of itself. */
async function outcome(answer: Promise<unknown>) {
  try {
    return { data: await answer };
  } catch (error) {
    if (!(error instanceof TRPCClientError)) throw error;
    return { refused: error.shape, data: error.data };
  }
}

function refusal(httpStatus: number, code: string, reason: string, details: unknown = null) {
  const data = { httpStatus, code, reason, details };
  return { refused: { message: reason, code: expect.any(Number), data }, data };
}

const slotFound = (id: number) => ({
  data: expect.objectContaining({ slot: expect.objectContaining({ id }) }),
});
const idempotencyKey = randomUUID();
const mine = () => people.patient.token;

type Case = [what: string, ask: (link: Link) => Promise<unknown>, expected: () => unknown];
const cases: Case[] = [
  [
    'nothing but who asks',
    (link) => portal(link, mine()).client.account.me.query(),
    () => ({ data: { user: expect.objectContaining({ email: people.patient.email }) } }),
  ],
  [
    'a list',
    (link) => portal(link).client.catalog.get.query(),
    () => ({ data: expect.objectContaining({ doctors: expect.arrayContaining([expect.anything()]) }) }),
  ],
  [
    'one thing by its key',
    (link) => portal(link).client.slots.get.query({ slotId: target.freeSlotId }),
    () => slotFound(target.freeSlotId),
  ],
  [
    'text that isn’t ASCII, both ways',
    (link) => desk(link).patients.search.query({ text: 'ñusta güemes' }),
    () => ({
      data: { patients: [expect.objectContaining({ firstName: 'Ñusta', lastName: 'Güemes Öztürk' })] },
    }),
  ],
  [
    'to book, with a key under which it is booked once',
    (link) =>
      portal(link, mine()).client.appointments.book.mutate({ slotId: target.freeSlotId, idempotencyKey }),
    () => ({ data: expect.objectContaining({ appointment: expect.objectContaining({ status: 'booked' }) }) }),
  ],
  [
    'a change without any input',
    (link) => portal(link).client.account.signOut.mutate(),
    () => ({ data: { ok: true } }),
  ],
  [
    'what wants a session',
    (link) => portal(link).client.appointments.mine.query(),
    () => refusal(401, 'UNAUTHORIZED', 'session-required'),
  ],
  [
    'with an input that can’t be',
    (link) => portal(link).client.slots.get.query({ slotId: -1 }),
    () => refusal(400, 'BAD_REQUEST', 'bad-input', { fields: { slotId: expect.any(String) } }),
  ],
  [
    'for a change of what isn’t there',
    (link) =>
      portal(link, mine()).client.appointments.book.mutate({
        slotId: 987_654_321,
        idempotencyKey: randomUUID(),
      }),
    () => refusal(404, 'NOT_FOUND', 'not-found'),
  ],
  [
    'a procedure that isn’t',
    (link) => getUntypedClient(portal(link).client).query('nope'),
    () => refusal(404, 'NOT_FOUND', 'not-found'),
  ],
  [
    'for a change as if it were a question',
    (link) => getUntypedClient(portal(link, mine()).client).query('appointments.book', {}),
    () => refusal(405, 'METHOD_NOT_SUPPORTED', 'bad-input'),
  ],
];

describe('a stock client', () => {
  it.each(cases)('gets the same through every link when it asks %s', async (_, ask, expected) => {
    const [first, ...others] = await Promise.all(everyLink.map(({ link }) => outcome(ask(link))));
    expect(first).toEqual(expected());
    for (const other of others) expect(other).toEqual(first);
  });

  it.each(everyLink)('through $name takes back a call, and the next one works', async ({ link }) => {
    const { client } = portal(link, mine());
    const gone = new AbortController();
    await whileLocked(api.db, 'appointment', async (waiting) => {
      const answer = outcome(client.appointments.mine.query(undefined, { signal: gone.signal }));
      await waiting();
      gone.abort();
      expect(await answer).toEqual({ refused: undefined, data: undefined });
      expect(await outcome(client.catalog.get.query())).toHaveProperty('data.doctors');
    });
    expect(await outcome(client.appointments.mine.query())).toHaveProperty('data.upcoming');
  });

  it.each(everyLink)('through $name sends nothing that was taken back before', async ({ link }) => {
    const { client, sent } = portal(link, mine());
    const answer = outcome(client.appointments.mine.query(undefined, { signal: AbortSignal.abort() }));
    expect(await answer).toEqual({ refused: undefined, data: undefined });
    expect(sent).toEqual([]);
  });
});

describe.each(everyLink.filter(({ name }) => name.includes('Batch')))('a batch by $name', ({ link }) => {
  it('is one request whose answers keep their order, refusals among them', async () => {
    const { client, sent } = portal(link);
    const answers = await Promise.all([
      outcome(client.slots.get.query({ slotId: target.otherFreeSlotId })),
      outcome(client.appointments.mine.query()),
      outcome(client.slots.get.query({ slotId: 987_654_321 })),
      outcome(client.catalog.get.query()),
    ]);
    expect(sent).toHaveLength(1);
    expect(answers).toEqual([
      slotFound(target.otherFreeSlotId),
      refusal(401, 'UNAUTHORIZED', 'session-required'),
      refusal(404, 'NOT_FOUND', 'not-found'),
      { data: expect.objectContaining({ doctors: expect.anything() }) },
    ]);
  });

  it('of changes is one request too', async () => {
    const { client, sent } = portal(link);
    const cancel = { appointmentId: target.appointmentId, revision: target.revision };
    const answers = await Promise.all([
      outcome(getUntypedClient(client).mutation('appointments.cancel', cancel)),
      outcome(getUntypedClient(client).mutation('appointments.nope', cancel)),
    ]);
    expect(sent).toHaveLength(1);
    expect(answers).toEqual([
      refusal(401, 'UNAUTHORIZED', 'session-required'),
      refusal(404, 'NOT_FOUND', 'not-found'),
    ]);
  });

  it('with a call about accounts in it is refused whole, to each of its callers', async () => {
    const { client, sent } = portal(link);
    const answers = await Promise.all([
      outcome(client.account.me.query()),
      outcome(client.catalog.get.query()),
    ]);
    expect(sent).toHaveLength(1);
    for (const answer of answers) {
      expect(answer).toEqual(refusal(400, 'BAD_REQUEST', 'bad-input', { hint: expect.any(String) }));
    }
  });
});

describe('a batch by httpBatchLink', () => {
  const slots = (link: Link, count: number) => {
    const { client, sent } = portal(link);
    const slotId = target.otherFreeSlotId;
    const answers = Array.from({ length: count }, () => outcome(client.slots.get.query({ slotId })));
    return { answers: Promise.all(answers), sent };
  };
  const each = () => slotFound(target.otherFreeSlotId);

  it('becomes several where its address would grow too long', async () => {
    const { answers, sent } = slots((page) => httpBatchLink({ ...page, maxURLLength: 200 }), 8);
    expect(await answers).toEqual(Array.from({ length: 8 }, each));
    expect(sent.length).toBeGreaterThan(1);
    for (const url of sent) expect(url.length).toBeLessThanOrEqual(200);
  });

  it('holds as many calls as the server takes, and is refused beyond', async () => {
    const { answers, sent } = slots((page) => httpBatchLink({ ...page, maxItems: 12 }), 20);
    expect(await answers).toEqual(Array.from({ length: 20 }, each));
    expect(sent).toHaveLength(2);
    const [refused] = await slots(httpBatchLink, 13).answers;
    expect(refused).toMatchObject({ data: { reason: 'bad-input' } });
  });

  it('can’t ask by POST: a question there is refused, so that no form can ask one', async () => {
    const { answers } = slots((page) => httpBatchLink({ ...page, methodOverride: 'POST' }), 2);
    for (const answer of await answers) {
      expect(answer).toEqual(refusal(405, 'METHOD_NOT_SUPPORTED', 'bad-input'));
    }
  });
});

describe('a batch by httpBatchStreamLink', () => {
  it('brings each answer as it comes: a slow one keeps none back', async () => {
    const { client, sent } = portal(links.httpBatchStreamLink, mine());
    let slow: Promise<unknown> | undefined;
    await whileLocked(api.db, 'appointment', async (waiting) => {
      slow = outcome(client.appointments.mine.query());
      expect(await outcome(client.catalog.get.query())).toHaveProperty('data.doctors');
      await waiting();
    });
    expect(await slow).toHaveProperty('data.upcoming');
    expect(sent).toHaveLength(1);
  });
});
