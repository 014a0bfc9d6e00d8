import { chmodSync, mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { removeEmbeddedPostgres, startEmbeddedPostgres } from '@vitalmed/db/embedded';

export type DatabaseServer = {
  /** May be another one after `hurried`. */
  readonly url: string;
  /** Does what is begun anew if the machine fails meanwhile: a server of our own doesn't wait for the disk then. */
  hurried(work: () => Promise<void>): Promise<void>;
  stop(): Promise<void>;
};

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
  if (given) return { url: given, hurried: (work) => work(), stop: async () => undefined };
  return options.quick ? throwaway(options.log) : kept(options);
}

async function kept({
  dataDir,
  log,
}: {
  dataDir: string;
  log(message: string): void;
}): Promise<DatabaseServer> {
  mkdirSync(dataDir, { recursive: true });
  let server = await startEmbeddedPostgres({ dataDir, log });
  const restart = async (durability: 'full' | 'none') => {
    await server.stop();
    server = await startEmbeddedPostgres({ dataDir, durability, log });
  };
  return {
    get url() {
      return server.url;
    },
    async hurried(work) {
      await restart('none');
      await work();
      await restart('full');
    },
    stop: () => server.stop(),
  };
}

async function throwaway(log: (message: string) => void): Promise<DatabaseServer> {
  const dataDir = mkdtempSync(join(tmpdir(), 'vitalmed-bench-'));
  // As root, PostgreSQL runs as another user, who has to enter it.
  chmodSync(dataDir, 0o711);
  const server = await startEmbeddedPostgres({ dataDir, durability: 'none', log });
  return {
    url: server.url,
    hurried: (work) => work(),
    stop: async () => {
      await server.stop();
      await removeEmbeddedPostgres(dataDir);
    },
  };
}
