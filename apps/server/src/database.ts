import { join } from 'node:path';
import { keepsSessions, whereabouts } from '@vitalmed/db';
import { startEmbeddedPostgres } from '@vitalmed/db/embedded';
import { MigrationLockHeld, migrate } from '@vitalmed/db/migrate';
import type { Config } from './config.ts';
import { migrationsFolder } from './paths.ts';
import { StartError } from './start-error.ts';

export type DatabaseServer = { url: string; stop(): Promise<void> };

/**
 * The database that the configuration names, or a PostgreSQL of our own started in the data folder.
 *
 * @throws StartError when the named one can't be used
 */
export async function databaseServer(
  config: Config,
  log: (message: string) => void,
): Promise<DatabaseServer> {
  if (config.databaseUrl === null)
    return startEmbeddedPostgres({ dataDir: join(config.dataDir, 'postgres'), log });
  await requireSessions(config.databaseUrl);
  return { url: config.databaseUrl, stop: async () => {} };
}

/**
 * Brings the database to this version.
 *
 * @throws StartError when a session that does nothing keeps everybody from it
 */
export async function migrated(url: string, log: (message: string) => void): ReturnType<typeof migrate> {
  try {
    return await migrate(url, { migrationsFolder, log });
  } catch (error) {
    throw error instanceof MigrationLockHeld ? new StartError(error.message) : error;
  }
}

/** The URL holds a password: only where it leads is ever said. */
async function requireSessions(url: string): Promise<void> {
  const kept = await keepsSessions(url).catch((error: unknown) => {
    throw new StartError(
      `The database of DATABASE_URL, at ${whereabouts(url)}, can't be used: ${faultWord(error)}.`,
    );
  });
  if (kept) return;
  throw new StartError(
    `The pooler of DATABASE_URL, at ${whereabouts(url)}, shares one connection among several in turns. ` +
      'Give it session pooling (PgBouncer: pool_mode = session) or name the server itself: docs/postgresql.md.',
  );
}

/** What a driver's error may be called by: its text can hold more than everybody should read. */
export function faultWord(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'no answer';
  return code === 'NOT_PRIMARY' ? 'it takes no writes (NOT_PRIMARY)' : code;
}
