import { chmodSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { removeEmbeddedPostgres, startEmbeddedPostgres } from '@vitalmed/db/embedded';

export type EmbeddedStart = { firstMs: number; laterMs: number };

/** The product's own PostgreSQL in an empty folder, and again where it was before; with full durability. */
export async function measureEmbeddedStart(): Promise<EmbeddedStart> {
  const dataDir = mkdtempSync(join(tmpdir(), 'vitalmed-bench-'));
  // As root, PostgreSQL runs as another user, who has to enter it.
  chmodSync(dataDir, 0o711);
  const timed = async () => {
    const began = performance.now();
    const server = await startEmbeddedPostgres({ dataDir });
    const ms = performance.now() - began;
    await server.stop();
    return ms;
  };
  try {
    return { firstMs: await timed(), laterMs: await timed() };
  } finally {
    await removeEmbeddedPostgres(dataDir);
  }
}
