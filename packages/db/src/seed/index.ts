import type { Database } from '../client.ts';
import { type DemoOptions, planDemo } from './plan.ts';
import { type SeedCounts, writeDemo } from './write.ts';

export type { DemoOptions } from './plan.ts';
export type { SeedCounts } from './write.ts';

export type SeedResult = { ok: true; counts: SeedCounts } | { ok: false; reason: 'not-empty' };

/** Any number: two seeds of one database wait for each other. */
const seedLock = 7_240_515_004;

/**
 * Fills an empty, migrated database with a clinic whose dates lie around `today`: eight weeks of past, a busy
 * present, three weeks ahead about two fifths booked. Dr. Juan Pérez has nothing open on the coming Monday.
 * The same options give the same people and visits. Writes everything or, when the database holds anything, nothing.
 */
export async function seedDemo(db: Database, options: DemoOptions): Promise<SeedResult> {
  const plan = planDemo(options);
  const result = await db.sql.begin(async (sql): Promise<SeedResult> => {
    await sql`select set_config('statement_timeout', '0', true), pg_advisory_xact_lock(${seedLock})`;
    const [row] = await sql<{ used: boolean }[]>`
      select exists (select from "user") or exists (select from site) or exists (select from specialty)
        or exists (select from doctor) or exists (select from patient) or exists (select from event) as used`;
    if (row?.used) return { ok: false, reason: 'not-empty' };
    return { ok: true, counts: await writeDemo(sql, plan) };
  });
  // Without figures of the new rows, the first searches would be planned as if the tables were empty.
  if (result.ok) await db.sql`analyze`;
  return result;
}
