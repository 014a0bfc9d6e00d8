import { EventEmitter } from 'node:events';
import { createSignedTokens } from '@vitalmed/auth';
import { type Database, primaryUrl } from '@vitalmed/db';
import { type Mailer, renderMail } from '@vitalmed/emails';
import { type Origins, reclaim, relay, tidyQueue } from '@vitalmed/services';
import { Logger as JobLogger, run, type WorkerEvents } from 'graphile-worker';
import { Pool } from 'pg';
import { faultEntry, type Logger } from '../log.ts';
import { crontab } from './housekeeping.ts';
import { queueWords } from './queue-words.ts';
import { startRelayLoop } from './relay-loop.ts';
import { supervise } from './supervise.ts';
import { tasks } from './tasks.ts';

export type Worker = {
  /** A message waits: hand it over soon. */
  kick(): void;
  /** Resolves when running jobs have ended. */
  stop(): Promise<void>;
};

export type WorkerOptions = {
  /** The queue listens on connections of its own. */
  url: string;
  db: Database;
  mailer: Mailer;
  origins: Origins;
  /** The application's secret, from which mailed codes and links are derived. */
  secret: string;
  log: Logger;
  /** After how many ended jobs the queue's table is tidied; 1,000 unless told. */
  tidyAfterJobs?: number;
};

const concurrency = 5;
const relayEveryMs = 2_000;
const reclaimEveryMs = 30_000;
const beginAgainAfterMs = 2_000;

/** Sends what is owed and tidies up, beside the server or in a process of its own; any number may run. */
export async function startWorker(options: WorkerOptions): Promise<Worker> {
  const { url, db, mailer, origins, secret, log, tidyAfterJobs = 1_000 } = options;
  const ports = { db, mailer, origins, render: renderMail, tokens: createSignedTokens(secret) };
  const pool = queuePool(await primaryUrl(url), log);
  let ended = 0;
  const events: WorkerEvents = new EventEmitter();
  events.on('job:complete', () => {
    ended += 1;
  });
  const stopQueue = await supervise({
    begin: () =>
      run({
        pgPool: pool,
        events,
        concurrency,
        // Batched, if only for an instant: alone, the queue lets a job's end that fails (a connection that is cut)
        // go unhandled, which ends the whole process. In a batch its runner gives up and is begun again. Jobs are
        // taken one by one: graphile-worker 0.17.3 can't give back those that it took ahead when it is stopped.
        preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
        noHandleSignals: true,
        taskList: tasks({ ports, log }),
        crontab,
        logger: new JobLogger(() => (level, message) => {
          // Only what is wrong with the queue itself: tasks log their own, and never with a message's text.
          if (level === 'error' && !message.startsWith('Failed task'))
            log.error({ queue: queueWords(message) }, 'job queue');
        }),
      }),
    onFault: (error) => log.error(faultEntry(error), 'the job queue stopped and begins again'),
    againAfterMs: beginAgainAfterMs,
  });

  let reclaimedAt = 0;
  const loop = startRelayLoop({
    everyMs: relayEveryMs,
    async work() {
      await relay(db);
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

  return {
    kick: loop.kick,
    async stop() {
      await loop.stop();
      await stopQueue();
      await pool.end();
    },
  };
}

/**
 * Ours rather than the queue's own: that one stops listening for errors while it closes, and a connection that
 * is cut at that moment would end the whole process.
 */
function queuePool(connectionString: string, log: Logger): Pool {
  const onFault = (error: Error) => log.warn(faultEntry(error), 'a connection of the job queue was lost');
  const pool = new Pool({
    connectionString,
    max: concurrency + 2,
    async onConnect(client) {
      // The queue's own writes needn't wait for the disk: what a crash undoes is done again, under the same key.
      // Not among the connection's options, which poolers refuse.
      await client.query('set synchronous_commit = off');
    },
  });
  pool.on('error', onFault);
  pool.on('connect', (client) => client.on('error', onFault));
  return pool;
}
