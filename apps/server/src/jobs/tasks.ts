import { createRateLimits, createSessions } from '@vitalmed/auth';
import { type Database, unavailable } from '@vitalmed/db';
import { type DeliverPorts, databaseAway, deliver, deliverTask, removeExpired } from '@vitalmed/services';
import type { TaskList } from 'graphile-worker';
import { z } from 'zod';
import { faultEntry, type Logger } from '../log.ts';

const deliverPayload = z.object({ id: z.uuid() });

/** Every hour at seven past, when nothing else starts. */
export const crontab = '7 * * * * housekeeping ?max=3';

/** What the job queue can be asked to do. A task that throws is tried again by the queue, later each time. */
export function tasks({ ports, log }: { ports: DeliverPorts; log: Logger }): TaskList {
  return {
    async [deliverTask](payload, { job }) {
      const { id } = deliverPayload.parse(payload);
      const lastAttempt = job.attempts >= job.max_attempts;
      const outcome = await faultsLogged(log, 'a delivery failed', () =>
        deliver(ports, { notificationId: id, now: new Date(), lastAttempt }),
      );
      log.info({ notification: id, attempt: job.attempts, ...outcome }, 'delivery');
      if (outcome.status === 'retry') throw new TryLater(outcome.reason);
    },
    housekeeping: () => faultsLogged(log, 'housekeeping failed', () => housekeeping(ports.db)),
  };
}

/** The queue's word for "not now" is an exception. */
class TryLater extends Error {
  override name = 'TryLater';
}

async function housekeeping(db: Database): Promise<void> {
  await createSessions(db.sql, { secure: true }).removeExpired();
  await createRateLimits(db.sql).removeExpired();
  await removeExpired(db, new Date());
}

async function faultsLogged<T>(log: Logger, message: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    log.error(faultEntry(error), message);
    // By this word the reclaiming knows what to try again soon.
    throw unavailable(error) ? new TryLater(databaseAway) : error;
  }
}
