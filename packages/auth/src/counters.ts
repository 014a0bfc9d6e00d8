import { createHash } from 'node:crypto';
import type { Sql } from '@vitalmed/db';
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';

export type RateLimited = { ok: false; reason: 'rate-limited'; details: { retryAfterSeconds: number } };
export type Verdict = { ok: true } | RateLimited;

/** So many points within so many seconds, kept for each key that is asked about. */
export type Counter = RateLimiterPostgres;

/**
 * Counters in PostgreSQL, so that they hold over all server processes. The library's PostgreSQL store asks
 * for a node-postgres client; the three-line client below runs its one UPSERT over our pool instead (its
 * drizzle store would import drizzle-orm by a hidden name that neither pnpm nor a bundler can see).
 */
export function counter(sql: Sql, keyPrefix: string, points: number, duration: number): Counter {
  return new RateLimiterPostgres({
    storeClient: poolClient(sql),
    storeType: 'client',
    tableName: 'rate_limit',
    tableCreated: true,
    clearExpiredByTimeout: false,
    keyPrefix,
    points,
    duration,
  });
}

export async function take(counter: Counter, key: string, durationSeconds?: number): Promise<Verdict> {
  try {
    await counter.consume(key, 1, durationSeconds ? { customDuration: durationSeconds } : {});
    return { ok: true };
  } catch (refusal) {
    // The library rejects with a result when the counter is full, with an error when the database failed.
    if (!(refusal instanceof RateLimiterRes)) throw refusal;
    return limited(refusal.msBeforeNext);
  }
}

export function limited(milliseconds: number): RateLimited {
  const retryAfterSeconds = Math.max(1, Math.ceil(milliseconds / 1000));
  return { ok: false, reason: 'rate-limited', details: { retryAfterSeconds } };
}

/** Counters name nobody: an address or e-mail goes in as a digest. */
export function digest(...parts: string[]): string {
  return createHash('sha256').update(parts.join(' ')).digest('base64url');
}

type Query = { text: string; values: (string | number | null)[] };

function poolClient(sql: Sql) {
  return {
    async query({ text, values }: Query) {
      const rows = await sql.unsafe(text, values, { prepare: true });
      return { rows: [...rows], rowCount: rows.count };
    },
  };
}
