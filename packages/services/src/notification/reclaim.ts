import type { Database } from '@vitalmed/db';
import { deliverTask } from './relay.ts';

/** No delivery takes this long: a job that is locked longer belongs to a worker that died. */
const deadLockSeconds = 120;
/** Handed over this long ago and still waiting: its job should be there. */
const lostMinutes = 10;

/**
 * Picks up what a killed worker or a cleaned queue left behind: frees jobs that dead workers hold (by itself
 * the queue would wait four hours), hands over again what lost its job, and ends what used up its attempts.
 */
export async function reclaim({ sql }: Database): Promise<void> {
  await sql`
    select graphile_worker.force_unlock_workers(array_agg(distinct locked_by))
    from graphile_worker.jobs
    where task_identifier = ${deliverTask} and locked_at < now() - make_interval(secs => ${deadLockSeconds})
    having count(*) > 0`;
  await sql`
    with ended as (
      update notification set status = 'failed', last_error = coalesce(notification.last_error, 'attempts-exhausted')
      from graphile_worker.jobs job
      where notification.status = 'pending' and job.key = 'notification:' || notification.id
        and job.attempts >= job.max_attempts and job.locked_at is null
      returning notification.id
    )
    select graphile_worker.remove_job('notification:' || id) from ended`;
  await sql`
    update notification set dispatched_at = null
    where status = 'pending' and dispatched_at < now() - make_interval(mins => ${lostMinutes})
      and not exists (select from graphile_worker.jobs job where job.key = 'notification:' || notification.id)`;
}
