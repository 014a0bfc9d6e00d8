/** How graphile-worker begins what it says of faults of its own. What follows is PostgreSQL's text or a job's. */
const BEGINNINGS = [
  'Cron hit an error',
  'PostgreSQL idle client generated error',
  'PostgreSQL active client generated error',
  'Error with notify listener',
  'Failed to reset locked',
  'Failed to complete jobs',
  'Failed to fail jobs',
  'Failed to release job',
  'Failed to return jobs from local queue',
  'Error occurred fetching jobs',
  'Error occurred during fetch',
  'Error occurred during graceful shutdown',
  'Error occurred during forceful shutdown',
  'Error occurred releasing client',
  'Error occurred resetting locked at',
  'Error occurred, but worker is already stopping',
  'Error occurred',
  'Releasing local queue failed',
  'Releasing complete job batcher failed',
  'Releasing failed job batcher failed',
  'Deactivation failed',
  'Worker exited',
  'Stopping worker due to an error',
];

/** What the job queue said, as it may be logged: its own words and nothing that it quotes. */
export function queueWords(message: string): string {
  return BEGINNINGS.find((beginning) => message.startsWith(beginning)) ?? 'another fault';
}
