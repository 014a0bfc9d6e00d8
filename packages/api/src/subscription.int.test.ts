import type { Realm } from '@vitalmed/auth';
import { givenSchedule } from '@vitalmed/db/testing';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { call, headersOf } from './testing/call.ts';
import { CountedFeed } from './testing/counted-feed.ts';
import { givenBooking } from './testing/given-booking.ts';
import { givenPatientPerson, givenPeople, type People } from './testing/people.ts';
import { lasting, openRaw, type RawStream } from './testing/raw-stream.ts';
import { startTestApi, type TestApi } from './testing/test-api.ts';

let api: TestApi;
let feed: CountedFeed;
let people: People;
let slotIds: number[];
const open: RawStream[] = [];

beforeAll(async () => {
  api = await startTestApi({
    sessionCheckMs: 50,
    feed: (db) => {
      feed = new CountedFeed(db);
      return feed;
    },
  });
  people = await givenPeople(api);
  const { slots } = await givenSchedule(api.db, { doctorId: people.doctor.doctorId });
  slotIds = slots.map(({ id }) => id);
});
afterAll(() => api.stop());
afterEach(async () => {
  for (const stream of open.splice(0)) stream.close();
  await expect.poll(() => feed.watching, { message: 'watchers of nobody' }).toBe(0);
  expect(api.faults).toEqual([]);
});

type Asked = { realm: Realm; path: string; token?: string | null; headers?: Record<string, string> };

async function watch({ realm, path, token = null, headers }: Asked): Promise<RawStream> {
  const stream = await openRaw(
    `${api.addresses[realm]}/trpc/${path}`,
    headersOf(api, realm, { token, headers }),
  );
  open.push(stream);
  return stream;
}

/** By the short way, and by the stock adapter's: a dot that is encoded means the same and isn't simple enough. */
async function watchBothWays(asked: Asked) {
  const straight = await watch(asked);
  return [straight, await watch({ ...asked, path: asked.path.replace('.', '%2E') })] as const;
}

/** So many events of each, but for where it stands, which moves on with every transaction of the server. */
async function saysAlike(streams: readonly [RawStream, RawStream], events: number): Promise<string> {
  const [straight, stock] = await Promise.all(streams.map((stream) => stream.until('\n\n\n', events)));
  const placeless = straight?.replaceAll(/^id: \d+$/gm, 'id: N');
  expect(placeless).toBe(stock?.replaceAll(/^id: \d+$/gm, 'id: N'));
  expect(streams[0].status).toBe(streams[1].status);
  expect(lasting(streams[0].headers)).toEqual(lasting(streams[1].headers));
  return placeless ?? '';
}

const book = async () => givenBooking(api, slotIds.shift(), await givenPatientPerson(api));

const toTheEnd = Number.POSITIVE_INFINITY;
const connected = 'event: connected\ndata: {"reconnectAfterInactivityMs":40000}\n\n\n';
const ready = 'data: {"kind":"ready"}\nid: N\n\n\n';

describe('a stream straight from Node', () => {
  it('says to the byte what the stock adapter says, headers too', async () => {
    const streams = await watchBothWays({ realm: 'patient', path: 'slots.changes?input={}' });
    expect(await saysAlike(streams, 2)).toBe(`${connected}${ready}`);
    expect(streams[0].headers).toMatchObject({
      'content-type': 'text/event-stream',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
      'x-content-type-options': 'nosniff',
      connection: 'keep-alive',
    });
    await book();
    expect(api.toApp.filter((url) => url.includes('changes'))).toEqual(['/trpc/slots%2Echanges?input={}']);
    const { doctorId, specialtyId } = people.doctor;
    const change = { kind: 'taken', date: '2030-06-03', doctorId, specialtyId };
    const message = `data: ${JSON.stringify({ kind: 'changes', changes: [change] })}\nid: N\n\n\n`;
    expect(await saysAlike(streams, 3)).toBe(`${connected}${ready}${message}`);
  });

  it('sets no cookie: a stream keeps nobody’s session awake', async () => {
    const { userId, token } = people.patient;
    const headers: RawStream['headers'][] = [];
    for (const path of ['appointments.changes', 'appointments%2Echanges']) {
      await api.db.sql`update session set expires_at = now() + interval '1 day' where user_id = ${userId}`;
      const stream = await watch({ realm: 'patient', path, token });
      headers.push(lasting(stream.headers));
    }
    expect(headers[0]?.['set-cookie']).toBeUndefined();
    expect(headers[0]).toEqual(headers[1]);
  });

  it('ends with the session in the same words', async () => {
    const { token } = await givenPatientPerson(api);
    const streams = await watchBothWays({ realm: 'patient', path: 'appointments.changes', token });
    await saysAlike(streams, 2);
    await call(api, 'patient', 'account.signOut', undefined, { token });
    expect(await saysAlike(streams, toTheEnd)).toMatch(
      /event: serialized-error\ndata: .*"session-required".*\n\n\n$/,
    );
  });

  it.each<[string, Asked, string]>([
    ['nobody', { realm: 'backoffice', path: 'agenda.changes' }, 'session-required'],
    [
      'an input that can’t be',
      { realm: 'patient', path: 'slots.changes?input={"doctorId":-1}' },
      'bad-input',
    ],
    ['no input', { realm: 'patient', path: 'slots.changes' }, 'bad-input'],
    [
      'a place that is none',
      { realm: 'patient', path: 'slots.changes?input={}', headers: { 'last-event-id': 'x' } },
      'bad-input',
    ],
    ['text that isn’t JSON', { realm: 'patient', path: 'slots.changes?input={' }, 'bad-input'],
  ])('is refused alike: %s', async (_, asked, reason) => {
    const text = await saysAlike(await watchBothWays(asked), toTheEnd);
    expect(text).toMatch(`${connected}event: serialized-error\ndata: `);
    expect(text).toMatch(`"reason":"${reason}"`);
  });

  it.each([
    ['its header', {}, '999999999999'],
    ['its input', { lastEventId: '999999999999' }, undefined],
    ['its header rather than its input', { lastEventId: '1' }, '999999999999'],
  ])('goes on alike from the place in %s', async (_, input, place) => {
    const path = `slots.changes?input=${JSON.stringify(input)}`;
    const headers: Record<string, string> = place ? { 'last-event-id': place } : {};
    const streams = await watchBothWays({ realm: 'patient', path, headers });
    expect(await saysAlike(streams, 2)).toContain('"resync"');
  });
});

describe('a client who doesn’t read', () => {
  const stalled = { realm: 'backoffice', path: 'agenda.changes' } as const;
  /** Events of a megabyte each, one a look. Neither socket's buffers hold that many. */
  async function tellMuch(busy: RawStream): Promise<void> {
    for (let n = 1; n <= 16; n += 1) {
      await api.db.sql`
        insert into event (type, actor_kind) values ('slot.' || repeat('x', 1000000) || ${n}::text, 'system')`;
      await busy.until(`x${n}"`);
    }
  }

  it('has little kept for it, and is told to read everything anew', async () => {
    const { token } = people.secretary;
    const [busy, idle] = await Promise.all([watch({ ...stalled, token }), watch({ ...stalled, token })]);
    await Promise.all([busy.until('"ready"'), idle.until('"ready"')]);
    await tellMuch(busy);
    expect(await idle.until('"resync"')).not.toContain('x16"');
  });

  it('is forgotten as soon as it goes away', async () => {
    const { token } = people.secretary;
    const streams = await Promise.all([
      watch({ ...stalled, token }),
      watch({ realm: 'patient', path: 'slots.changes?input={}' }),
    ]);
    await Promise.all(streams.map((stream) => stream.until('"ready"')));
    expect(feed.watching).toBe(2);
    for (const [gone, left] of [1, 0].entries()) {
      streams[gone]?.close();
      await expect.poll(() => feed.watching).toBe(left);
    }
  });
});
