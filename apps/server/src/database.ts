import { join } from 'node:path';
import { startEmbeddedPostgres } from '@vitalmed/db/embedded';
import type { Config } from './config.ts';

export type DatabaseServer = { url: string; stop(): Promise<void> };

/** The database that the configuration names, or a PostgreSQL of our own started in the data folder. */
export async function databaseServer(
  config: Config,
  log: (message: string) => void,
): Promise<DatabaseServer> {
  if (config.databaseUrl) return { url: config.databaseUrl, stop: async () => {} };
  return startEmbeddedPostgres({ dataDir: join(config.dataDir, 'postgres'), log });
}
