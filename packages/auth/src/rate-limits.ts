import { createHash } from 'node:crypto';
import { isIPv6 } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { inBatches, removedAtOnce, type Sql } from '@vitalmed/db';
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';

export type RateLimited = { ok: false; reason: 'rate-limited'; details: { retryAfterSeconds: number } };
export type Verdict = { ok: true } | RateLimited;

type Attempt = { address: string; email: string };

/** What came of looking at a password: right, wrong, or not looked at for another reason. */
type SignInResult = { ok: true } | { ok: false; reason: string };

export type RateLimits = {
  /**
   * Looks at a password (`tryIt`) if another attempt may be made, and counts it when the answer is
   * 'bad-credentials'. Attempts that run at once count as failures until they end, so a burst gains nothing.
   */
  signIn<T extends SignInResult>(attempt: Attempt, tryIt: () => Promise<T>): Promise<T | RateLimited>;
  /** Before anything that mails somebody. */
  mailRequest(request: Attempt): Promise<Verdict>;
  /** Before a mailed code is compared. */
  codeAttempt(attempt: Attempt): Promise<Verdict>;
  /** Removes counters that ended; for the housekeeping job. */
  removeExpired(): Promise<void>;
};

const minute = 60;
const hour = 60 * minute;
const day = 24 * hour;

/** Failures of one account that cost nothing; after them each attempt waits twice as long as the last. */
const freeFailures = 5;
const failuresOfAddress = 10;
const longestDelaySeconds = 30;
/** Ten colleagues behind one address sign in at the same minute: the eleventh waits a little, unrefused. */
const longestWaitMs = 5_000;

/**
 * Counters in PostgreSQL, so that they hold over all server processes. The library's PostgreSQL store asks
 * for a node-postgres client; the three-line client below runs its one UPSERT over our pool instead (its
 * drizzle store would import drizzle-orm by a hidden name that neither pnpm nor a bundler can see).
 */
export function createRateLimits(sql: Sql): RateLimits {
  const limiter = (keyPrefix: string, points: number, duration: number) =>
    new RateLimiterPostgres({
      storeClient: poolClient(sql),
      storeType: 'client',
      tableName: 'rate_limit',
      tableCreated: true,
      clearExpiredByTimeout: false,
      keyPrefix,
      points,
      duration,
    });

  const addressFailures = limiter('sign-in-address', failuresOfAddress, 10 * minute);
  const addressRunning = limiter('sign-in-running', failuresOfAddress, minute);
  const accountFailures = limiter('sign-in-failures', Number.MAX_SAFE_INTEGER, hour);
  const accountGate = limiter('sign-in-gate', 1, 1);
  const knownPlace = limiter('sign-in-known', 1, 30 * day);
  const mailEmail = limiter('mail-email', 3, hour);
  const mailAddress = limiter('mail-address', 20, hour);
  const codeEmail = limiter('code-email', 10, hour);
  const codeAddress = limiter('code-address', 30, hour);

  const place = (address: string, email: string) => digest(`${addressBlock(address)} ${email}`);

  /** Takes a place among the attempts that an address may still make; waits while others merely run. */
  async function enter(from: string): Promise<Verdict> {
    const deadline = Date.now() + longestWaitMs;
    for (;;) {
      const running = await addressRunning.penalty(from);
      const failures = await addressFailures.get(from);
      const failed = failures?.consumedPoints ?? 0;
      if (running.consumedPoints + failed <= failuresOfAddress) return { ok: true };
      await addressRunning.reward(from);
      if (failures && failed >= failuresOfAddress) return limited(failures.msBeforeNext);
      if (Date.now() > deadline) return limited(1_000);
      await pause(100 + Math.random() * 100);
    }
  }

  async function mayGuess({ address, email }: Attempt): Promise<Verdict> {
    // Somebody who guesses must not keep the owner out: where they signed in before, they don't wait.
    if (await knownPlace.get(place(address, email))) return { ok: true };
    const failures = await accountFailures.penalty(digest(email));
    const delay = delaySeconds(failures.consumedPoints - 1);
    return delay === 0 ? { ok: true } : take(accountGate, digest(email), delay);
  }

  return {
    async signIn(attempt, tryIt) {
      const { address, email } = attempt;
      const from = digest(addressBlock(address));
      const entered = await enter(from);
      if (!entered.ok) return entered;
      try {
        const verdict = await mayGuess(attempt);
        if (!verdict.ok) return verdict;
        const result = await tryIt();
        if (result.ok) {
          await Promise.all([
            accountFailures.delete(digest(email)),
            knownPlace.set(place(address, email), 1, 30 * day),
          ]);
        } else if (result.reason === 'bad-credentials') await addressFailures.penalty(from);
        return result;
      } finally {
        // After the failure is counted, never before: in between it counts twice rather than not at all.
        await addressRunning.reward(from);
      }
    },
    mailRequest: ({ address, email }) =>
      takeBoth([mailAddress, digest(addressBlock(address))], [mailEmail, digest(email)]),
    codeAttempt: ({ address, email }) =>
      takeBoth([codeAddress, digest(addressBlock(address))], [codeEmail, digest(email)]),
    async removeExpired() {
      const now = Date.now();
      await inBatches(
        () => sql`
          delete from rate_limit
          where key = any(array(
            select key from rate_limit where expire < ${now} order by expire limit ${removedAtOnce}
          ))`,
      );
    },
  };
}

/** Seconds to wait after that many failures in a row: 0 for the first five, then 1, 2, 4 ... up to 30. */
export function delaySeconds(failures: number): number {
  if (failures < freeFailures) return 0;
  return Math.min(longestDelaySeconds, 2 ** (failures - freeFailures));
}

type Counter = [RateLimiterPostgres, string];

async function takeBoth(first: Counter, second: Counter): Promise<Verdict> {
  const verdict = await take(...first);
  return verdict.ok ? take(...second) : verdict;
}

async function take(limiter: RateLimiterPostgres, key: string, durationSeconds?: number): Promise<Verdict> {
  try {
    await limiter.consume(key, 1, durationSeconds ? { customDuration: durationSeconds } : {});
    return { ok: true };
  } catch (refusal) {
    // The library rejects with a result when the counter is full, with an error when the database failed.
    if (!(refusal instanceof RateLimiterRes)) throw refusal;
    return limited(refusal.msBeforeNext);
  }
}

function limited(milliseconds: number): RateLimited {
  const retryAfterSeconds = Math.max(1, Math.ceil(milliseconds / 1000));
  return { ok: false, reason: 'rate-limited', details: { retryAfterSeconds } };
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

/** Who shares a counter: one IPv4 address, or the /64 that one IPv6 subscriber has to himself. */
export function addressBlock(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address);
  if (mapped?.[1]) return mapped[1];
  if (!isIPv6(address)) return address;
  const [head = '', tail] = address.split('::');
  const start = head.split(':').filter(Boolean);
  const end = tail === undefined ? [] : tail.split(':').filter(Boolean);
  const zeros = Array.from({ length: Math.max(0, 8 - start.length - end.length) }, () => '0');
  const groups = [...start, ...(tail === undefined ? [] : zeros), ...end];
  return groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':');
}

/** Counters name nobody: an address or e-mail goes in as a digest. */
function digest(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}
