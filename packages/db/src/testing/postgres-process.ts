import { spawnSync } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';
import { connect } from '../client.ts';
import { type Cluster, databaseUrl, prepareCluster } from '../embedded/cluster.ts';
import { choosePort } from '../embedded/free-port.ts';
import { removeEmbeddedPostgres } from '../embedded/index.ts';
import { findPostmaster, lastWords, spawnPostmaster, stopPostmaster } from '../embedded/postmaster.ts';
import { temporaryFolder } from './test-server.ts';

/** A PostgreSQL that nobody starts again by itself: a test may kill it, freeze it and bring it back. */
export type PostgresProcess = {
  /** Of the database `vitalmed`, which is empty at first. The same after each start. */
  url: string;
  /** Resolves when it answers. */
  start(): Promise<void>;
  /** Ends it in order, every session first. */
  stop(): Promise<void>;
  /** Ends all of its processes by SIGKILL, as a crash of the machine does. */
  kill(): Promise<void>;
  /** Halts all of its processes (SIGSTOP): connections stand, and nobody answers. */
  freeze(): void;
  thaw(): void;
  /** Ends it and removes its data. */
  remove(): Promise<void>;
};

const startsWithinMs = 30_000;

export async function startPostgresProcess(): Promise<PostgresProcess> {
  const folder = await temporaryFolder();
  const server = await postgresProcess(prepareCluster(folder, () => undefined));
  await server.start();
  return { ...server, remove: () => removeEmbeddedPostgres(folder) };
}

/** Of a cluster that isn't running yet. */
export async function postgresProcess(cluster: Cluster): Promise<Omit<PostgresProcess, 'remove'>> {
  const port = await choosePort(cluster);
  const url = databaseUrl(cluster, port);
  const signal = (name: NodeJS.Signals) => {
    for (const pid of processesOf(cluster)) sendSignal(pid, name);
  };
  return {
    url,
    async start() {
      spawnPostmaster(cluster, port, 'none');
      await answers(cluster, url);
    },
    stop: () => stopPostmaster(cluster),
    async kill() {
      signal('SIGKILL');
      while (findPostmaster(cluster)) await delay(10);
    },
    freeze: () => signal('SIGSTOP'),
    thaw: () => signal('SIGCONT'),
  };
}

/** The main process and its children, each of which is in a group of its own. */
function processesOf(cluster: Cluster): number[] {
  const main = findPostmaster(cluster)?.pid;
  if (main === undefined) return [];
  const { stdout } = spawnSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' });
  const pairs = stdout
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number));
  // The main process first: a frozen one makes no new children, a dead one can't take a child's death for a crash.
  return [main, ...pairs.flatMap(([pid = 0, parent]) => (parent === main ? [pid] : []))];
}

function sendSignal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

/** Resolves when the server at `url` answers; throws its own last words after 30 s without one. */
export async function answers(cluster: Cluster, url: string): Promise<void> {
  const deadline = Date.now() + startsWithinMs;
  while (Date.now() < deadline) {
    const db = connect(url, { poolSize: 1 });
    const up = await db.sql`select 1`.then(
      () => true,
      () => false,
    );
    await db.close();
    if (up) return;
    await delay(50);
  }
  throw new Error(`PostgreSQL didn't start:\n${lastWords(cluster)}`);
}
