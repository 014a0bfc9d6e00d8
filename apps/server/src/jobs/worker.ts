import type { Database } from '@vitalmed/db';
import type { Mailer, Organizer } from '@vitalmed/emails';
import { type Origins, reclaim, relay, tidyQueue } from '@vitalmed/services';
import { faultEntry, type Logger } from '../log.ts';
import { queueOf } from './queue.ts';
import { startRelayLoop } from './relay-loop.ts';
import { supervise } from './supervise.ts';

export type Worker = {
  /** A message waits: hand it over soon. */
  kick(): void;
  /** Resolves when running jobs have ended. */
  stop(): Promise<void>;
};

export type WatchedWorker = Worker & {
  /** When the database last answered, both the relay and the queue: the older of the two, in epoch milliseconds. */
  lookedAt(): number;
};

export type WorkerOptions = {
  /** The queue listens on connections of its own. */
  url: string;
  db: Database;
  mailer: Mailer;
  origins: Origins;
  /** Of the calendar files in mails. */
  organizer: Organizer;
  /** The application's secret, from which mailed codes and links are derived. */
  secret: string;
  log: Logger;
  /** Seconds that what the desk did waits, in which it may undo it. */
  deskWaitSeconds: number;
  /** After how many ended jobs the queue's table is tidied; 1,000 unless told. */
  tidyAfterJobs?: number;
};

const relayEveryMs = 2_000;
const reclaimEveryMs = 5_000;
const beginAgainAfterMs = 2_000;

/** Sends what is owed and tidies up, beside the server or in a process of its own; any number may run. */
export async function startWorker(options: WorkerOptions): Promise<WatchedWorker> {
  const { db, log, deskWaitSeconds, tidyAfterJobs = 1_000 } = options;
  const looked = { relay: Date.now(), queue: Date.now() };
  let ended = 0;
  let kick = () => {};
  const beginQueue = queueOf(options, {
    onAnswer: () => {
      looked.queue = Date.now();
    },
    onJobEnd: () => {
      ended += 1;
    },
    messageWaiting: () => kick(),
  });
  const stopQueue = await supervise({
    begin: beginQueue,
    onFault: (error) => log.error(faultEntry(error), 'the job queue stopped and begins again'),
    againAfterMs: beginAgainAfterMs,
  });

  let reclaimedAt = 0;
  const loop = startRelayLoop({
    everyMs: relayEveryMs,
    async work() {
      await relay(db, { deskWaitSeconds });
      looked.relay = Date.now();
      if (ended >= tidyAfterJobs) {
        ended = 0;
        await tidyQueue(db);
      }
      if (Date.now() - reclaimedAt < reclaimEveryMs) return;
      await reclaim(db);
      reclaimedAt = Date.now();
    },
    onFault: (error) => log.error(faultEntry(error), 'the relay failed'),
  });

  kick = loop.kick;
  return {
    kick,
    lookedAt: () => Math.min(looked.relay, looked.queue),
    async stop() {
      await Promise.all([loop.stop(), stopQueue()]);
    },
  };
}
