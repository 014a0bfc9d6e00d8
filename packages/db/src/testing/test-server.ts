import { chmodSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { removeEmbeddedPostgres, startEmbeddedPostgres } from '../embedded/index.ts';

export type TestServer = { /** For TEST_DATABASE_URL. */ url: string; stop(): Promise<void> };

const prefix = 'vitalmed-test-';

/** A PostgreSQL for one run of tests, in a temporary folder that goes with it. Fast, and safe against nothing. */
export async function startTestServer(): Promise<TestServer> {
  const dataDir = await temporaryFolder();
  const server = await startEmbeddedPostgres({ dataDir, durability: 'none' });
  return {
    url: server.url,
    stop: async () => {
      await server.stop();
      await removeEmbeddedPostgres(dataDir);
    },
  };
}

/** For the data of a server of this run; one whose run is gone is removed, with its server, by the next run. */
export async function temporaryFolder(): Promise<string> {
  await removeAbandoned();
  const folder = mkdtempSync(path.join(tmpdir(), prefix));
  chmodSync(folder, 0o711);
  writeFileSync(path.join(folder, 'pid'), String(process.pid));
  return folder;
}

/** A run that was killed leaves its server behind; the next run ends it. */
async function removeAbandoned(): Promise<void> {
  for (const name of readdirSync(tmpdir())) {
    const folder = path.join(tmpdir(), name);
    if (name.startsWith(prefix) && isAbandoned(folder)) await removeEmbeddedPostgres(folder);
  }
}

function isAbandoned(folder: string): boolean {
  try {
    process.kill(Number(readFileSync(path.join(folder, 'pid'), 'utf8')), 0);
    return false;
  } catch (error) {
    // ESRCH: the process of that number is gone. Anything else may be another user's or just being made.
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
}
