import postgres from 'postgres';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { migrate } from './migrate.ts';
import { createTestDatabase, givenAppointment, type TestDatabase } from './testing/index.ts';

let test: TestDatabase;

beforeEach(async () => {
  test = await createTestDatabase();
});

afterEach(() => test.drop());

async function empty({ sql }: TestDatabase['db']): Promise<void> {
  await sql`drop schema public, drizzle, graphile_worker cascade`;
  await sql`create schema public`;
}

const tables = async ({ sql }: TestDatabase['db']) =>
  (
    await sql<
      { name: string }[]
    >`select relname as name from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace`
  )
    .map((row) => row.name)
    .sort();

describe('two servers that start at once', () => {
  it('on an empty database: one migrates, none fails', async () => {
    const before = await tables(test.db);
    await empty(test.db);
    const results = await Promise.all([migrate(test.url), migrate(test.url), migrate(test.url)]);
    const applied = results.map((result) => result.applied).sort();
    expect(applied.slice(0, 2)).toEqual([0, 0]);
    expect(applied[2]).toBeGreaterThan(0);
    expect(await tables(test.db)).toEqual(before);
  });

  it('on a database in use: neither changes anything', async () => {
    const { id } = await givenAppointment(test.db);
    const results = await Promise.all([migrate(test.url), migrate(test.url)]);
    expect(results).toEqual([{ applied: 0 }, { applied: 0 }]);
    expect(await test.db.sql`select id from appointment`).toEqual([{ id }]);
  });
});

it('makes the tables of the job queue too', async () => {
  const [row] = await test.db.sql`select to_regclass('graphile_worker.jobs') is not null as there`;
  expect(row).toEqual({ there: true });
});

it('waits while another process holds the lock, and says so', async () => {
  const other = postgres(test.url, { max: 1 });
  await other`select pg_advisory_lock(7240515002)`;
  const messages: string[] = [];
  const migrating = migrate(test.url, { log: (message) => messages.push(message) });
  await expect.poll(() => messages).toEqual([expect.stringContaining('waiting')]);
  await other.end();
  expect(await migrating).toEqual({ applied: 0 });
});

it('doesn’t wait for ever for a lock that was left behind, and says whose it is and how to end it', async () => {
  const other = postgres(test.url, { max: 1, connection: { application_name: 'left behind' } });
  const [row] = await other`select pg_backend_pid() as pid, pg_advisory_lock(7240515002)`;
  const failure = await migrate(test.url, { idleHolderMs: 500 }).catch((error: unknown) => error);
  expect(failure).toMatchObject({ name: 'MigrationLockHeld' });
  expect(String(failure)).toContain(`pg_terminate_backend(${row?.pid})`);
  expect(String(failure)).toContain('left behind');
  await other.end();
});

it('waits on for a holder that is at work', async () => {
  const other = postgres(test.url, { max: 1 });
  await other`select pg_advisory_lock(7240515002)`;
  const working = other`select pg_sleep(1.5)`;
  const migrating = migrate(test.url, { idleHolderMs: 500 });
  await working;
  await other.end();
  expect(await migrating).toEqual({ applied: 0 });
});
