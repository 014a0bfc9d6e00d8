import { type ConnectOptions, connect, type Database } from './client.ts';
import { ReplicaMarks } from './replica-marks.ts';
import { TooLate, within } from './within.ts';

/** A replica for searches of free slots; never anything that decides a write, never a person's own data. */
export type SearchDatabase = {
  /** Asks the replica while it is fresh, and the primary otherwise or again when the replica fails. */
  read<T>(question: (db: Database) => Promise<T>): Promise<T>;
  /**
   * Resolves once no search, in whichever process, can miss what the primary holds at the time of the call:
   * when the replica has it, or after the time for which anybody trusts an old proof.
   */
  settled(): Promise<void>;
  /** For how many seconds a person who wrote has to search the primary to find it. */
  ownWritesSeconds: number;
  close(): Promise<void>;
};

export type ReplicaState =
  /** It answers searches. */
  | 'used'
  /** It follows, too slowly. */
  | 'behind'
  /** It doesn't answer, or not soon enough. */
  | 'away'
  /** It takes writes: promoted, or never a replica. */
  | 'not-a-replica'
  /** It follows another database. */
  | 'another-database';

export type ReplicaOptions = {
  /** Asked whatever the replica can't answer. Not closed with the search. */
  primary: Database;
  primaryUrl: string;
  /** One server, not a balancer before several: what is known of it holds for the next connection too. */
  replicaUrl: string;
  /** Connections to the replica for searches; one more to each side asks how far they are. */
  poolSize?: number;
  /** How old an answer of the replica may be, in milliseconds; 2,000 unless told. */
  maxStaleMs?: number;
  /** How often both sides are asked how far they are, in milliseconds; 500 unless told. */
  lookEveryMs?: number;
  /** How long a search waits for the replica before it asks the primary, in milliseconds; 1,000 unless told. */
  patienceMs?: number;
  /** Told when the replica begins to be used, or why it isn't any more. */
  onState?: (state: ReplicaState) => void;
};

/** Searches on a replica that follows by streaming, as docs/decisions/0006-read-replica.md describes. */
export function searchReplica(options: ReplicaOptions): SearchDatabase {
  return new FollowedReplica(options);
}

type Look = { position: number; replayed: number; state: 'not-a-replica' | 'another-database' | 'follows' };

/**
 * How far a replica is, compared with its primary. The primary is asked first, so that what the replica has
 * replayed then holds all that was committed before the call.
 *
 * @throws what the driver throws when either doesn't answer, or the first isn't a primary
 */
export async function lookAtReplica(primary: Database, replica: Database): Promise<Look> {
  const [here] = await primary.sql<[{ position: number; identity: string }]>`
    select (pg_current_wal_lsn() - '0/0'::pg_lsn)::int8 as position,
      system_identifier || '/' || current_database() as identity
    from pg_control_system()`;
  const [there] = await replica.sql<[{ follows: boolean; replayed: number | null; identity: string }]>`
    select pg_is_in_recovery() as follows, (pg_last_wal_replay_lsn() - '0/0'::pg_lsn)::int8 as replayed,
      system_identifier || '/' || current_database() as identity
    from pg_control_system()`;
  const { position } = here;
  const { replayed, follows, identity } = there;
  if (identity !== here.identity) return { position, replayed: 0, state: 'another-database' };
  if (!follows || replayed === null) return { position, replayed: 0, state: 'not-a-replica' };
  return { position, replayed, state: 'follows' };
}

/** Connections to the replica that are thrown away together when it doesn't answer. */
type Line = { searches: Database; probe: Database; close(): Promise<void> };
type Waiter = { asOf: number; done(): void };

/** While somebody waits for the replica to catch up, it is asked this often, in milliseconds. */
const hurryMs = 25;
/** A cookie's seconds begin and end later than the server's own: a margin for the way there and back. */
const marginSeconds = 3;

class FollowedReplica implements SearchDatabase {
  readonly ownWritesSeconds: number;
  readonly #options: Required<ReplicaOptions>;
  readonly #marks: ReplicaMarks;
  readonly #primaryProbe: Database;
  readonly #waiters = new Set<Waiter>();
  readonly #looking: Promise<void>;
  #line: Line;
  /** Rises when all knowledge is void, so that an answer on its way proves nothing. */
  #doubts = 0;
  #state: ReplicaState | null = null;
  #closed = false;
  #wake = () => {};

  constructor(options: ReplicaOptions) {
    this.#options = {
      poolSize: 10,
      maxStaleMs: 2_000,
      lookEveryMs: 500,
      patienceMs: 1_000,
      onState: () => undefined,
      ...options,
    };
    const { maxStaleMs, primaryUrl } = this.#options;
    this.ownWritesSeconds = Math.ceil(maxStaleMs / 1000) + marginSeconds;
    this.#marks = new ReplicaMarks(maxStaleMs);
    this.#primaryProbe = connect(primaryUrl, probing);
    this.#line = this.#openLine();
    this.#looking = this.#keepLooking();
  }

  async read<T>(question: (db: Database) => Promise<T>): Promise<T> {
    const { primary, patienceMs } = this.#options;
    if (!this.#isFresh()) return question(primary);
    try {
      return await within(patienceMs, question(this.#line.searches));
    } catch {
      const answer = await question(primary);
      // Only now: a question that fails on both sides tells nothing against the replica.
      this.#doubt();
      return answer;
    }
  }

  settled(): Promise<void> {
    if (this.#closed) return Promise.resolve();
    return new Promise((resolve) => {
      const done = () => {
        clearTimeout(timer);
        this.#waiters.delete(waiter);
        resolve();
      };
      const timer = setTimeout(done, this.#options.maxStaleMs);
      const waiter = { asOf: performance.now(), done };
      this.#waiters.add(waiter);
      this.#wake();
    });
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#doubt();
    for (const { done } of this.#waiters) done();
    this.#wake();
    await this.#looking;
    await Promise.all([this.#line.close(), this.#primaryProbe.close()]);
  }

  #isFresh(): boolean {
    return performance.now() - this.#marks.freshAsOf < this.#options.maxStaleMs;
  }

  #doubt(): void {
    this.#doubts += 1;
    this.#marks.forget();
  }

  async #keepLooking(): Promise<void> {
    while (!this.#closed) {
      await this.#look();
      const { freshAsOf } = this.#marks;
      for (const { asOf, done } of this.#waiters) if (asOf <= freshAsOf) done();
      const hurried = this.#waiters.size > 0 && (this.#state === 'used' || this.#state === 'behind');
      await this.#pause(hurried ? hurryMs : this.#options.lookEveryMs);
    }
  }

  async #look(): Promise<void> {
    const [asOf, doubts] = [performance.now(), this.#doubts];
    try {
      const looking = lookAtReplica(this.#primaryProbe, this.#line.probe);
      const { position, replayed, state } = await within(this.#options.patienceMs, looking);
      if (doubts !== this.#doubts) return;
      if (state !== 'follows') {
        this.#doubt();
        this.#tell(state);
        return;
      }
      this.#marks.note({ asOf, position });
      this.#marks.reached(replayed);
      this.#tell(this.#isFresh() ? 'used' : 'behind');
    } catch (error) {
      // Silent connections may stay silent for minutes after the replica is back: new ones tell at once.
      if (error instanceof TooLate) this.#replaceLine();
      if (!this.#isFresh()) this.#tell('away');
    }
  }

  #tell(state: ReplicaState): void {
    if (state === this.#state || this.#closed) return;
    this.#state = state;
    this.#options.onState(state);
  }

  #pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, this.#closed ? 0 : ms);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  #openLine(): Line {
    const { replicaUrl, poolSize } = this.#options;
    // A server that ended its connections may come back further behind than it was.
    const onConnectionLost = () => {
      if (this.#line === line) this.#doubt();
    };
    const searches = connect(replicaUrl, { poolSize, applicationName: 'vitalmed search', onConnectionLost });
    const probe = connect(replicaUrl, { ...probing, onConnectionLost });
    const close = async () => {
      await Promise.all([searches.close(), probe.close()]);
    };
    const line = { searches, probe, close };
    return line;
  }

  #replaceLine(): void {
    const silent = this.#line;
    this.#line = this.#openLine();
    this.#doubt();
    void silent.close();
  }
}

const probing = { poolSize: 1, applicationName: 'vitalmed replica watch' } satisfies ConnectOptions;
