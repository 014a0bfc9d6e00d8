import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { headersOf } from './testing/call.ts';
import { CountedFeed } from './testing/counted-feed.ts';
import { givenPatientPerson, givenPeople, type People } from './testing/people.ts';
import { openRaw, type RawStream } from './testing/raw-stream.ts';
import { startTestApi, type TestApi } from './testing/test-api.ts';

const bounds = { perAddress: 6, perUser: 4, anonymous: 10, all: 13, stalledMs: 400, strangerMs: 600_000 };

let api: TestApi;
let feed: CountedFeed;
let people: People;
const open: RawStream[] = [];
const sockets: Socket[] = [];

beforeAll(async () => {
  api = await startTestApi({
    streams: bounds,
    feed: (db) => {
      feed = new CountedFeed(db);
      return feed;
    },
  });
  people = await givenPeople(api);
});
afterAll(() => api.stop());
afterEach(async () => {
  for (const stream of open.splice(0)) stream.close();
  for (const socket of sockets.splice(0)) socket.destroy();
  await expect.poll(() => feed.watching).toBe(0);
  expect(api.faults).toEqual([]);
});

/** Straight from Node, and through the stock adapter: a dot that is encoded isn't simple enough for the short way. */
const ways = ['slots.changes', 'slots%2Echanges'] as const;
type Asked = { path?: string; address?: string; token?: string };

async function ask({ path = ways[0], address = '198.51.100.1', token }: Asked = {}): Promise<RawStream> {
  const url = `${api.addresses.patient}/trpc/${path}?input={}`;
  const stream = await openRaw(url, headersOf(api, 'patient', { address, token }));
  open.push(stream);
  return stream;
}

/** So many streams that stand, in both ways by turns. */
async function stand(count: number, asked: Asked = {}): Promise<RawStream[]> {
  const streams: RawStream[] = [];
  for (let n = 0; n < count; n += 1) {
    const stream = await ask({ path: ways[n % 2], ...asked });
    expect(stream.status).toBe(200);
    await stream.until('"ready"');
    streams.push(stream);
  }
  return streams;
}

const statusOf = async (asked: Asked = {}) => (await ask(asked)).status;
const someWhere = (n: number) => `203.0.113.${n}`;

describe('streams of people who aren’t signed in', () => {
  it.each(ways)('are bounded for one address, in words that clients read: %s', async (path) => {
    await stand(bounds.perAddress);
    const refused = await ask({ path });
    expect(refused.status).toBe(429);
    expect(refused.headers).toMatchObject({
      'content-type': 'application/json',
      'retry-after': '30',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    });
    const { error } = JSON.parse(await refused.until('never said'));
    expect(error.data).toMatchObject({
      reason: 'rate-limited',
      httpStatus: 429,
      details: { retryAfterSeconds: 30 },
    });
  });

  it('leave other addresses alone, and are counted for a whole IPv6 network', async () => {
    for (let n = 0; n < bounds.perAddress; n += 1) await stand(1, { address: `2001:db8:1:1::${n}` });
    expect(await statusOf({ address: '2001:db8:1:1:ffff::1' })).toBe(429);
    expect(await statusOf({ address: '2001:db8:1:2::1' })).toBe(200);
  });

  it.each(ways)(
    'are bounded for all addresses together, and leave room for who signed in: %s',
    async (path) => {
      for (let n = 0; n < bounds.anonymous; n += 1) await stand(1, { address: someWhere(n) });
      const refused = await ask({ path, address: someWhere(99) });
      expect([refused.status, refused.headers['retry-after']]).toEqual([503, '30']);
      expect(await statusOf({ path, address: someWhere(99), token: people.patient.token })).toBe(200);
    },
  );
});

describe('streams of somebody signed in', () => {
  it('are bounded for the account, whatever the address, and never by the neighbours', async () => {
    await stand(bounds.perAddress);
    const { token } = people.patient;
    for (let n = 0; n < bounds.perUser; n += 1) await stand(1, { token, path: ways[n % 2] });
    expect(await statusOf({ token, address: someWhere(1) })).toBe(429);
    expect(await statusOf({ token: people['other patient'].token })).toBe(200);
  });

  it('are bounded for all together', async () => {
    for (let n = 0; n < bounds.all; ) {
      const { token } = await givenPatientPerson(api);
      for (let own = 0; own < bounds.perUser && n < bounds.all; own += 1, n += 1) await stand(1, { token });
    }
    expect(await statusOf({ token: people.patient.token })).toBe(503);
  });
});

/** Sends the head of a request and leaves the rest to the test. */
async function sendHead(method: string, path: string, token?: string): Promise<Socket> {
  const { hostname, port } = new URL(api.addresses.patient);
  const socket = connect(Number(port), hostname);
  socket.on('error', () => undefined);
  sockets.push(socket);
  await once(socket, 'connect');
  const head = [`${method} /trpc/${path}?input={} HTTP/1.1`, 'host: x', 'accept: text/event-stream'];
  if (token) head.push(`cookie: ${api.sessions.cookieName('patient')}=${token}`);
  socket.write(`${head.join('\r\n')}\r\nx-test-address: 198.51.100.1\r\n\r\n`);
  return socket;
}

/** As many as one address may have can be opened: nothing is held for those who left. */
async function expectAllPlacesFree(): Promise<void> {
  await expect.poll(() => feed.watching).toBe(0);
  await expect.poll(() => statusOf().finally(() => open.pop()?.close()), { timeout: 10_000 }).toBe(200);
  await expect.poll(() => feed.watching).toBe(0);
  await expect(stand(bounds.perAddress)).resolves.toHaveLength(bounds.perAddress);
}

describe('a place is given back', () => {
  it('when the client goes', async () => {
    for (const stream of await stand(bounds.perAddress)) stream.close();
    await expectAllPlacesFree();
  });

  it('by a thousand who leave before, while and after they are answered', { timeout: 120_000 }, async () => {
    const { token } = people.patient;
    for (let round = 0; round < 100; round += 1) {
      const burst = await Promise.all(
        Array.from({ length: 10 }, (_, n) =>
          sendHead('GET', ways[n % 2] ?? '', n % 3 > 0 ? token : undefined),
        ),
      );
      if (round % 3 > 0) await Promise.race(burst.map((socket) => once(socket, 'data')));
      for (const socket of burst) socket.destroy();
      sockets.length = 0;
    }
    await expectAllPlacesFree();
    await expect(stand(bounds.perUser, { token })).resolves.toHaveLength(bounds.perUser);
  });

  it('when the client closes its half alone', async () => {
    for (let n = 0; n < bounds.perAddress; n += 1) {
      const socket = await sendHead('GET', ways[n % 2] ?? '');
      await once(socket, 'data');
      const closed = once(socket, 'close');
      socket.end();
      socket.resume();
      await closed;
    }
    await expectAllPlacesFree();
  });

  it('by requests that never become streams', async () => {
    for (const method of ['HEAD', 'POST', 'OPTIONS']) {
      for (let n = 0; n < 2 * bounds.perAddress; n += 1) {
        const socket = await sendHead(method, ways[n % 2] ?? '');
        await once(socket, 'data');
        socket.destroy();
      }
    }
    await expectAllPlacesFree();
  });
});

describe('a reader who takes nothing', () => {
  /** Events of a megabyte each. No socket's buffers hold that many. */
  async function tellMuch(): Promise<void> {
    for (let n = 0; n < 16; n += 1) {
      await api.db.sql`
        insert into event (type, actor_kind) values ('slot.' || repeat('x', 1000000), 'system')`;
    }
  }

  it.each(['agenda.changes', 'agenda%2Echanges'])('is cut off in bounded time: %s', async (path) => {
    const { hostname, port } = new URL(api.addresses.backoffice);
    const headers = headersOf(api, 'backoffice', { token: people.secretary.token });
    const socket = connect(Number(port), hostname).pause();
    sockets.push(socket);
    socket.on('error', () => undefined);
    const lines = Object.entries({ host: 'x', accept: 'text/event-stream', ...headers });
    socket.write(
      `GET /trpc/${path} HTTP/1.1\r\n${lines.map(([name, value]) => `${name}: ${value}`).join('\r\n')}\r\n\r\n`,
    );
    await expect.poll(() => feed.watching).toBe(1);
    await tellMuch();
    await expect.poll(() => feed.watching, { timeout: 15_000 }).toBe(0);
  });
});

describe('a stranger’s stream', () => {
  it.each(ways)('is cut after a while, and goes on where it was: %s', async (path) => {
    const brief = await startTestApi({ sessionCheckMs: 50, streams: { ...bounds, strangerMs: 3_000 } });
    try {
      const url = `${brief.addresses.patient}/trpc/${path}?input={}`;
      const { token } = await givenPatientPerson(brief);
      const signedIn = await openRaw(url, headersOf(brief, 'patient', { token }));
      await signedIn.until('"ready"');
      const stranger = await openRaw(url, headersOf(brief, 'patient', {}));
      const text = await stranger.until('"ready"');
      await expect(stranger.until('never said')).rejects.toThrow('aborted');
      const [, place = ''] = /^id: (\d+)$/m.exec(text) ?? [];
      const again = await openRaw(url, headersOf(brief, 'patient', { headers: { 'last-event-id': place } }));
      expect(again.status).toBe(200);
      again.close();
      // Of the two only the stranger's was cut: this one still says how it ends.
      await brief.sessions.end('patient', token);
      expect(await signedIn.until('session-required')).toContain('session-required');
    } finally {
      await brief.stop();
    }
  });
});
