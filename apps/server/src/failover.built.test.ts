import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { hasPgBouncer, type PostgresPair, startPgBouncer, startPostgresPair } from '@vitalmed/db/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type BuiltServer, startBuiltServer } from './testing/built-server.ts';

let pair: PostgresPair;
const ends: (() => Promise<unknown>)[] = [];
beforeAll(async () => {
  pair = await startPostgresPair();
});
afterAll(async () => {
  for (const end of ends.reverse()) await end();
  await pair.remove();
});

async function start(databaseUrl: string): Promise<BuiltServer> {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'vitalmed-failover-'));
  const server = await startBuiltServer({ databaseUrl, dataDir, worker: 'off' });
  ends.push(server.stop);
  return server;
}

/** What the product promises, and what a machine that is busy with other tests may take besides. */
const endWithinMs = 5_000 + 3_000;
const backWithinMs = 2_000 + 3_000;

/** Asks for its health and for the catalogue until told to stop; tells the longest wait of each and when both were well. */
function watch({ portal }: BuiltServer) {
  let watching = true;
  let wellAt = 0;
  const longest = { healthMs: 0, answerMs: 0 };
  const statuses = new Set<number>();
  const timed = async (kind: keyof typeof longest, address: string) => {
    const began = performance.now();
    const { status, headers } = await fetch(portal + address);
    longest[kind] = Math.max(longest[kind], performance.now() - began);
    statuses.add(status);
    if (status === 503 && kind === 'answerMs') expect(headers.get('retry-after')).toBe('2');
    return status === 200;
  };
  const rounds = (async () => {
    while (watching) {
      const well = await Promise.all([timed('healthMs', '/healthz'), timed('answerMs', '/trpc/catalog.get')]);
      if (well.every(Boolean)) wellAt = performance.now();
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  })();
  return {
    async back(): Promise<number> {
      const since = performance.now();
      await expect.poll(() => wellAt, { timeout: 30_000, interval: 10 }).toBeGreaterThan(since);
      return wellAt - since;
    },
    async end() {
      watching = false;
      await rounds;
      return { ...longest, statuses: [...statuses].sort() };
    },
  };
}

it.runIf(hasPgBouncer)(
  'the server lives through a failover behind the real PgBouncer, answers all the while, and stops in order',
  async () => {
    const bouncer = await startPgBouncer({ url: pair.primary.url, mode: 'session' });
    ends.push(bouncer.stop);
    const server = await start(bouncer.url);
    const watched = watch(server);
    await watched.back();
    await pair.primary.kill();
    await pair.promote();
    bouncer.leadTo(pair.standby.url);
    expect(await watched.back()).toBeLessThan(backWithinMs);
    const { healthMs, answerMs, statuses } = await watched.end();
    expect(healthMs).toBeLessThan(1_000 + 2_000);
    expect(answerMs).toBeLessThan(endWithinMs);
    expect(statuses).toEqual([200, 503]);
    expect(await server.stop()).toBe(0);
  },
);

it.runIf(hasPgBouncer)(
  'the server doesn’t start behind a pooler that lends sessions out, and says what to set',
  async () => {
    const bouncer = await startPgBouncer({ url: pair.standby.url, mode: 'transaction' });
    ends.push(bouncer.stop);
    await expect(start(bouncer.url)).rejects.toThrow(/pool_mode = session/);
  },
);
