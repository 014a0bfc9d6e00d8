import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, existsSync, openSync, readFileSync, rmSync, statSync, truncateSync } from 'node:fs';
import path from 'node:path';
import type { Cluster } from './cluster.ts';

/** PostgreSQL's main process, as its own file postmaster.pid tells of it. */
export type Postmaster = { pid: number; port: number; ready: boolean };

/**
 * How safe an acknowledged write is. 'none' survives no crash of the machine and is for tests alone.
 */
export type Durability = 'full' | 'none';

const largestLog = 5 * 1024 * 1024;

/** The live main process of this cluster, or null; a file left by a dead one is removed where it would mislead. */
export function findPostmaster(cluster: Cluster): Postmaster | null {
  const file = path.join(cluster.data, 'postmaster.pid');
  const lines = existsSync(file) ? readLines(file) : [];
  const pid = Number(lines[0]);
  if (!Number.isInteger(pid) || pid <= 0 || !isAlive(pid)) return null;
  if (isSomebodyElse(pid, cluster)) {
    // The number was given to another process since; PostgreSQL itself would refuse to start.
    rmSync(file, { force: true });
    return null;
  }
  return { pid, port: Number(lines[3]), ready: lines[7]?.trim() === 'ready' };
}

function readLines(file: string): string[] {
  try {
    return readFileSync(file, 'utf8').split('\n');
  } catch {
    return []; // It stopped between the two looks.
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function isSomebodyElse(pid: number, cluster: Cluster): boolean {
  const command = commandLine(pid);
  return command !== null && !command.includes(cluster.data);
}

/** Null when the system doesn't tell. */
function commandLine(pid: number): string | null {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
  } catch {
    const { status, stdout } = spawnSync('ps', ['-ww', '-o', 'command=', '-p', String(pid)], {
      encoding: 'utf8',
    });
    return status === 0 ? stdout : null;
  }
}

/** Starts the main process and returns at once; it becomes ready, or exits, by itself. */
export function spawnPostmaster(cluster: Cluster, port: number, durability: Durability): ChildProcess {
  const log = openLog(cluster);
  try {
    return spawn(cluster.binaries.postgres, ['-D', cluster.data, ...settings(port, durability)], {
      ...cluster.user,
      cwd: '/',
      env: { ...process.env, LC_ALL: 'C', TZ: 'UTC' },
      stdio: ['ignore', log, log],
      // In a group of its own: Ctrl+C reaches this process alone, which then stops PostgreSQL last.
      detached: true,
    });
  } finally {
    closeSync(log);
  }
}

function settings(port: number, durability: Durability): string[] {
  const values: Record<string, string | number> = {
    port,
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: durability === 'none' ? 300 : 100,
    fsync: durability === 'none' ? 'off' : 'on',
    synchronous_commit: durability === 'none' ? 'off' : 'on',
    full_page_writes: durability === 'none' ? 'off' : 'on',
    timezone: 'UTC',
    log_timezone: 'UTC',
    // What a statement or an error says may be a patient's: the log tells of the server's own life only.
    log_min_messages: 'log',
    log_error_verbosity: 'terse',
    log_min_error_statement: 'panic',
    log_checkpoints: 'off',
  };
  return Object.entries(values).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

export const logFile = (cluster: Cluster) => path.join(cluster.folder, 'postgres.log');

function openLog(cluster: Cluster): number {
  const file = logFile(cluster);
  if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > largestLog) truncateSync(file);
  return openSync(file, 'a', 0o600);
}

/** The end of what PostgreSQL wrote to its log. */
export function lastWords(cluster: Cluster): string {
  return existsSync(logFile(cluster))
    ? readFileSync(logFile(cluster), 'utf8').trim().split('\n').slice(-5).join('\n')
    : '';
}

/**
 * Ends the cluster's main process, ours or an orphan, with every session; resolves when its files are closed.
 * 'fast' writes everything down first; 'immediate' leaves that to the recovery of the next start.
 */
export async function stopPostmaster(cluster: Cluster, mode: 'fast' | 'immediate' = 'fast'): Promise<void> {
  const args = ['stop', '-D', cluster.data, '-m', mode, '-w', '-t', '30', '-s'];
  const stopping = spawn(cluster.binaries.pgCtl, args, { ...cluster.user, cwd: '/', stdio: 'ignore' });
  await once(stopping, 'exit');
}
