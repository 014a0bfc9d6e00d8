import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import type { Database } from '@vitalmed/db';
import { Hono } from 'hono';

/** Whoever asks waits a second at most, whatever the database does. */
const ANSWER_WITHIN_MS = 900;
/** So long a message may wait for its first attempt before something must be wrong with every worker. */
const LATE_SECONDS = 600;

export type HealthOptions = { db: Database; migrationsFolder: string };

type Readiness = {
  ready: boolean;
  database: 'ok' | 'away';
  /** 'behind': this program is newer than the database, whose migration has yet to run. */
  migrations: 'ok' | 'behind' | 'unknown';
  /** Those that nobody tried to send yet are the worker's; one that a provider refuses says nothing about us. */
  messages: { state: 'ok' | 'late' | 'unknown'; oldestWaitingSeconds: number | null };
};

/**
 * /health/live: the process turns, so that starting it again would help nothing.
 * /health/ready: it can do all its work: database, migrations, messages.
 */
export function healthRoutes({ db, migrationsFolder }: HealthOptions): Hono {
  const app = new Hono();
  const level = newestMigration(migrationsFolder);
  let looking: Promise<Readiness> | null = null;
  app.get('/health/live', (c) => {
    c.header('cache-control', 'no-store');
    return c.json({ live: true });
  });
  app.get('/health/ready', async (c) => {
    c.header('cache-control', 'no-store');
    // One look for all who ask meanwhile: a database that hangs has no queue of questions before it then.
    looking ??= look(db, level).finally(() => {
      looking = null;
    });
    const found = await Promise.race([looking, after(ANSWER_WITHIN_MS, AWAY, { ref: false })]);
    return c.json(found, found.ready ? 200 : 503);
  });
  return app;
}

const AWAY: Readiness = {
  ready: false,
  database: 'away',
  migrations: 'unknown',
  messages: { state: 'unknown', oldestWaitingSeconds: null },
};

type Row = { level: number; waiting: number | null; untried: number | null };

/** Never rejects: what can't be asked is the answer. */
async function look({ sql }: Database, newest: number): Promise<Readiness> {
  try {
    const [row] = await sql<Row[]>`
      select (select max(created_at) from drizzle.__drizzle_migrations)::float8 as level,
        (select extract(epoch from now() - created_at)::int from notification
          where status = 'pending' order by id limit 1) as waiting,
        (select extract(epoch from now() - created_at)::int from notification
          where status = 'pending' and attempts = 0 order by id limit 1) as untried`;
    const migrations = (row?.level ?? 0) >= newest ? 'ok' : 'behind';
    const state = (row?.untried ?? 0) > LATE_SECONDS ? 'late' : 'ok';
    const oldestWaitingSeconds = Math.max(0, row?.waiting ?? 0);
    return {
      ready: migrations === 'ok' && state === 'ok',
      database: 'ok',
      migrations,
      messages: { state, oldestWaitingSeconds },
    };
  } catch (error) {
    return knowsNoTable(error) ? { ...AWAY, database: 'ok', migrations: 'behind' } : AWAY;
  }
}

/** SQLSTATE class 42 (a table or column that isn't there) and 3F000 (a schema): it was never migrated this far. */
function knowsNoTable(error: unknown): boolean {
  return error instanceof Error && 'code' in error && /^(42|3F)/.test(String(error.code));
}

/** When the newest of the build's migrations was written, which is how drizzle tells them apart. */
function newestMigration(folder: string): number {
  const journal = readFileSync(join(folder, 'meta', '_journal.json'), 'utf8');
  const { entries } = JSON.parse(journal) as { entries: { when: number }[] };
  return Math.max(...entries.map(({ when }) => when));
}
