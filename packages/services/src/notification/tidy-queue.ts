import type { Database } from '@vitalmed/db';

/**
 * Clears away what ended jobs left in the queue's table. Whoever takes a job walks over the entries of all that were
 * taken before it, and PostgreSQL by itself comes by once a minute: in a storm of bookings that is fifty thousand.
 */
export async function tidyQueue({ sql }: Database): Promise<void> {
  await sql`vacuum (skip_locked, truncate off, index_cleanup on) graphile_worker._private_jobs`;
}
