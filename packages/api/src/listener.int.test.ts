import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { givenPeople, type People } from './testing/people.ts';
import { send } from './testing/raw.ts';
import { startTestApi, type TestApi } from './testing/test-api.ts';

let api: TestApi;
let people: People;

beforeAll(async () => {
  api = await startTestApi();
  people = await givenPeople(api);
});
afterAll(() => api.stop());

/** A GET whose session has used up most of its idle time. */
async function get(path: string) {
  await api.db
    .sql`update session set expires_at = now() + interval '1 day' where user_id = ${people.patient.userId}`;
  const cookie = `${api.sessions.cookieName('patient')}=${people.patient.token}`;
  const { status, text, headers } = await send(`${api.addresses.patient}${path}`, {
    method: 'GET',
    headers: { cookie },
  });
  const { date: _, ...others } = headers;
  return { status, text, headers: others };
}

describe('a query', () => {
  it.each([
    ['an answer', '/trpc/account.me', 200],
    ['an answer to an input', '/trpc/appointments.get?input=%7B%22id%22%3A%22x%22%7D', 400],
    ['a batch', '/trpc/catalog.get,appointments.mine?batch=1&input=%7B%7D', 200],
    ['a batch that ends in different ways', '/trpc/catalog.get,slots.get?batch=1&input=%7B%7D', 207],
    ['an input with plus and percent', '/trpc/slots.get?input=%7B%22slotId%22:+1%7D', 404],
  ])(
    'is answered alike, headers too, straight from Node and by way of the app: %s',
    async (_, path, status) => {
      // A dot that is encoded means the same, and isn't simple enough for the short way.
      const straight = await get(path);
      expect(straight.status).toBe(status);
      // What a screen asks for moves no idle end, so it sets no cookie.
      expect(straight.headers['set-cookie']).toBeUndefined();
      expect(straight.headers).toMatchObject({
        'cache-control': 'no-store',
        'x-content-type-options': 'nosniff',
      });
      expect(await get(path.replace('.', '%2E'))).toEqual(straight);
    },
  );

  it.each(['/trpc/account.me,account.me?batch=1', '/trpc/account%2Eme,account.me?batch=1'])(
    'is refused alike by both ways: %s',
    async (path) => {
      const { status, text } = await get(path);
      expect(status).toBe(400);
      expect(JSON.parse(text)).toMatchObject({ error: { data: { reason: 'bad-input' } } });
    },
  );
});
