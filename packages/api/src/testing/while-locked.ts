import type { Database } from '@vitalmed/db';
import { expect } from 'vitest';

/**
 * Runs `work` while nobody can read that table. `waiting` resolves once somebody tries to: a call is then under way
 * on the server, and stays there until `work` ends.
 */
export async function whileLocked(
  { sql }: Database,
  table: 'appointment',
  work: (waiting: () => Promise<void>) => Promise<void>,
): Promise<void> {
  await sql.begin(async (transaction) => {
    await transaction`lock table ${transaction(table)} in access exclusive mode`;
    await work(async () => {
      const waiters = () =>
        sql`select 1 from pg_locks where not granted and relation = ${table}::regclass`.then(
          ({ count }) => count,
        );
      await expect.poll(waiters).toBeGreaterThan(0);
    });
  });
}
