import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, get } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { createStreamPlaces } from '@vitalmed/api';
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
  const page = `<!doctype html><title>Turnos</title>${'<p>Turnos</p>'.repeat(200)}`;
  writeFileSync(join(assets, 'index.html'), page);
  writeFileSync(join(assets, 'index.html.br'), brotliCompressSync(page));
  writeFileSync(join(assets, 'index.html.gz'), gzipSync(page));
  writeFileSync(join(assets, 'pages.json'), JSON.stringify(['/', '/mis-turnos', '/reservar/:slotId']));
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
async function serveOrigin(
  origin: string,
  env: Record<string, string> = {},
  log = createLog('silent'),
): Promise<string> {
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
      streams: createStreamPlaces(),
      secure,
      clock: () => new Date(),
      messageWaiting: () => undefined,
    },
    log,
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
  ['an address of no API that is no text', '/api/%E0%A4%A', {}, 404],
  ['a calendar file whose address is no text', '/api/appointments/%E0%A4%A/calendar.ics', {}, 404],
  ['a cookie that is no code', '/trpc/catalog.get', { headers: { cookie: 'promo=100%; a=%E0%A4%A' } }, 200],
  ['whether it is well', '/healthz', {}, 200],
  ['whether it lives', '/health/live', {}, 200],
  ['whether it is ready', '/health/ready', {}, 200],
];
const pages: typeof answers = [
  ['the page', '/', {}, 200],
  ['any address of the app', '/mis-turnos', {}, 200],
  ['a file of the app', '/assets/app-4f3a.js', {}, 200],
  ['a file that isn’t there', '/assets/none.js', {}, 404],
  ['a way out of the folder', '/..%2f..%2fpackage.json', {}, 404],
  ['an address that the app doesn’t have', '/nada', { headers: { accept: 'text/html,*/*;q=0.8' } }, 404],
  ['a robot’s first question', '/robots.txt', {}, 404],
  ['a page whose address is no text', '/%E0%A4%A', {}, 404],
  ['a page with half an escape', '/mis-turnos/%', {}, 404],
  ['a file whose address is no text', '/assets/%E0%A4%A.js', {}, 404],
  ['a file with a NUL', '/assets/%00.js', {}, 404],
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

  it.each([
    ['//evil.example/x?q=1', '/evil.example/x?q=1'],
    ['///evil.example', '/evil.example'],
    ['//', '/'],
  ])('sends who asks for %s to this site’s own %s', async (asked, path) => {
    const { hostname, port } = new URL(await serveOrigin(origin));
    const [answer] = await once(get({ hostname, port, path: asked }), 'response');
    answer.resume();
    expect([answer.statusCode, answer.headers.location]).toEqual([308, path]);
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

describe('an address that the app doesn’t have', () => {
  const navigation = { accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8' };

  it.each(['/nada', '/mis-turnos/nada', '/reservar', '/reservar/12/34', '/Mis-Turnos', '/index'])(
    '%s shows the app’s own page where a browser navigates, and says so in its status',
    async (path) => {
      const address = await serveOrigin(origin);
      const shown = await fetch(`${address}${path}`, { headers: navigation });
      expect([shown.status, await shown.text()]).toEqual([404, expect.stringContaining('<title>Turnos')]);
      const asked = await fetch(`${address}${path}`, { headers: { accept: 'application/json' } });
      expect([asked.status, await asked.text()]).toEqual([404, 'Not found']);
    },
  );

  it.each([
    '/robots.txt',
    '/sw.js',
    '/index.html',
    '/pages.json',
    '/index.html.br',
    '/favicon.ico',
    '/.env',
    '/reservar/12.js',
    '/health',
    '/health/nope',
    '/healthz/nope',
    '/metrics',
    '/metrics/nope',
    '/mailbox',
    '/assets',
    '/assets/',
    '/assets/nope',
    '/.well-known/security.txt',
    '/.well-known/nope',
    '/%2e%2e/package.json',
  ])('%s is never a page', async (path) => {
    const response = await fetch(`${await serveOrigin(origin)}${path}`, { headers: navigation });
    expect([response.status, await response.text()]).toEqual([404, 'Not found']);
  });

  it.each(['/trpc', '/trpc/', '/trpc/nope', '/api', '/api/nope'])(
    '%s is refused by the API',
    async (path) => {
      const response = await fetch(`${await serveOrigin(origin)}${path}`, { headers: navigation });
      expect(response.status).toBe(404);
      expect(await response.json()).toMatchObject({ error: { data: { reason: 'not-found' } } });
    },
  );

  it.each(['/', '/mis-turnos', '/mis-turnos/', '/mis-turnos?a=b', '/reservar/12'])(
    'isn’t %s',
    async (path) => {
      expect((await fetch(`${await serveOrigin(origin)}${path}`)).status).toBe(200);
    },
  );
});

describe('a page', () => {
  async function ask(encoding: string, headers: Record<string, string> = {}) {
    const response = await fetch(await serveOrigin(origin), {
      headers: { 'accept-encoding': encoding, ...headers },
    });
    await response.arrayBuffer();
    return { status: response.status, headers: Object.fromEntries(response.headers) };
  }

  it.each([
    ['gzip, deflate, br, zstd', 'br'],
    ['gzip, deflate', 'gzip'],
    ['br;q=0, gzip', 'gzip'],
    ['*', 'br'],
    ['identity', undefined],
    ['*;q=0', undefined],
  ])('comes in as few bytes as a browser takes that says %s', async (accepted, encoding) => {
    const { headers } = await ask(accepted);
    expect(headers['content-encoding']).toBe(encoding);
    expect(headers.vary).toContain('accept-encoding');
    expect(Number(headers['content-length'])).toBeLessThan(encoding ? 500 : 5_000);
  });

  it('comes once: who has it is told that it is the same', async () => {
    const { etag = '' } = (await ask('br')).headers;
    expect(await ask('br', { 'if-none-match': etag })).toMatchObject({ status: 304, headers: { etag } });
    expect(await ask('br', { 'if-none-match': `"x", W/${etag}` })).toMatchObject({ status: 304 });
    expect(await ask('gzip', { 'if-none-match': etag })).toMatchObject({ status: 200 });
    expect(await ask('br', { 'if-none-match': '"x"' })).toMatchObject({ status: 200 });
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

describe('the log', () => {
  /** What an origin writes while the sessions can't be read: every request with a cookie fails. */
  async function serveBroken(): Promise<{
    address: string;
    entries(): Record<string, unknown>[];
    text(): string;
  }> {
    const lines = new PassThrough();
    let text = '';
    lines.on('data', (part) => {
      text += part;
    });
    const address = await serveOrigin(origin, {}, createLog('debug', lines));
    const entries = () =>
      text
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line));
    return { address, entries, text: () => text };
  }

  const cookie = `__Host-vitalmed_patient=${'x'.repeat(43)}`;
  const planted = 'María%0A%7B%22level%22%3A60%7D%1b%5B31m';

  it('names the route or the procedure of what failed, and nothing that a client chose', async () => {
    const { address, entries, text } = await serveBroken();
    await test.db.sql`alter table session rename to session_elsewhere`;
    const headers = {
      ...ours,
      cookie: `${cookie}; ${planted}=${planted}`,
      'user-agent': planted,
      'x-request-id': planted,
      'accept-language': planted,
      'x-forwarded-for': planted,
      'last-event-id': planted,
      referer: `https://${planted}.example`,
    };
    const asked: [path: string, request: RequestInit][] = [
      [`/api/appointments/${planted}/calendar.ics`, {}],
      [`/trpc/${planted}`, {}],
      [`/trpc/${planted},catalog.get?batch=1&input=%7B%7D`, {}],
      [`/trpc/catalog.get?input=${planted}&${planted}`, {}],
      [`/trpc/catalog%2Eget?${planted}`, {}],
      [
        `/trpc/slots.changes?input=%7B%7D&lastEventId=${planted}`,
        { headers: { accept: 'text/event-stream' } },
      ],
      [`/trpc/slots%2Echanges?input=%7B%7D&lastEventId=${planted}`, {}],
      [`/trpc/account.signOut?${planted}`, { method: 'POST', body: 'null' }],
      [
        `/trpc/account.signIn`,
        { method: 'POST', body: JSON.stringify({ email: planted, password: planted }) },
      ],
    ];
    try {
      for (const [path, request] of asked) {
        const response = await fetch(`${address}${path}`, {
          ...request,
          headers: { ...headers, ...request.headers },
        });
        await response.text();
      }
    } finally {
      await test.db.sql`alter table session_elsewhere rename to session`;
    }
    const said = entries();
    expect(said.length).toBeGreaterThan(4);
    expect(new Set(said.map(({ route, procedure }) => route ?? procedure))).toEqual(
      new Set([
        '/api/appointments/:id/calendar.ics',
        'account.signIn',
        'account.signOut',
        'catalog.get',
        'slots.changes',
      ]),
    );
    for (const word of ['Mar', '%0A', '\\u001b', '[31m', 'example', 'calendar.ics/', address]) {
      expect(text()).not.toContain(word);
    }
  });

  it('holds no fault for a request that its client cut off', async () => {
    const { address, entries } = await serveBroken();
    const { port } = new URL(address);
    const heads = [
      'content-length: 60000\r\n\r\n{"email":',
      'transfer-encoding: chunked\r\n\r\n9\r\n{"email":\r\n',
    ];
    for (const head of heads) {
      const socket = connect(Number(port), '127.0.0.1');
      await once(socket, 'connect');
      socket.write(
        `POST /trpc/account.signIn HTTP/1.1\r\nhost: x\r\norigin: ${origin}\r\ncontent-type: application/json\r\n${head}`,
        () => socket.destroy(),
      );
    }
    await expect.poll(() => entries().length).toBe(heads.length);
    expect(entries().map(({ level, at }) => [level, at])).toEqual(heads.map(() => [20, undefined]));
  });
});
