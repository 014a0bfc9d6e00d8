import type { ChildProcess } from 'node:child_process';
import { rmSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { type Cluster, databaseUrl, findCluster, prepareCluster } from './cluster.ts';
import { EmbeddedPostgresError } from './embedded-postgres-error.ts';
import { locatedFolder } from './folders.ts';
import { choosePort } from './free-port.ts';
import { claimOwnership, type Ownership } from './ownership.ts';
import {
  type Durability,
  findPostmaster,
  lastWords,
  logFile,
  spawnPostmaster,
  stopPostmaster,
} from './postmaster.ts';

export { EmbeddedPostgresError, type EmbeddedPostgresFailure } from './embedded-postgres-error.ts';

export type EmbeddedPostgresOptions = {
  /** Made when missing. Only one process at a time may run the database in it. */
  dataDir: string;
  /** 'full' unless told; 'none' is for tests, whose data nobody misses after a crash of the machine. */
  durability?: Durability;
  /** Gets one short sentence for each thing that takes time or isn't usual. Never a secret. */
  log?: (message: string) => void;
};

export type EmbeddedPostgres = {
  /** Of the application's database, with its password: don't log it. Stays the same while this process runs. */
  url: string;
  /** Where the data lies: `dataDir`, or elsewhere when PostgreSQL's user can't enter that. */
  folder: string;
  /** Ends every session and the server; resolves when the data is safely on disk. Safe to call twice. */
  stop(): Promise<void>;
};

/** A recovery after a crash replays at most some minutes of writes; this is ample for it. */
const patienceMs = 60_000;
const pauseMs = 40;

/**
 * Starts the PostgreSQL that came with the npm package, or adopts the one that a killed process left running.
 * While this process lives, a server that dies is started again on the same port.
 *
 * @throws EmbeddedPostgresError whose message tells a person what to do
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const { durability = 'full', log = () => undefined } = options;
  const cluster = prepareCluster(options.dataDir, log);
  const server = new KeptServer(cluster, durability, log);
  await server.start();
  return { url: databaseUrl(cluster, server.port), folder: cluster.folder, stop: () => server.stop() };
}

/**
 * Deletes the database of that folder, ending the server that a killed process left in it. For throwaway data:
 * there is no way back.
 */
export async function removeEmbeddedPostgres(dataDir: string): Promise<void> {
  const folder = locatedFolder(dataDir);
  const cluster = findCluster(folder);
  if (cluster && findPostmaster(cluster)) await stopPostmaster(cluster, 'immediate');
  for (const remains of [folder, dataDir]) rmSync(remains, { recursive: true, force: true });
}

/** One cluster, kept running and owned from start() to stop(). */
class KeptServer {
  port = 0;
  #ownership: Ownership | null = null;
  #child: ChildProcess | null = null;
  #stopping: Promise<void> | null = null;
  #recovery: Promise<void> = Promise.resolve();

  readonly #cluster: Cluster;
  readonly #durability: Durability;
  readonly #log: (message: string) => void;

  constructor(cluster: Cluster, durability: Durability, log: (message: string) => void) {
    this.#cluster = cluster;
    this.#durability = durability;
    this.#log = log;
  }

  async start(): Promise<void> {
    await this.#own();
    process.once('exit', this.#endWithProcess);
  }

  stop(): Promise<void> {
    this.#stopping ??= this.#stop();
    return this.#stopping;
  }

  async #stop(): Promise<void> {
    process.off('exit', this.#endWithProcess);
    await this.#recovery;
    if (this.#ownership) await stopPostmaster(this.#cluster);
    await this.#ownership?.release();
  }

  /** The last chance when nobody called stop(): PostgreSQL shuts down by itself after the signal. */
  #endWithProcess = () => this.#child?.kill('SIGINT');

  /**
   * Returns with the server running and owned by this process. Failed starts are repeated with growing pauses:
   * for a moment the sessions of a killed server still hold its memory.
   */
  async #own(): Promise<void> {
    const deadline = Date.now() + patienceMs;
    let failures = 0;
    while (Date.now() < deadline && failures < 7) {
      const postmaster = findPostmaster(this.#cluster);
      if (!postmaster) {
        if (!(await this.#spawn())) await delay(200 * ++failures);
      } else if (!postmaster.ready || !(await this.#claim(postmaster.port))) {
        await delay(pauseMs);
      } else {
        return;
      }
    }
    throw new EmbeddedPostgresError(
      'start-failed',
      `PostgreSQL didn't start in ${this.#cluster.folder}. The end of ${logFile(this.#cluster)}:\n${lastWords(this.#cluster)}`,
    );
  }

  /** False when the process ended instead of getting ready: it lost to another one, or something is wrong. */
  async #spawn(): Promise<boolean> {
    const port = this.port || (await choosePort(this.#cluster));
    const child = spawnPostmaster(this.#cluster, port, this.#durability);
    let ended = false;
    child.once('exit', () => {
      ended = true;
    });
    child.once('error', () => {
      ended = true;
    });
    while (!ended && !findPostmaster(this.#cluster)?.ready) await delay(pauseMs);
    if (!ended) this.#child = child;
    return !ended;
  }

  async #claim(port: number): Promise<boolean> {
    const claim = await claimOwnership(this.#cluster, port, this.#durability);
    if (claim.outcome === 'unreachable') return false;
    if (claim.outcome === 'owned-by-another') throw inUse(this.#cluster, claim.owner);
    if (!claim.ownership.asDurable) {
      this.#log('Restarting the PostgreSQL that was left running: its settings differ');
      await stopPostmaster(this.#cluster);
      await claim.ownership.release();
      return false;
    }
    if (!this.#child) this.#log('Went on with the PostgreSQL that an earlier process left running');
    this.port = port;
    this.#ownership = claim.ownership;
    void claim.ownership.lost.then(() => this.#onLost());
    return true;
  }

  #onLost(): void {
    if (this.#stopping) return;
    this.#log('PostgreSQL stopped unexpectedly; starting it again');
    this.#recovery = this.#recover();
  }

  async #recover(): Promise<void> {
    await this.#ownership?.release();
    this.#ownership = null;
    while (!this.#stopping && !this.#ownership) {
      try {
        await this.#own();
      } catch (error) {
        this.#log(error instanceof Error ? error.message : String(error));
        await delay(1_000);
      }
    }
  }
}

function inUse(cluster: Cluster, owner: string): EmbeddedPostgresError {
  return new EmbeddedPostgresError(
    'folder-in-use',
    `The database in ${cluster.folder} is already run by ${owner}. ` +
      'Stop that one, or choose another data folder; to serve one database from several processes, set DATABASE_URL.',
  );
}
