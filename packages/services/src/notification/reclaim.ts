import type { Database } from '@vitalmed/db';
import { deliverTask } from './relay.ts';

/** No delivery takes this long (the provider has 15 s): a job that is locked longer belongs to a worker that died. */
const deadLockSeconds = 35;
/** Handed over this long ago and still waiting: its job should be there. */
const lostMinutes = 10;

/** What a delivery's job says when our own database broke it off, which is no fault of the message. */
export const databaseAway = 'database-away';

/**
 * Picks up what a killed worker, a lost database or a cleaned queue left behind: frees jobs that dead workers hold
 * (by itself the queue would wait four hours), tries at once what the database broke off, without counting that
 * attempt, hands over again what lost its job, and ends what used up its attempts.
 */
export async function reclaim({ sql }: Database): Promise<void> {
  // Of these jobs alone: the worker may live, and have others in hand.
  await sql`
    update graphile_worker._private_jobs set locked_at = null, locked_by = null
    where locked_at < now() - make_interval(secs => ${deadLockSeconds})
      and task_id = (select id from graphile_worker._private_tasks where identifier = ${deliverTask})`;
  await sql`
    select broken_off.id
    from graphile_worker.jobs broken_off, graphile_worker.reschedule_jobs(
      array[broken_off.id], run_at => now(), attempts => greatest(broken_off.attempts - 1, 0)) again
    where broken_off.task_identifier = ${deliverTask} and broken_off.last_error = ${databaseAway}
      and broken_off.locked_at is null and broken_off.run_at > now()`;
  await sql`
    select overtaken.id
    from graphile_worker.jobs overtaken
    join notification on overtaken.key = 'notification:' || notification.id
    join appointment on appointment.id = notification.appointment_id,
    graphile_worker.reschedule_jobs(array[overtaken.id], run_at => now()) again
    where overtaken.task_identifier = ${deliverTask} and overtaken.locked_at is null and overtaken.run_at > now()
      and overtaken.attempts < overtaken.max_attempts and notification.status = 'pending' and exists (
        select from notification newer join appointment other on other.id = newer.appointment_id
        where newer.patient_id = notification.patient_id and newer.status = 'pending' and newer.id > notification.id
          and coalesce(other.origin_id, other.id) = coalesce(appointment.origin_id, appointment.id))`;
  await sql`
    with ended as (
      update notification set
        status = case when notification.attempts > refused_attempts then 'unknown' else 'failed' end::notification_status,
        last_error = coalesce(notification.last_error, 'attempts-exhausted')
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
