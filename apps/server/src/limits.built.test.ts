import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTestDatabase, type TestDatabase } from '@vitalmed/db/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type BuiltServer, startBuiltServer } from './testing/built-server.ts';

let test: TestDatabase;
let folder: string;
let server: BuiltServer;

beforeAll(async () => {
  test = await createTestDatabase();
  folder = mkdtempSync(join(tmpdir(), 'vitalmed-limits-'));
  server = await startBuiltServer({ databaseUrl: test.url, dataDir: folder, worker: 'off' });
});
afterAll(async () => {
  await server.stop();
  await test.drop();
  rmSync(folder, { recursive: true, force: true });
});

it('holds no connection for long that never ends its header, at any of its origins', async () => {
  const started = performance.now();
  const held = server.ports.flatMap((port) => Array.from({ length: 20 }, () => connect(port, '127.0.0.1')));
  await Promise.all(
    held.map(async (socket) => {
      socket.on('error', () => undefined).resume();
      const closed = new Promise((resolve) => socket.once('close', resolve));
      await once(socket, 'connect');
      socket.write('GET /trpc/catalog.get HTTP/1.1\r\nhost: x\r\n');
      await closed;
    }),
  );
  // Node's own limits hold them for a minute and more.
  expect(performance.now() - started).toBeLessThan(40_000);
  expect(server.log()).toBe('');
});
