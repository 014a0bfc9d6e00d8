import type { Database } from '@vitalmed/db';

/** The job queue's word for "send this notification". */
export const deliverTask = 'deliver-notification';

/** Attempts wait 3 s, 7 s, 20 s ... 6 h: ten hours in all, within the day for which a provider knows a key. */
export const maxDeliveryAttempts = 11;

const batch = 100;

export type RelayOptions = {
  /** Seconds that what the desk did waits, in which it may undo it. */
  deskWaitSeconds: number;
};

/**
 * Hands the notifications whose turn it is to the job queue, oldest first, and returns how many. What one patient is
 * told about turnos is a line: the next one's turn comes when the one before it has ended. Marking and queueing
 * are one statement: killed at any point, a notification is waiting or queued, never lost between. Several
 * processes may relay at once. One call queues a whole batch: a call for each cost as much as a booking.
 */
export async function relay({ sql }: Database, { deskWaitSeconds }: RelayOptions): Promise<number> {
  let total = 0;
  for (;;) {
    const queued = await sql`
      with waiting as (
        select id from notification next
        where status = 'pending' and dispatched_at is null
          and (not by_desk or created_at <= now() - make_interval(secs => ${deskWaitSeconds}))
          and not exists (select from notification before
            where before.patient_id = next.patient_id and before.status = 'pending' and before.id < next.id)
        order by id
        limit ${batch}
        for update skip locked
      ), marked as (
        update notification set dispatched_at = now() from waiting
        where notification.id = waiting.id
        returning notification.id
      )
      select job.id
      from (
        select array_agg((${deliverTask}, json_build_object('id', id), null, null, ${maxDeliveryAttempts}::smallint,
          'notification:' || id, null, null)::graphile_worker.job_spec) as specs
        from marked having count(*) > 0
      ) batch, graphile_worker.add_jobs(batch.specs) as job`;
    total += queued.count;
    if (queued.count < batch) return total;
  }
}
