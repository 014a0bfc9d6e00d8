import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { migrate as applyMigrations } from 'drizzle-orm/postgres-js/migrator';
import { Logger, runMigrations } from 'graphile-worker';
import { connect, primaryUrl, type Sql } from './client.ts';

export type MigrateOptions = {
  /** Where the SQL files and their meta folder lie; beside this package's source unless told. */
  migrationsFolder?: string;
  /** Told when another process is migrating and this one waits. */
  log?: (message: string) => void;
  /** How long a process that holds the lock may be idle before it is taken for gone, in milliseconds; 60,000 unless told. */
  idleHolderMs?: number;
};

/** The right to migrate is held by a session that does nothing with it. The message tells a person what to do. */
export class MigrationLockHeld extends Error {
  override name = 'MigrationLockHeld';
}

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
  const { migrationsFolder = defaultMigrationsFolder } = options;
  // One connection, since the lock belongs to the session; no time limits, since a table may be large.
  const { sql, orm, close } = connect(url, {
    poolSize: 1,
    applicationName: 'vitalmed migrate',
    primaryOnly: true,
    statementTimeoutMs: 0,
    largeStatements: true,
  });
  try {
    await takeLock(sql, options);
    const before = await countApplied(sql);
    await applyMigrations(orm, { migrationsFolder });
    const after = await countApplied(sql);
    await runMigrations({
      connectionString: await primaryUrl(url),
      logger: new Logger(() => () => undefined),
    });
    return { applied: after - before };
  } finally {
    // Ending the session gives the lock back too.
    await close();
  }
}

const askAgainMs = 250;

/** Waits for as long as whoever holds it is at work. One that left it behind, behind a pooler say, is told of. */
async function takeLock(
  sql: Sql,
  { log = () => undefined, idleHolderMs = 60_000 }: MigrateOptions,
): Promise<void> {
  let told = false;
  while (!(await tryLock(sql))) {
    if (!told) log('Another process is migrating the database; waiting for it');
    told = true;
    const holder = await lockHolder(sql);
    if (holder && holder.idleMs > idleHolderMs) throw new MigrationLockHeld(heldBy(holder));
    await delay(askAgainMs);
  }
}

async function tryLock(sql: Sql): Promise<boolean> {
  const [row] = await sql<{ taken: boolean }[]>`select pg_try_advisory_lock(${migrationLock}) as taken`;
  return row?.taken === true;
}

type Holder = { pid: number; name: string; idleMs: number };

/** Who holds the lock, and for how long they have asked nothing; null when they are gone or another role's. */
async function lockHolder(sql: Sql): Promise<Holder | null> {
  const [holder] = await sql<Holder[]>`
    select pid, activity.application_name as name,
      case when activity.state = 'idle' then extract(epoch from clock_timestamp() - state_change) * 1000 else 0 end::float8
        as "idleMs"
    from pg_locks lock join pg_stat_activity activity using (pid)
    where lock.locktype = 'advisory' and lock.granted and lock.objsubid = 1
      and lock.database = (select oid from pg_database where datname = current_database())
      and (lock.classid::bigint << 32 | lock.objid::bigint) = ${migrationLock}`;
  return holder ?? null;
}

function heldBy({ pid, name, idleMs }: Holder): string {
  return (
    `The right to migrate is held by a session that has done nothing for ${Math.round(idleMs / 1000)} s ` +
    `(process ${pid} of PostgreSQL, "${name}"). If no other server is starting, end it and start again: ` +
    `select pg_terminate_backend(${pid})`
  );
}

async function countApplied(sql: Sql): Promise<number> {
  const [table] = await sql<{ exists: boolean }[]>`
    select to_regclass('drizzle.__drizzle_migrations') is not null as exists`;
  if (!table?.exists) return 0;
  const [row] = await sql<{ n: number }[]>`select count(*)::int as n from drizzle.__drizzle_migrations`;
  return row?.n ?? 0;
}
