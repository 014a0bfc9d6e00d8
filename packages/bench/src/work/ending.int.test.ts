import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished, vi } from 'vitest';

const generous = { timeout: 40_000, interval: 50 };

const aServer = new URL('./fixtures/starts-a-server.ts', import.meta.url);

/** Runs a program of this package, as `pnpm bench` does, with a folder of its own for what it leaves for a while. */
function run(script: URL, args: string[] = []) {
  const folder = mkdtempSync(join(tmpdir(), 'vitalmed-ending-'));
  chmodSync(folder, 0o711);
  const { BENCH_DATABASE_URL: _bench, TEST_DATABASE_URL: _test, ...env } = process.env;
  const program = fileURLToPath(script);
  const child = spawn(process.execPath, ['--import', import.meta.resolve('tsx'), program, ...args], {
    env: { ...env, TMPDIR: folder },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  onTestFinished(async () => {
    await ended(child, 'SIGKILL');
    await vi.waitFor(() => rmSync(folder, { recursive: true, force: true }), generous);
  });
  return { child, folder };
}

async function ended(child: ChildProcess, signal: NodeJS.Signals) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill(signal);
  await once(child, 'exit');
}

function lives(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** The main process of the PostgreSQL that works in a folder below. */
async function postmasterBelow(folder: string): Promise<number> {
  return vi.waitFor(() => {
    const [data = ''] = readdirSync(folder).filter((name) => name.startsWith('vitalmed-bench-'));
    const lines = readFileSync(join(folder, data, 'postgres/data/postmaster.pid'), 'utf8').split('\n');
    expect(lines[7]?.trim()).toBe('ready');
    return Number(lines[0]);
  }, generous);
}

const theEnds = [
  ['Ctrl+C', 'SIGINT', 130],
  ['an order to end', 'SIGTERM', 143],
  ['kill -9', 'SIGKILL', null],
] as const;

describe.each(theEnds)('%s to the bench alone', (_, signal, code) => {
  it('ends its PostgreSQL and clears away what was for the moment', async () => {
    const { child, folder } = run(new URL('../main.ts', import.meta.url), [
      'generate',
      '--scale',
      'small',
      '--quick',
    ]);
    const postmaster = await postmasterBelow(folder);
    await ended(child, signal);
    expect(child.exitCode).toBe(code);
    await vi.waitFor(() => {
      expect(lives(postmaster)).toBe(false);
      expect(readdirSync(folder).filter((name) => name.startsWith('vitalmed-bench-'))).toEqual([]);
    }, generous);
  });

  it('ends a server that it started', async () => {
    const { child } = run(aServer);
    const [text] = (await once(child.stdout, 'data')) as [Buffer];
    const server = Number(text.toString());
    expect(lives(server)).toBe(true);
    await ended(child, signal);
    expect(child.exitCode).toBe(code);
    await vi.waitFor(() => expect(lives(server)).toBe(false), generous);
  });
});

it('ends a server when the program that started it breaks', async () => {
  const { child } = run(aServer, ['break']);
  const [text] = (await once(child.stdout, 'data')) as [Buffer];
  await vi.waitFor(() => expect(lives(Number(text.toString()))).toBe(false), generous);
});
