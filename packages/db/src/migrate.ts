import { fileURLToPath } from 'node:url';
import { drizzle } from 'drizzle-orm/postgres-js';
import { migrate as applyMigrations } from 'drizzle-orm/postgres-js/migrator';
import { Logger, runMigrations } from 'graphile-worker';
import postgres from 'postgres';

export type MigrateOptions = {
  /** Where the SQL files and their meta folder lie; beside this package's source unless told. */
  migrationsFolder?: string;
  /** Told when another process is migrating and this one waits. */
  log?: (message: string) => void;
};

export const defaultMigrationsFolder = fileURLToPath(new URL('../migrations', import.meta.url));

/** Any number, the same for every version of the program. */
const migrationLock = 7_240_515_002;

/**
 * Brings the database's own schema and the job queue's to the newest version. Any number of servers may call it
 * at once: one does the work while the others wait, then find nothing left. All of our own migrations that
 * are due are applied in one transaction, or none is.
 *
 * @returns how many of our own migrations were applied by this call
 */
export async function migrate(url: string, options: MigrateOptions = {}): Promise<{ applied: number }> {
  const { migrationsFolder = defaultMigrationsFolder, log = () => undefined } = options;
  // One connection, since the lock belongs to the session; no time limits, since a table may be large.
  const sql = postgres(url, {
    max: 1,
    max_lifetime: null,
    onnotice: () => undefined,
    connection: { application_name: 'vitalmed migrate', statement_timeout: 0, lock_timeout: 0 },
  });
  try {
    await takeLock(sql, log);
    const before = await countApplied(sql);
    await applyMigrations(drizzle(sql), { migrationsFolder });
    const after = await countApplied(sql);
    await runMigrations({ connectionString: url, logger: new Logger(() => () => undefined) });
    return { applied: after - before };
  } finally {
    // Ending the session gives the lock back too.
    await sql.end({ timeout: 5 });
  }
}

async function takeLock(sql: postgres.Sql, log: (message: string) => void): Promise<void> {
  const [row] = await sql<{ taken: boolean }[]>`select pg_try_advisory_lock(${migrationLock}) as taken`;
  if (row?.taken) return;
  log('Another process is migrating the database; waiting for it');
  await sql`select pg_advisory_lock(${migrationLock})`;
}

async function countApplied(sql: postgres.Sql): Promise<number> {
  const [table] = await sql<{ exists: boolean }[]>`
    select to_regclass('drizzle.__drizzle_migrations') is not null as exists`;
  if (!table?.exists) return 0;
  const [row] = await sql<{ n: number }[]>`select count(*)::int as n from drizzle.__drizzle_migrations`;
  return row?.n ?? 0;
}
