import { EventEmitter } from 'node:events';
import { createSignedTokens } from '@vitalmed/auth';
import { primaryUrl } from '@vitalmed/db';
import { type RenderMail, renderMail } from '@vitalmed/emails';
import { Logger as JobLogger, type Runner, run, type WorkerEvents } from 'graphile-worker';
import { Pool } from 'pg';
import { faultEntry, type Logger } from '../log.ts';
import { crontab } from './housekeeping.ts';
import { queueWords } from './queue-words.ts';
import type { Running } from './supervise.ts';
import { tasks } from './tasks.ts';
import type { WorkerOptions } from './worker.ts';

const concurrency = 5;
/** So long a queue that gave up may end its running jobs. By itself it might never say that it has ended. */
const endWithinMs = 5_000;

type Hearers = {
  /** The database answered the queue. */
  onAnswer(): void;
  onJobEnd(): void;
  messageWaiting(): void;
};

/** How to begin the job queue's runner, as often as it breaks. What an earlier one held is freed first. */
export function queueOf(
  options: WorkerOptions,
  { onAnswer, onJobEnd, messageWaiting }: Hearers,
): () => Promise<Running> {
  const { url, db, mailer, origins, organizer, secret, log } = options;
  const tokens = createSignedTokens(secret);
  const render: RenderMail = (content, locale) => renderMail(content, locale, organizer);
  const ports = { db, mailer, origins, render, tokens, messageWaiting };
  const taskList = tasks({ ports, log });
  const earlier: string[] = [];

  return async () => {
    if (earlier.length > 0) await db.sql`select graphile_worker.force_unlock_workers(${earlier}::text[])`;
    const events: WorkerEvents = new EventEmitter();
    events.on('job:start', onAnswer);
    events.on('worker:getJob:empty', onAnswer);
    events.on('job:complete', onJobEnd);
    events.on('pool:create', ({ workerPool }) => earlier.push(workerPool.id));
    let told = false;
    const ending = endedLate(events, () => told);
    // Asked each time: after a failover it is another one.
    const pool = queuePool(await primaryUrl(url), log);
    const runner = await begin({ pool, events, taskList, log }).catch(async (error) => {
      void pool.end();
      throw error;
    });
    const promise = Promise.race([runner.promise, ending]).finally(() => void pool.end());
    const stop = () => {
      told = true;
      return runner.stop();
    };
    return { promise, stop };
  };
}

type Parts = { pool: Pool; events: WorkerEvents; taskList: ReturnType<typeof tasks>; log: Logger };

function begin({ pool, events, taskList, log }: Parts): Promise<Runner> {
  return run({
    pgPool: pool,
    events,
    concurrency,
    // Batched, if only for an instant: alone, the queue lets a job's end that fails (a connection that is cut)
    // go unhandled, which ends the whole process. In a batch its runner gives up and is begun again. Jobs are
    // taken one by one: graphile-worker 0.17.3 can't give back those that it took ahead when it is stopped.
    preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
    noHandleSignals: true,
    taskList,
    crontab,
    logger: new JobLogger(() => (level, message) => {
      // Only what is wrong with the queue itself: tasks log their own, and never with a message's text.
      if (level === 'error' && !message.startsWith('Failed task'))
        log.error({ queue: queueWords(message) }, 'job queue');
    }),
  });
}

/**
 * Rejects some seconds after the runner began to end untold: where two job ends failed, version 0.17.3 miscounts what
 * it waits for and never ends.
 */
function endedLate(events: WorkerEvents, told: () => boolean): Promise<never> {
  const ending = new Promise<never>((_, reject) => {
    const giveUp = () => {
      if (!told()) reject(new Error('the queue gave up and did not end'));
    };
    events.once('pool:gracefulShutdown', () => void setTimeout(giveUp, endWithinMs).unref());
  });
  ending.catch(() => undefined);
  return ending;
}

/**
 * Ours rather than the queue's own: that one stops listening for errors while it closes, and a connection that
 * is cut at that moment would end the whole process.
 */
function queuePool(connectionString: string, log: Logger): Pool {
  const pool = new Pool({
    connectionString,
    max: concurrency + 2,
    // A database that stands still, or whose machine is gone, is one that is away: asked again, not waited for.
    connectionTimeoutMillis: 5_000,
    query_timeout: 10_000,
    keepAlive: true,
    async onConnect(client) {
      // The queue's own writes needn't wait for the disk: what a crash undoes is done again, under the same key.
      // Not among the connection's options, which poolers refuse.
      await client.query('set synchronous_commit = off');
    },
  });
  const onFault = (error: Error) => log.warn(faultEntry(error), 'a connection of the job queue was lost');
  pool.on('error', onFault);
  pool.on('connect', (client) => client.on('error', onFault));
  return pool;
}
