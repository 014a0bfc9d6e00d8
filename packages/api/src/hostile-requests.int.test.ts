import { randomUUID } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { contentsOf } from '@vitalmed/db/testing';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { call, headersOf, post } from './testing/call.ts';
import { givenPeople, type People } from './testing/people.ts';
import { send } from './testing/raw.ts';
import { expectRefusal } from './testing/refusal.ts';
import { givenTarget, type Target } from './testing/targets.ts';
import { startTestApi, type TestApi } from './testing/test-api.ts';

let api: TestApi;
let people: People;
let target: Target;
let before: Awaited<ReturnType<typeof contentsOf>>;

beforeAll(async () => {
  api = await startTestApi();
  people = await givenPeople(api);
  target = await givenTarget(api, people);
});
afterAll(() => api.stop());
beforeEach(async () => {
  before = await contentsOf(api.db);
});
afterEach(async () => {
  expect(await contentsOf(api.db)).toEqual(before);
  expect(api.faults).toEqual([]);
});

const tenMegabytes = 10 * 1024 * 1024;

function sendBooking(body: string | Buffer | Buffer[], headers: Record<string, string> = {}) {
  const own = headersOf(api, 'patient', { token: people.patient.token });
  return send(`${api.addresses.patient}/trpc/appointments.book`, {
    headers: { 'content-type': 'application/json', ...own, ...headers },
    body,
  });
}

function get(path: string) {
  return send(`${api.addresses.patient}${path}`, { method: 'GET' });
}

describe('a body that isn’t what a form sends', () => {
  it.each([
    ['nothing', ''],
    ['null', 'null'],
    ['a list', '[]'],
    ['a text', '"slotId"'],
    ['a number', '-0'],
    ['half of an object', '{"slotId":'],
    ['NaN', '{"slotId":NaN}'],
    ['Infinity', '{"slotId":1e309}'],
    ['two values', '{}{}'],
    ['a comment', '{/* */}'],
    ['lists in lists, 30,000 deep', `${'['.repeat(30_000)}${']'.repeat(30_000)}`],
    ['objects in objects, 10,000 deep', `${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`],
    ['bytes that aren’t UTF-8', Buffer.from([0x7b, 0xff, 0xfe, 0x7d])],
    ['UTF-16', Buffer.from('{"slotId":1}', 'utf16le')],
    ['an overlong NUL', Buffer.from([0x22, 0xc0, 0x80, 0x22])],
    ['compressed JSON', gzipSync('{"slotId":1}')],
  ])('is refused when it is %s', async (_, body) => {
    expectRefusal(await sendBooking(body), 'bad-input', 400);
  });

  it('is refused at 10 MB, which Content-Length tells', async () => {
    expectRefusal(await sendBooking(Buffer.alloc(tenMegabytes, ' ')), 'bad-input', 413);
  });

  it('is refused at 10 MB in chunks that tell no length', async () => {
    const chunks = Array.from({ length: 160 }, () => Buffer.alloc(tenMegabytes / 160, ' '));
    expectRefusal(await sendBooking(chunks), 'bad-input', 413);
  });

  it('is refused with another type than JSON, also one that starts like it', async () => {
    for (const type of ['application/jsonl', 'text/json', 'application/json-patch+json', '']) {
      expectRefusal(await sendBooking('{}', { 'content-type': type }), 'bad-input', 415);
    }
  });

  it('finds nothing of an object’s prototype, and leaves nothing there', async () => {
    const booking = JSON.stringify({ slotId: target.freeSlotId, idempotencyKey: randomUUID() });
    expectRefusal(await sendBooking(`{"__proto__":${booking}}`), 'bad-input', 400);
    expectRefusal(await sendBooking(`{"constructor":{"prototype":${booking}}}`), 'bad-input', 400);
    expect('slotId' in {}).toBe(false);
  });

  it('means the last of two equal keys, as every JSON parser in the house', async () => {
    const twice = `{"slotId":${target.freeSlotId},"idempotencyKey":"${randomUUID()}","slotId":987654321}`;
    expectRefusal(await sendBooking(twice), 'not-found', 404);
  });
});

describe('an address that no page asks for', () => {
  it.each([
    '/trpc/nope',
    '/trpc/appointments',
    '/trpc/appointments.',
    '/trpc/appointments.book.x',
    '/trpc/__proto__',
    '/trpc/constructor',
    '/%74rpc/catalog.get',
    '/%74rpc/x,account.me,account.me?batch=1&input=%7B%7D',
    '/trpc/toString',
    '/trpc/appointments.__proto__',
    '/trpc/appointments.constructor.name',
    '/trpc/',
    '/trpc/%00',
    '/trpc/..%2f..%2fetc%2fpasswd',
    '/trpc/patients.search',
    '/api/appointments/1/calendar.ics',
    '/api/appointments/%27%20or%201=1/calendar.ics',
    '/api/appointments/%E0%A4%A/calendar.ics',
    '/api/appointments/%/calendar.ics',
    '/api/%E0%A4%A',
    '/api/nope',
  ])('%s isn’t found', async (path) => {
    expectRefusal(await get(path), 'not-found', 404);
  });

  it.each(['/trpc/%E0%A4%A', '/trpc/%', '/trpc/catalog.get,%', '/trpc/%ff%fe?batch=1'])(
    '%s is refused, being no text',
    async (path) => {
      expectRefusal(await get(path), 'bad-input', 400);
    },
  );

  it('takes changes by POST alone, and nothing by methods that no page uses', async () => {
    for (const method of ['PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE']) {
      const headers = headersOf(api, 'patient', { token: people.patient.token });
      const answer = await send(`${api.addresses.patient}/trpc/appointments.book`, { method, headers });
      expectRefusal(answer, 'bad-input', 405);
    }
    expectRefusal(await call(api, 'patient', 'appointments.mine'), 'session-required', 401);
    expectRefusal(await get('/trpc/appointments.cancel?input=%7B%7D'), 'bad-input', 405);
  });
});

describe('a batch', () => {
  const batchOf = (calls: string) => get(`/trpc/${calls}?batch=1&input=%7B%7D`);

  it('of 12 calls is answered, of 13 refused', async () => {
    expect((await batchOf(Array(12).fill('catalog.get').join(','))).status).toBe(200);
    expectRefusal(await batchOf(Array(13).fill('catalog.get').join(',')), 'bad-input');
  });

  it.each([1000, 5000])('of %i commas is refused', async (count) => {
    expectRefusal(await batchOf(','.repeat(count)), 'bad-input');
    expectRefusal(await batchOf('%2C'.repeat(count)), 'bad-input');
  });

  it('too long for any server is refused before it is read', async () => {
    const { status, text } = await batchOf(','.repeat(40_000));
    expect({ status, text }).toEqual({ status: 431, text: '' });
  });

  it('can’t hold a stream', async () => {
    expectRefusal(await batchOf('slots.changes,catalog.get'), 'bad-input', 400);
  });

  it('gives every call its own answer: a refusal beside it takes none away', async () => {
    const { text } = await batchOf('catalog.get,appointments.mine,nope');
    const reasons = JSON.parse(text).map(
      (entry: { error?: { data: { reason: string } } }) => entry.error?.data.reason,
    );
    expect(reasons).toEqual([undefined, 'session-required', 'not-found']);
  });
});

describe('a header that isn’t ours', () => {
  it.each(['x'.repeat(43), '../../etc/passwd', "' or 1=1 --", '%00', 'ñandú', ''])(
    '"%s" as a session is nobody',
    async (token) => {
      const answer = await send(`${api.addresses.patient}/trpc/appointments.mine`, {
        method: 'GET',
        headers: { cookie: `${api.sessions.cookieName('patient')}=${encodeURI(token)}` },
      });
      expectRefusal(answer, 'session-required', 401);
    },
  );

  it.each([
    'promo=100%',
    '_ga=%E0%A4%A',
    '%=%; ;;=;',
    '"; x',
    'vitalmed_sign_up=%E0%A4%A; vitalmed_wrote=%; vitalmed_browser=%',
  ])('%j beside a good session takes nothing away from it', async (others) => {
    const session = `${api.sessions.cookieName('patient')}=${people.patient.token}`;
    for (const cookie of [`${others}; ${session}`, `${session}; ${others}`]) {
      const headers = { cookie };
      expect((await call(api, 'patient', 'appointments.mine', undefined, { headers })).status).toBe(200);
      const url = `${api.addresses.patient}/api/appointments/${target.appointmentId}/calendar.ics`;
      expect((await fetch(url, { headers })).status).toBe(200);
      const guess = { email: 'nadie@example.test', code: '123456' };
      expectRefusal(
        await post(api, 'patient', 'account.confirmSignUp', JSON.stringify(guess), { headers }),
        'code-wrong',
      );
    }
  });

  it('asking for another method or format changes nothing of it', async () => {
    const headers = { 'x-http-method-override': 'DELETE', 'trpc-accept': 'application/jsonl' };
    const answer = await post(api, 'patient', 'appointments.book', '{}', { headers });
    expectRefusal(answer, 'bad-input', 400);
  });
});
