import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer, connect as dial } from 'node:net';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { findServerUser } from '../embedded/server-user.ts';
import { temporaryFolder } from './test-server.ts';

const program = process.env.PGBOUNCER_PATH ?? '/usr/sbin/pgbouncer';

/** Whether this machine has the real program; tests that need it say so when they are left out. */
export const hasPgBouncer = existsSync(program);

export type PgBouncer = {
  /** The database of the server behind it, by way of the pooler. */
  url: string;
  /** Leads new server connections there, as a failover's script does (RELOAD). */
  leadTo(url: string): void;
  stop(): Promise<void>;
};

export type PgBouncerOptions = {
  /** The server behind it. */
  url: string;
  mode: 'session' | 'transaction' | 'statement';
  /** Server connections at most; 20, the program's own default, unless told. */
  poolSize?: number;
};

/** PgBouncer as a distribution installs it, but for where it listens. */
export async function startPgBouncer(options: PgBouncerOptions): Promise<PgBouncer> {
  const folder = path.join(await temporaryFolder(), 'pgbouncer');
  mkdirSync(folder, { mode: 0o755 });
  const file = path.join(folder, 'pgbouncer.ini');
  const port = await freePort();
  const configure = (url: string) => writeFileSync(file, configuration(url, port, options), { mode: 0o644 });
  configure(options.url);
  const child = spawn(program, [file], { ...findServerUser(folder), cwd: '/', stdio: 'ignore' });
  await listens(port);
  const { username, password, pathname } = new URL(options.url);
  return {
    url: `postgres://${username}:${password}@127.0.0.1:${port}${pathname}`,
    leadTo(url) {
      configure(url);
      child.kill('SIGHUP');
    },
    async stop() {
      if (child.exitCode !== null) return;
      const exit = once(child, 'exit');
      // At once; SIGINT and SIGTERM would wait for clients.
      child.kill('SIGQUIT');
      if (await Promise.race([exit, delay(2_000, null)])) return;
      child.kill('SIGKILL');
      await exit;
    },
  };
}

function configuration(url: string, port: number, { mode, poolSize = 20 }: PgBouncerOptions): string {
  const { hostname, port: serverPort, username, password, pathname } = new URL(url);
  const database = pathname.slice(1);
  return `[databases]
${database} = host=${hostname} port=${serverPort} dbname=${database} user=${username} password=${decodeURIComponent(password)}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${port}
unix_socket_dir =
auth_type = any
pool_mode = ${mode}
default_pool_size = ${poolSize}
server_login_retry = 1
`;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  await once(server.close(), 'close');
  return port;
}

async function listens(port: number): Promise<void> {
  const deadline = Date.now() + 10_000;
  while (Date.now() < deadline) {
    const socket = dial(port, '127.0.0.1');
    const up = await once(socket, 'connect').then(
      () => true,
      () => false,
    );
    socket.destroy();
    if (up) return;
    await delay(25);
  }
  throw new Error('PgBouncer didn’t start');
}
