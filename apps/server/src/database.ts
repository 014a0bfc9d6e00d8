import { join } from 'node:path';
import { connect } from '@vitalmed/db';
import { startEmbeddedPostgres } from '@vitalmed/db/embedded';
import type { Config } from './config.ts';
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
  await requireAnswer(config.databaseUrl);
  return { url: config.databaseUrl, stop: async () => {} };
}

/** The URL holds a password: only where it leads is ever said. */
async function requireAnswer(url: string): Promise<void> {
  const db = connect(url, { poolSize: 1 });
  try {
    await db.sql`select 1`;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'no answer';
    throw new StartError(`The database of DATABASE_URL, at ${new URL(url).host}, can't be used: ${code}.`);
  } finally {
    await db.close();
  }
}
