import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { setTimeout as after } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const main = fileURLToPath(new URL('../../dist/main.js', import.meta.url));
const readyWithinMs = 60_000;
const askAgainAfterMs = 50;

export type BuiltServer = {
  /** Where patients come to, such as http://localhost:41234. */
  portal: string;
  /** Where each of its three origins listens. */
  ports: number[];
  /** What it wrote to its log so far. */
  log(): string;
  /** Stops it in order and answers with its exit code. Safe to call once it has ended. */
  stop(): Promise<number | null>;
  tell(signal: NodeJS.Signals): void;
};

type BuiltServerOptions = {
  databaseUrl: string;
  dataDir: string;
  worker: 'on' | 'off';
  /** In addition. */
  env?: Record<string, string>;
};

/** Starts the built product on free ports and an existing database, as an operator would; resolves when it is well. */
export async function startBuiltServer(options: BuiltServerOptions): Promise<BuiltServer> {
  if (!existsSync(main)) throw new Error('The server isn’t built: run "pnpm build" first.');
  const [portalPort, backofficePort, doctorPort] = await freePorts();
  const child = spawn(process.execPath, [main, 'start'], {
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      DATABASE_URL: options.databaseUrl,
      DATA_DIR: options.dataDir,
      WORKER: options.worker,
      PORTAL_PORT: portalPort,
      BACKOFFICE_PORT: backofficePort,
      DOCTOR_PORT: doctorPort,
      LOG_LEVEL: 'warn',
      ...options.env,
    },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const exited = once(child, 'exit') as Promise<[number | null]>;
  const log = collect(child);
  const portal = `http://localhost:${portalPort}`;
  const stop = async () => {
    child.kill('SIGTERM');
    return (await exited)[0];
  };
  try {
    await Promise.race([
      isWell(portal),
      exited.then(([code]) => Promise.reject(new Error(`It ended with ${code}`))),
    ]);
  } catch (error) {
    await stop();
    throw new Error(`${String(error)}\n${log()}`);
  }
  const ports = [portalPort, backofficePort, doctorPort].map(Number);
  return { portal, ports, log, stop, tell: (signal) => void child.kill(signal) };
}

function collect({ stderr }: ChildProcess): () => string {
  let output = '';
  stderr?.setEncoding('utf8').on('data', (chunk: string) => {
    output += chunk;
  });
  return () => output;
}

async function isWell(portal: string): Promise<void> {
  const deadline = Date.now() + readyWithinMs;
  while (Date.now() < deadline) {
    const well = await fetch(`${portal}/healthz`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (well) return;
    await after(askAgainAfterMs);
  }
  throw new Error(`${portal} wasn’t well in ${readyWithinMs / 1000} s`);
}

/** Three different ports that were free a moment ago. */
export async function freePorts(): Promise<string[]> {
  const servers = [createServer(), createServer(), createServer()];
  for (const server of servers) await once(server.listen(0, '127.0.0.1'), 'listening');
  const ports = servers.map((server) => String((server.address() as AddressInfo).port));
  for (const server of servers) await once(server.close(), 'close');
  return ports;
}
