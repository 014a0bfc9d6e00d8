import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { givenSchedule } from '@vitalmed/db/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { acceptedEncoding } from './accepted-encoding.ts';
import { headersOf } from './testing/call.ts';
import { givenPeople } from './testing/people.ts';
import { startTestApi, type TestApi } from './testing/test-api.ts';

let api: TestApi;
let large: string;
beforeAll(async () => {
  api = await startTestApi();
  const { doctor } = await givenPeople(api);
  await givenSchedule(api.db, { doctorId: doctor.doctorId, localDate: '2030-06-03' });
  const input = encodeURIComponent(JSON.stringify({ doctorId: doctor.doctorId, limit: 50 }));
  large = `slots.find?input=${input}`;
});
afterAll(() => api.stop());

/** The answer as it comes over the wire. */
async function ask(path: string, accepted?: string) {
  const encodings: Record<string, string> = accepted ? { 'accept-encoding': accepted } : {};
  const headers = { ...headersOf(api, 'patient', {}), ...encodings };
  const request = get(`${api.addresses.patient}/trpc/${path}`, { headers, agent: false });
  const [response] = (await once(request, 'response')) as [IncomingMessage];
  const parts: Buffer[] = [];
  for await (const part of response) parts.push(part);
  return { headers: response.headers, body: Buffer.concat(parts) };
}

describe('an answer of more than a packet', () => {
  it.each([
    ['straight from Node', (path: string) => path],
    ['through the app', (path: string) => path.replace('.', '%2E')],
  ])('comes in fewer bytes to whoever takes them so: %s', async (_, way) => {
    const plain = await ask(way(large));
    expect(plain.headers['content-encoding']).toBeUndefined();
    expect(plain.body.length).toBeGreaterThan(1_000);
    for (const [accepted, encoding, open] of [
      ['gzip, deflate, br', 'br', brotliDecompressSync],
      ['gzip, deflate', 'gzip', gunzipSync],
    ] as const) {
      const small = await ask(way(large), accepted);
      expect(small.headers).toMatchObject({
        'content-encoding': encoding,
        'content-length': String(small.body.length),
        vary: expect.stringContaining('accept-encoding'),
        'cache-control': 'no-store',
      });
      expect(small.body.length).toBeLessThan(plain.body.length / 2);
      expect(open(small.body).toString()).toBe(plain.body.toString());
    }
  });

  it('comes whole, however many ask at once', async () => {
    const { body } = await ask(large);
    const all = await Promise.all(Array.from({ length: 60 }, () => ask(large, 'br')));
    for (const answer of all) {
      const small = answer.headers['content-encoding'] === 'br';
      expect((small ? brotliDecompressSync(answer.body) : answer.body).toString()).toBe(body.toString());
    }
  });

  it('isn’t one that is smaller', async () => {
    expect((await ask('account.me', 'br')).headers['content-encoding']).toBeUndefined();
  });
});

describe('what a browser accepts', () => {
  it.each([
    ['gzip, deflate, br, zstd', 'br'],
    ['gzip;q=1.0, *;q=0', 'gzip'],
    ['br;q=0, gzip;q=0.5', 'gzip'],
    ['BR', 'br'],
    ['*', 'br'],
    ['br;q=0.0, *', 'gzip'],
    ['identity', null],
    ['', null],
    [undefined, null],
    ['br;q=0,gzip;q=0', null],
  ])('of %s is %s', (header, encoding) => {
    expect(acceptedEncoding(header, ['br', 'gzip'])).toBe(encoding);
  });
});
