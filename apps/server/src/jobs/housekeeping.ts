import { createRateLimits, createSessions } from '@vitalmed/auth';
import type { Database } from '@vitalmed/db';
import { removeExpiredLinks, removeExpiredSignUps } from '@vitalmed/services';
import { faultEntry, type Logger } from '../log.ts';

export const housekeepingTask = 'housekeeping';

/**
 * Every hour at seven past, when nothing else starts. Under a key: a run that a crash left behind is taken over by the
 * next one instead of standing in the queue for ever.
 */
export const crontab = `7 * * * * ${housekeepingTask} ?jobKey=${housekeepingTask}&max=3`;

/** Removes what has ended. Each step by itself: one that fails is logged, stops no other, and is tried in an hour. */
export async function housekeeping(db: Database, log: Logger): Promise<void> {
  const now = new Date();
  const steps = {
    sessions: () => createSessions(db.sql, { secure: true }).removeExpired(),
    'rate limits': () => createRateLimits(db.sql).removeExpired(),
    'sign-ups': () => removeExpiredSignUps(db, now),
    links: () => removeExpiredLinks(db, now),
    'runs that failed': () => removeFailedRuns(db),
  };
  for (const [step, work] of Object.entries(steps)) {
    await work().catch((error: unknown) => log.error({ step, ...faultEntry(error) }, 'housekeeping failed'));
  }
}

/** Runs of before there was a key. */
async function removeFailedRuns({ sql }: Database): Promise<void> {
  await sql`
    select graphile_worker.complete_jobs(array_agg(id)) from graphile_worker.jobs
    where task_identifier = ${housekeepingTask} and attempts >= max_attempts and locked_at is null
    having count(*) > 0`;
}
