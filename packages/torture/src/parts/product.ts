import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const bundle = fileURLToPath(new URL('../../../../apps/server/dist/main.js', import.meta.url));
const readyWithinMs = 60_000;

/** The built server as a process that may be killed, told to stop and started again at the same address. */
export type Product = {
  /** Where patients come to. */
  portal: string;
  /** Resolves when it is well. */
  start(): Promise<void>;
  kill(): Promise<void>;
  /** SIGTERM; answers with its exit code and how long it took. Null when it had to be killed. */
  stop(): Promise<{ code: number | null; ms: number }>;
  /** Whether it ended without being told to. */
  died(): boolean;
  /** The end of what it wrote to its log. */
  words(): string;
  /** Kills it if need be, and removes its folder. */
  remove(): Promise<void>;
};

export type ProductOptions = { databaseUrl: string; mailUrl: string; worker?: boolean };

export async function prepareProduct(options: ProductOptions): Promise<Product> {
  if (!existsSync(bundle)) throw new Error('The server isn’t built: run "pnpm build" first.');
  const folder = mkdtempSync(join(tmpdir(), 'vitalmed-torture-'));
  const ports = await freePorts();
  const portal = `http://127.0.0.1:${ports[0]}`;
  const env = environment(options, { folder, ports });
  let child: ChildProcess | null = null;
  let told = false;
  let words = '';

  const end = async (signal: NodeJS.Signals) => {
    told = true;
    if (!child || hasEnded(child)) return;
    child.kill(signal);
    await once(child, 'exit');
  };
  const endWithUs = () => child?.kill('SIGKILL');
  process.once('exit', endWithUs);
  return {
    portal,
    async start() {
      told = false;
      child = spawn(process.execPath, [bundle, 'start'], { env, stdio: ['ignore', 'ignore', 'pipe'] });
      child.stderr?.setEncoding('utf8').on('data', (text: string) => {
        words = `${words}${text}`.slice(-4_000);
      });
      await ready(child, portal, () => words);
    },
    kill: () => end('SIGKILL'),
    async stop() {
      const began = performance.now();
      const killer = setTimeout(() => child?.kill('SIGKILL'), 60_000);
      await end('SIGTERM');
      clearTimeout(killer);
      return { code: child?.exitCode ?? null, ms: performance.now() - began };
    },
    died: () => child !== null && !told && hasEnded(child),
    words: () => words,
    async remove() {
      process.off('exit', endWithUs);
      await end('SIGKILL');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const hasEnded = (child: ChildProcess) => child.exitCode !== null || child.signalCode !== null;

function environment(
  { databaseUrl, mailUrl, worker = true }: ProductOptions,
  { folder, ports }: { folder: string; ports: number[] },
): NodeJS.ProcessEnv {
  const [portal, backoffice, doctor] = ports;
  return {
    PATH: process.env.PATH,
    HOME: process.env.HOME,
    DATABASE_URL: databaseUrl,
    DATA_DIR: folder,
    HOST: '127.0.0.1',
    PORTAL_PORT: String(portal),
    PORTAL_ORIGIN: `http://127.0.0.1:${portal}`,
    BACKOFFICE_PORT: String(backoffice),
    DOCTOR_PORT: String(doctor),
    RESEND_API_KEY: 'torture',
    RESEND_BASE_URL: mailUrl,
    WORKER: worker ? 'on' : 'off',
    LOG_LEVEL: 'error',
  };
}

async function ready(child: ChildProcess, portal: string, words: () => string): Promise<void> {
  const deadline = Date.now() + readyWithinMs;
  while (!hasEnded(child) && Date.now() < deadline) {
    const well = await fetch(`${portal}/healthz`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (well) return;
    await delay(20);
  }
  child.kill('SIGKILL');
  throw new Error(`The server didn't get ready:\n${words()}`);
}

async function freePorts(): Promise<number[]> {
  const servers = [createServer(), createServer(), createServer()];
  for (const server of servers) await once(server.listen(0, '127.0.0.1'), 'listening');
  const ports = servers.map((server) => (server.address() as AddressInfo).port);
  for (const server of servers) await once(server.close(), 'close');
  return ports;
}
