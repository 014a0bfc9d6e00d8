import { chmodSync, mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { removeEmbeddedPostgres, startEmbeddedPostgres } from '@vitalmed/db/embedded';

export type DatabaseServer = { url: string; stop(): Promise<void> };

/**
 * BENCH_DATABASE_URL names a server that runs already (its role may create databases). Otherwise the product's own
 * embedded PostgreSQL runs, as durable as in production: in `dataDir`, which keeps generated networks for the
 * next run, or for a quick run in a temporary folder that goes with it.
 */
export async function databaseServer(options: {
  dataDir: string;
  quick: boolean;
  log(message: string): void;
}): Promise<DatabaseServer> {
  const given = process.env.BENCH_DATABASE_URL ?? (options.quick ? process.env.TEST_DATABASE_URL : undefined);
  if (given) return { url: given, stop: async () => undefined };
  if (options.quick) return throwaway(options.log);
  mkdirSync(options.dataDir, { recursive: true });
  return startEmbeddedPostgres({ dataDir: options.dataDir, log: options.log });
}

async function throwaway(log: (message: string) => void): Promise<DatabaseServer> {
  const dataDir = mkdtempSync(join(tmpdir(), 'vitalmed-bench-'));
  // As root, PostgreSQL runs as another user, who has to enter it.
  chmodSync(dataDir, 0o711);
  const server = await startEmbeddedPostgres({ dataDir, durability: 'none', log });
  return {
    url: server.url,
    stop: async () => {
      await server.stop();
      await removeEmbeddedPostgres(dataDir);
    },
  };
}
