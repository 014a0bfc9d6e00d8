import { once } from 'node:events';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from '@vitalmed/db';
import { defaultMigrationsFolder } from '@vitalmed/db/migrate';
import { createTestDatabase, type TestDatabase } from '@vitalmed/db/testing';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { healthRoutes } from './health.ts';

let test: TestDatabase;
let newer: string;
beforeAll(async () => {
  test = await createTestDatabase();
  newer = mkdtempSync(join(tmpdir(), 'vitalmed-newer-'));
  cpSync(defaultMigrationsFolder, newer, { recursive: true });
  const journal = join(newer, 'meta/_journal.json');
  const { entries, ...rest } = JSON.parse(readFileSync(journal, 'utf8'));
  const when = Date.now() + 1_000;
  writeFileSync(journal, JSON.stringify({ ...rest, entries: [...entries, { ...entries.at(-1), when }] }));
});
afterAll(async () => {
  await test.drop();
  rmSync(newer, { recursive: true, force: true });
});
afterEach(async () => {
  await test.db.sql`delete from notification`;
});

async function ask(path: string, { db = test.db, migrationsFolder = defaultMigrationsFolder } = {}) {
  const response = await healthRoutes({ db, migrationsFolder }).request(path);
  return {
    status: response.status,
    cache: response.headers.get('cache-control'),
    body: await response.json(),
  };
}

async function givenWaiting(age: string, attempts = 0): Promise<void> {
  await test.db.sql`
    insert into notification (kind, recipient, data, attempts, created_at)
    values ('password-reset', 'martina@example.com', '{}', ${attempts}, now() - ${age}::interval)`;
}

describe('whether the server is ready', () => {
  it('is true when it can do all its work', async () => {
    await givenWaiting('2 minutes');
    expect(await ask('/health/ready')).toEqual({
      status: 200,
      cache: 'no-store',
      body: {
        ready: true,
        database: 'ok',
        migrations: 'ok',
        messages: { state: 'ok', oldestWaitingSeconds: expect.closeTo(120, -1) },
      },
    });
  });

  it('isn’t true while the database lacks a migration of this build', async () => {
    expect(await ask('/health/ready', { migrationsFolder: newer })).toMatchObject({
      status: 503,
      body: { ready: false, database: 'ok', migrations: 'behind' },
    });
  });

  it('isn’t true for a database that was never migrated', async () => {
    await test.db.sql`alter schema drizzle rename to elsewhere`;
    try {
      expect(await ask('/health/ready')).toMatchObject({
        status: 503,
        body: { database: 'ok', migrations: 'behind' },
      });
    } finally {
      await test.db.sql`alter schema elsewhere rename to drizzle`;
    }
  });

  it('isn’t true when messages wait that no worker takes', async () => {
    await givenWaiting('11 minutes');
    expect(await ask('/health/ready')).toMatchObject({
      status: 503,
      body: { ready: false, messages: { state: 'late', oldestWaitingSeconds: expect.closeTo(660, -1) } },
    });
  });

  it('stays true when a provider refuses what was tried, and tells how long that waits', async () => {
    await givenWaiting('3 hours', 4);
    expect(await ask('/health/ready')).toMatchObject({
      status: 200,
      body: { ready: true, messages: { state: 'ok', oldestWaitingSeconds: expect.closeTo(10_800, -1) } },
    });
  });
});

describe('a database that is away', () => {
  let silent: Server;
  let taken = 0;
  beforeAll(async () => {
    // Takes connections and says nothing, as one that is frozen.
    silent = createServer(() => {
      taken += 1;
    }).listen(0, '127.0.0.1');
    await once(silent, 'listening');
  });
  afterAll(() => silent.close());

  const away = {
    status: 503,
    cache: 'no-store',
    body: { ready: false, database: 'away', migrations: 'unknown' },
  };

  it('is told at once when it refuses', async () => {
    const db = connect('postgres://clinic@127.0.0.1:1/clinic', { poolSize: 1 });
    const started = performance.now();
    expect(await ask('/health/ready', { db })).toMatchObject(away);
    expect(performance.now() - started).toBeLessThan(5_000);
  });

  it('is told in a second when it hangs, however many ask, and the process lives', async () => {
    const { port } = silent.address() as AddressInfo;
    const db = connect(`postgres://clinic@127.0.0.1:${port}/clinic`, { poolSize: 5 });
    const app = healthRoutes({ db, migrationsFolder: defaultMigrationsFolder });
    const started = performance.now();
    const answers = await Promise.all(Array.from({ length: 200 }, () => app.request('/health/ready')));
    // Ten times the promise: the machine may be busy, the database may not be what is waited for.
    expect(performance.now() - started).toBeLessThan(10_000);
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([503]));
    expect(taken).toBe(1);
    expect((await app.request('/health/live')).status).toBe(200);
  });
});
