import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { get, type IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { createTestDatabase, type TestDatabase } from '@vitalmed/db/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type BuiltServer, startBuiltServer } from './testing/built-server.ts';

let test: TestDatabase;
let folder: string;
let server: BuiltServer;

beforeAll(async () => {
  test = await createTestDatabase();
  folder = mkdtempSync(join(tmpdir(), 'vitalmed-transfer-'));
  server = await startBuiltServer({ databaseUrl: test.url, dataDir: folder, worker: 'off' });
});
afterAll(async () => {
  await server.stop();
  await test.drop();
  rmSync(folder, { recursive: true, force: true });
});

/** An answer's bytes as they come over the wire, header and body. */
async function transferred(port: number, path: string) {
  const request = get({ port, path, host: 'localhost', headers: { 'accept-encoding': 'gzip, deflate, br' } });
  const [response] = (await once(request, 'response')) as [IncomingMessage];
  const parts: Buffer[] = [];
  for await (const part of response) parts.push(part);
  const header = response.rawHeaders.join(': ').length + 4 * response.rawHeaders.length;
  return { response, body: Buffer.concat(parts), bytes: header + Buffer.concat(parts).length };
}

/** The page and what it names: what a browser loads before it shows anything. */
async function firstLoad(port: number): Promise<number> {
  const page = await transferred(port, '/');
  const small = page.response.headers['content-encoding'] === undefined;
  const html = (small ? page.body : brotliDecompressSync(page.body)).toString();
  const named = [...html.matchAll(/(?:src|href)="([/][^"]+[.](?:js|css|svg))"/g)].map(
    ([, path = '']) => path,
  );
  expect(named.length).toBeGreaterThan(2);
  const files = await Promise.all(named.map((path) => transferred(port, path)));
  expect(files.map(({ response }) => response.statusCode)).toEqual(files.map(() => 200));
  return [page, ...files].reduce((total, { bytes }) => total + bytes, 0);
}

describe('what the built server sends', () => {
  it.each([
    ['the portal', 0, 75_000],
    ['the backoffice', 1, 190_000],
    ['the doctors’ view', 2, 190_000],
  ])('is as little as it can be for the first load of %s', async (_, origin, most) => {
    const bytes = await firstLoad(server.ports[origin] ?? 0);
    expect(bytes).toBeLessThan(most);
  });

  it('is no page where the app has none, and the app’s own 404 where a person comes', async () => {
    const statusOf = async (path: string) => (await fetch(`${server.portal}${path}`)).status;
    for (const path of [
      '/robots.txt',
      '/sw.js',
      '/metrics',
      '/health',
      '/mailbox',
      '/mailbox.json',
      '/nada',
    ]) {
      expect([path, await statusOf(path)]).toEqual([path, 404]);
    }
    for (const path of ['/mis-turnos', '/reservar/12', '/health/live', '/health/ready', '/healthz']) {
      expect([path, await statusOf(path)]).toEqual([path, 200]);
    }
  });

  it('is the mailbox only where it is asked for by name, which the start says', async () => {
    const dataDir = mkdtempSync(join(folder, 'mailbox-'));
    const env = { MAILBOX: 'on' };
    const open = await startBuiltServer({ databaseUrl: test.url, dataDir, worker: 'off', env });
    const { status } = await fetch(`${open.portal}/mailbox`);
    expect(await open.stop()).toBe(0);
    expect(status).toBe(200);
    expect(open.log()).toContain(`${open.portal}/mailbox`);
  });

  it('leaves nothing in the log when clients go away in the middle of it', async () => {
    const requests = [
      'GET / HTTP/1.1\r\nhost: x\r\n\r\n',
      'GET /trpc/catalog.get HTTP/1.1\r\nhost: x\r\n\r\n',
      'GET /trpc/catalog%2Eget HTTP/1.1\r\nhost: x\r\n\r\n',
      'GET /trpc/slots.changes?input={} HTTP/1.1\r\nhost: x\r\naccept: text/event-stream\r\n\r\n',
      'GET /trpc/slots%2Echanges?input={} HTTP/1.1\r\nhost: x\r\n\r\n',
      `POST /trpc/account.signIn HTTP/1.1\r\nhost: x\r\norigin: ${server.portal}\r\ncontent-type: application/json\r\ncontent-length: 99\r\n\r\n{`,
      `POST /trpc/account.signOut HTTP/1.1\r\nhost: x\r\norigin: ${server.portal}\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n2\r\n{}`,
    ];
    for (const request of requests) {
      for (const leaving of ['at once', 'after the first byte']) {
        const socket = connect(server.ports[0] ?? 0, 'localhost').on('error', () => undefined);
        await once(socket, 'connect');
        socket.write(request);
        if (leaving !== 'at once' && request.startsWith('GET')) await once(socket, 'data');
        socket.resetAndDestroy();
      }
    }
    await fetch(`${server.portal}/healthz`);
    expect(await server.stop()).toBe(0);
    expect(server.log()).toBe('');
  });
});
