import type { Database } from '@vitalmed/db';

/** The job queue's word for "send this notification". */
export const deliverTask = 'deliver-notification';

/** Attempts wait 3 s, 7 s, 20 s ... 6 h: ten hours in all, within the day for which a provider knows a key. */
export const maxDeliveryAttempts = 11;

const batch = 100;

/**
 * Hands every waiting notification to the job queue, oldest first, and returns how many. Marking and queueing
 * are one statement: killed at any point, a notification is waiting or queued, never lost between. Several
 * processes may relay at once.
 */
export async function relay({ sql }: Database): Promise<number> {
  let total = 0;
  for (;;) {
    const queued = await sql`
      with waiting as (
        select id from notification
        where status = 'pending' and dispatched_at is null
        order by created_at
        limit ${batch}
        for update skip locked
      ), marked as (
        update notification set dispatched_at = now() from waiting
        where notification.id = waiting.id
        returning notification.id
      )
      select graphile_worker.add_job(${deliverTask}, json_build_object('id', id),
        max_attempts := ${maxDeliveryAttempts}, job_key := 'notification:' || id)
      from marked`;
    total += queued.count;
    if (queued.count < batch) return total;
  }
}
