import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import type { Entry, LastResort } from './last-resort.ts';

/**
 * Outlives the process that forked it, however that ends, and ends what it left behind: the last started first, so that
 * servers go before their database.
 */
const patienceMs = 10_000;
const left = new Map<number, LastResort>();

// The other end of this pipe closes with the process that holds it, whatever ends that.
for await (const line of createInterface({ input: process.stdin })) {
  const { id, lastResort } = JSON.parse(line) as Entry;
  if (lastResort) left.set(id, lastResort);
  else left.delete(id);
}
for (const lastResort of [...left.values()].reverse()) await end(lastResort).catch(() => undefined);

async function end(lastResort: LastResort): Promise<void> {
  switch (lastResort.kind) {
    case 'process':
      return endProcess(lastResort.pid);
    case 'postgres':
      return endPostgres(lastResort);
    default:
      return lastResort satisfies never;
  }
}

async function endProcess(pid: number): Promise<void> {
  if (!send(pid, 'SIGTERM')) return;
  const deadline = Date.now() + patienceMs;
  while (Date.now() < deadline) {
    await delay(50);
    if (!send(pid, 0)) return;
  }
  send(pid, 'SIGKILL');
}

/** False when there is no such process any more. */
function send(pid: number, signal: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(pid, signal);
  } catch {
    return false;
  }
}

/** Whoever starts it anew adopts what was left running, unless somebody else already has; then it is theirs. */
async function endPostgres({ dataDir, throwaway }: Extract<LastResort, { kind: 'postgres' }>): Promise<void> {
  const { removeEmbeddedPostgres, startEmbeddedPostgres } = await import('@vitalmed/db/embedded');
  if (throwaway) return removeEmbeddedPostgres(dataDir);
  const adopted = await startEmbeddedPostgres({ dataDir });
  await adopted.stop();
}
