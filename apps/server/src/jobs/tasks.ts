import { unavailable } from '@vitalmed/db';
import { type DeliverPorts, databaseAway, deliver, deliverTask } from '@vitalmed/services';
import type { TaskList } from 'graphile-worker';
import { z } from 'zod';
import { faultEntry, type Logger, plainWord } from '../log.ts';
import { housekeeping, housekeepingTask } from './housekeeping.ts';

const deliverPayload = z.object({ id: z.uuid() });

/** What the job queue can be asked to do. A task that throws is tried again by the queue, later each time. */
export function tasks({ ports, log }: { ports: DeliverPorts; log: Logger }): TaskList {
  return {
    async [deliverTask](payload, { job }) {
      const { id } = deliverPayload.parse(payload);
      const lastAttempt = job.attempts >= job.max_attempts;
      const outcome = await faultsLogged(log, 'a delivery failed', () =>
        deliver(ports, { notificationId: id, now: new Date(), lastAttempt }),
      );
      log.info(
        { notification: id, attempt: job.attempts, status: outcome.status, ...reasonOf(outcome) },
        'delivery',
      );
      if (outcome.status === 'retry') throw new TryLater(outcome.reason);
    },
    [housekeepingTask]: () => housekeeping(ports.db, log),
  };
}

/** What the provider called its refusal, where that is a name and a number and no sentence. */
function reasonOf(outcome: Awaited<ReturnType<typeof deliver>>): { reason?: string } {
  if (!('reason' in outcome)) return {};
  const words = outcome.reason.split(' ');
  return { reason: words.length <= 3 && words.every(plainWord) ? outcome.reason : 'other' };
}

/** The queue's word for "not now" is an exception. */
class TryLater extends Error {
  override name = 'TryLater';
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
