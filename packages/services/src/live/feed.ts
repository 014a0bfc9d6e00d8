import { setTimeout as delay } from 'node:timers/promises';
import { type Change, changeHorizon, changesSince, type Database } from '@vitalmed/db';

/** What became visible between two looks at the database; `upTo` is where the next look goes on. */
export type ChangeBatch = {
  changes: Change[];
  upTo: number;
  /** Whether changes may have been missed, so that the watcher has to read everything anew. */
  missed: boolean;
};

export type FeedPace = {
  /** How long a change waits for the next look, in milliseconds, while somebody watches. */
  lookEveryMs: number;
  /** How many batches wait for a watcher who doesn't take them (a phone in a tunnel), before it has to read anew. */
  mostWaiting: number;
};

type Watcher = (batch: ChangeBatch) => void;

/**
 * The changes of the whole clinic, as this process sees them: one query every quarter of a second while
 * anybody watches, none otherwise, shared by all watchers. Several processes need nothing of each other: the
 * events in the database are the channel (docs/decisions/0004-live-feed.md).
 */
export class ChangeFeed {
  readonly #db: Database;
  readonly #pace: FeedPace;
  readonly #watchers = new Set<Watcher>();
  #looking = false;

  constructor(db: Database, pace: FeedPace = { lookEveryMs: 250, mostWaiting: 40 }) {
    this.#db = db;
    this.#pace = pace;
  }

  /**
   * Batches from `since` (a batch's `upTo`) on, or from now, until the signal ends. The first comes at once and
   * may be empty: it tells where the stream stands. Nothing is left out between batches, nothing comes twice.
   */
  async *watch(since: number | null, signal: AbortSignal): AsyncGenerator<ChangeBatch, void> {
    const queue: ChangeBatch[] = [];
    let wake = () => {};
    const watcher = (batch: ChangeBatch) => {
      const lagging = queue.length >= this.#pace.mostWaiting;
      if (lagging) queue.length = 0;
      queue.push(lagging ? { changes: [], upTo: batch.upTo, missed: true } : batch);
      wake();
    };
    const onAbort = () => wake();
    signal.addEventListener('abort', onAbort);
    // Watching begins before catching up, so that no batch falls between the two.
    this.#watchers.add(watcher);
    try {
      const caughtUp = await this.#catchUp(since);
      yield caughtUp;
      let reached = caughtUp.upTo;
      if (!this.#looking) void this.#look(reached);
      while (!signal.aborted) {
        const batch = queue.shift();
        if (!batch) {
          await new Promise<void>((resolve) => {
            wake = resolve;
            if (signal.aborted || queue.length > 0) resolve();
          });
        } else if (batch.upTo > reached) {
          const from = reached;
          reached = batch.upTo;
          yield { ...batch, changes: batch.changes.filter(({ txid }) => txid >= from) };
        }
      }
    } finally {
      signal.removeEventListener('abort', onAbort);
      this.#watchers.delete(watcher);
    }
  }

  async #catchUp(since: number | null): Promise<ChangeBatch> {
    const horizon = await changeHorizon(this.#db);
    if (since === null) return { changes: [], upTo: horizon, missed: false };
    // A place from the future belongs to another database, such as the one that this was restored from.
    if (since > horizon) return { changes: [], upTo: horizon, missed: true };
    const { changes, horizon: upTo, missed } = await changesSince(this.#db, since);
    return { changes, upTo, missed };
  }

  /** Looks until nobody watches. A database that is away is asked again; what it holds then is read from the same place. */
  async #look(from: number): Promise<void> {
    this.#looking = true;
    let cursor = from;
    let wasAway = false;
    while (this.#watchers.size > 0) {
      await delay(this.#pace.lookEveryMs, undefined, { ref: false });
      try {
        const { changes, horizon, missed } = await changesSince(this.#db, cursor);
        // Old events among new transactions are a restored past, unless the database was away for long.
        const batch = { changes, upTo: horizon, missed: missed && (wasAway || changes.length > 0) };
        cursor = horizon;
        wasAway = false;
        if (changes.length > 0 || batch.missed) for (const watcher of this.#watchers) watcher(batch);
      } catch {
        wasAway = true;
      }
    }
    this.#looking = false;
  }
}
