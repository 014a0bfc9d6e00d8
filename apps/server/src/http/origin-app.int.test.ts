import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createCredentials, createRateLimits, createSessions, createSignedTokens } from '@vitalmed/auth';
import { createTestDatabase, type TestDatabase } from '@vitalmed/db/testing';
import { ChangeFeed } from '@vitalmed/services';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Config, readConfig } from '../config.ts';
import { createLog } from '../log.ts';
import { originListener } from './origin-app.ts';

let test: TestDatabase;
let assets: string;
const closing: (() => void)[] = [];

beforeAll(async () => {
  test = await createTestDatabase();
  assets = mkdtempSync(join(tmpdir(), 'vitalmed-app-'));
  mkdirSync(join(assets, 'assets'));
  writeFileSync(join(assets, 'index.html'), '<!doctype html><title>Turnos</title>');
  writeFileSync(join(assets, 'assets/app-4f3a.js'), 'export {};');
});
afterAll(async () => {
  for (const close of closing) close();
  await test.drop();
  rmSync(assets, { recursive: true, force: true });
});

function configFor(env: Record<string, string>): Config {
  const read = readConfig(env, { demo: false, dev: false });
  if (!read.ok) throw new Error(read.faults.join());
  return read.config;
}

/** Serves the patients' origin on a free port; answers with where it listens. */
async function serveOrigin(origin: string, env: Record<string, string> = {}): Promise<string> {
  const { db } = test;
  const secure = origin.startsWith('https:');
  const listener = originListener({
    realm: 'patient',
    origin,
    config: configFor(env),
    api: {
      db,
      sessions: createSessions(db.sql, { secure }),
      auth: {
        credentials: createCredentials(),
        tokens: createSignedTokens('a secret of the tests, long enough for its use'),
        rateLimits: createRateLimits(db.sql),
      },
      feed: new ChangeFeed(db),
      secure,
      clock: () => new Date(),
      messageWaiting: () => undefined,
    },
    log: createLog('silent'),
    assets,
    extra: null,
    answerWithinMs: 4_500,
  });
  const server = createServer(listener).listen(0, '127.0.0.1');
  closing.push(() => server.close());
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const origin = 'https://turnos.clinic.test';
const ours = { origin, 'content-type': 'application/json' };
const post = (body: string, headers: Record<string, string> = ours) => ({ method: 'POST', headers, body });

const answers: [what: string, path: string, request: RequestInit, status: number][] = [
  ['an answer', '/trpc/catalog.get', {}, 200],
  ['a batch', '/trpc/catalog.get,account.me?batch=1&input=%7B%7D', {}, 400],
  ['a refusal for want of a session', '/trpc/appointments.mine', {}, 401],
  ['a procedure that isn’t', '/trpc/nope', {}, 404],
  ['a wrong password', '/trpc/account.signIn', post('{"email":"a@b.test","password":"x"}'), 401],
  ['an input that can’t be', '/trpc/account.signIn', post('{}'), 400],
  ['a foreign page', '/trpc/account.signOut', post('{}', { ...ours, origin: 'https://evil.example' }), 403],
  ['a body too large', '/trpc/account.signIn', post(' '.repeat(70_000)), 413],
  ['a body of another type', '/trpc/account.signIn', post('a=b', { origin }), 415],
  ['an address that is no text', '/trpc/%E0%A4%A', {}, 400],
  ['a calendar file of nobody', '/api/appointments/x/calendar.ics', {}, 404],
  ['an address of no API', '/api/nope', {}, 404],
  ['whether it is well', '/healthz', {}, 200],
];
const pages: typeof answers = [
  ['the page', '/', {}, 200],
  ['any address of the app', '/mis-turnos', {}, 200],
  ['a file of the app', '/assets/app-4f3a.js', {}, 200],
  ['a file that isn’t there', '/assets/none.js', {}, 404],
  ['a way out of the folder', '/..%2f..%2fpackage.json', {}, 200],
];

describe('every answer of an origin', () => {
  it.each([...answers, ...pages])('keeps a browser careful: %s (%s)', async (_, path, request, status) => {
    const response = await fetch(`${await serveOrigin(origin)}${path}`, request);
    const { headers } = response;
    expect(response.status).toBe(status);
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy).toMatch(/script-src 'self'(;|$)/);
    for (const part of ["object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"]) {
      expect(policy).toContain(part);
    }
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('strict-transport-security')).toMatch(/^max-age=31536000/);
    expect(headers.get('x-powered-by')).toBeNull();
    expect(await response.text()).not.toContain('"dependencies"');
  });

  it.each(answers)('is kept by no cache when it holds data: %s (%s)', async (_, path, request) => {
    const { headers } = await fetch(`${await serveOrigin(origin)}${path}`, request);
    expect(headers.get('cache-control')).toBe('no-store');
  });

  it('is kept by no cache, nor taken for another type, when it is a stream', async () => {
    const gone = new AbortController();
    const url = `${await serveOrigin(origin)}/trpc/slots.changes?input=%7B%7D`;
    const { headers } = await fetch(url, { signal: gone.signal });
    gone.abort();
    expect(headers.get('content-type')).toBe('text/event-stream');
    expect(headers.get('cache-control')).toContain('no-store');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  });

  it('asks for https only where there is https', async () => {
    const { headers } = await fetch(`${await serveOrigin('http://localhost:3000')}/trpc/catalog.get`);
    expect(headers.get('strict-transport-security')).toBeNull();
  });
});

describe('the caller’s address', () => {
  /** Guesses passwords until it is told to wait, under a new claimed address each time. */
  async function guesses(env: Record<string, string>): Promise<number[]> {
    await test.db.sql`delete from rate_limit`;
    const address = await serveOrigin(origin, env);
    const statuses: number[] = [];
    for (let n = 0; n < 12; n += 1) {
      const headers = { ...ours, 'x-forwarded-for': `198.51.100.${n}` };
      const body = JSON.stringify({ email: `n${n}@guess.test`, password: 'no es esta' });
      statuses.push((await fetch(`${address}/trpc/account.signIn`, post(body, headers))).status);
    }
    return statuses;
  }

  it('isn’t what X-Forwarded-For claims, so that limits hold', async () => {
    expect((await guesses({})).slice(-2)).toEqual([429, 429]);
  });

  it('is what a trusted proxy says', async () => {
    expect(new Set(await guesses({ TRUST_PROXY: '1' }))).toEqual(new Set([401]));
  });
});
