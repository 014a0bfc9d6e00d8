import { chmodSync, mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type EmbeddedPostgres,
  type EmbeddedPostgresOptions,
  removeEmbeddedPostgres,
  startEmbeddedPostgres,
} from '@vitalmed/db/embedded';
import { endsWithUs } from '../work/ending.ts';

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
  const { dataDir, log } = options;
  mkdirSync(dataDir, { recursive: true });
  return start({ dataDir, log }, (server) => server.stop(), false);
}

function throwaway(log: (message: string) => void): Promise<DatabaseServer> {
  const dataDir = mkdtempSync(join(tmpdir(), 'vitalmed-bench-'));
  // As root, PostgreSQL runs as another user, who has to enter it.
  chmodSync(dataDir, 0o711);
  const remove = async (server: EmbeddedPostgres) => {
    await server.stop();
    await removeEmbeddedPostgres(dataDir);
  };
  return start({ dataDir, durability: 'none', log }, remove, true);
}

/** Entered before it starts: a signal may come while it does. */
async function start(
  options: EmbeddedPostgresOptions,
  end: (server: EmbeddedPostgres) => Promise<void>,
  isThrowaway: boolean,
): Promise<DatabaseServer> {
  const starting = startEmbeddedPostgres(options);
  const stop = async () => end(await starting);
  const crossOut = endsWithUs({ kind: 'postgres', dataDir: options.dataDir, throwaway: isThrowaway }, stop);
  const { url } = await starting;
  return { url, stop: () => stop().finally(crossOut) };
}
