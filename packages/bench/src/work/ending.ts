import { spawn } from 'node:child_process';
import { Socket } from 'node:net';
import { constants } from 'node:os';
import type { Writable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Entry, LastResort } from './last-resort.ts';

type Started = { id: number; stop(): Promise<unknown> };

const started: Started[] = [];
let survivor: Writable | null = null;
let lastId = 0;

/**
 * Whatever this process starts outside itself is entered here, so that it ends with it: by `stop` when a signal ends this
 * process, by `lastResort` when it crashes or is killed. Answers with how to cross it out, once it has ended otherwise.
 */
export function endsWithUs(lastResort: LastResort, stop: () => Promise<unknown>): () => void {
  const entry = { id: ++lastId, stop };
  started.push(entry);
  tell({ id: entry.id, lastResort });
  return () => {
    const at = started.indexOf(entry);
    if (at === -1) return;
    started.splice(at, 1);
    tell({ id: entry.id, lastResort: null });
  };
}

/** It runs in a session of its own, where neither Ctrl+C nor the end of this process reaches it. */
function tell(entry: Entry): void {
  survivor ??= startSurvivor();
  survivor.write(`${JSON.stringify(entry)}\n`);
}

function startSurvivor(): Writable {
  const program = fileURLToPath(new URL('./survivor-process.ts', import.meta.url));
  const child = spawn(process.execPath, ['--import', import.meta.resolve('tsx'), program], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  child.unref();
  child.stdin.on('error', () => undefined);
  if (child.stdin instanceof Socket) child.stdin.unref();
  return child.stdin;
}

const patienceMs = 20_000;

/** The last started ends first. What doesn't end in time is left to the process that survives this one. */
async function endAll(): Promise<void> {
  for (const { stop } of [...started].reverse()) {
    await Promise.race([stop().catch(() => undefined), delay(patienceMs, undefined, { ref: false })]);
  }
}

let ending = false;

/** Whether a signal has come: what breaks from then on is no fault. */
export const isEnding = () => ending;

/** For a program: a signal ends what it started, and then the program. A second one doesn't wait for that. */
export function endOnSignals(say: (text: string) => void): void {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      const code = 128 + constants.signals[signal];
      if (ending) process.exit(code);
      ending = true;
      say(`${signal}: ending what was started`);
      void endAll().then(() => process.exit(code));
    });
  }
}
