import { createTestDatabase, type TestDatabase } from '@vitalmed/db/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createRateLimits, type RateLimits } from './rate-limits.ts';

let database: TestDatabase;
/** Two server processes over one database. */
let here: RateLimits;
let there: RateLimits;

beforeAll(async () => {
  database = await createTestDatabase();
  here = createRateLimits(database.db.sql);
  there = createRateLimits(database.db.sql);
});
afterAll(() => database.drop());

let last = 0;
const someone = () => {
  last += 1;
  return { address: `203.0.113.${last}`, email: `persona${last}@example.com` };
};
const email = () => someone().email;
const address = () => someone().address;

const accepted = (verdicts: { ok: boolean }[]) => verdicts.filter(({ ok }) => ok).length;

const wrong = async () => ({ ok: false, reason: 'bad-credentials' }) as const;
const right = async () => ({ ok: true }) as const;
const looked = (verdicts: { ok: boolean; reason?: string }[]) =>
  verdicts.filter(({ reason }) => reason === 'bad-credentials').length;

describe('sign-in', () => {
  it('takes ten failures from an address in ten minutes, at once and over all processes', async () => {
    const from = address();
    const attempts = Array.from({ length: 30 }, (_, n) =>
      (n % 2 ? here : there).signIn({ address: from, email: email() }, wrong),
    );
    const verdicts = await Promise.all(attempts);
    expect(looked(verdicts)).toBe(10);
    const refused = await here.signIn({ address: from, email: email() }, right);
    expect(refused).toMatchObject({ ok: false, reason: 'rate-limited' });
    expect('details' in refused && refused.details.retryAfterSeconds).toBeGreaterThan(500);
  });

  it('lets many people behind one address in at the same instant', async () => {
    const from = address();
    const verdicts = await Promise.all(
      Array.from({ length: 40 }, (_, n) =>
        (n % 2 ? here : there).signIn({ address: from, email: email() }, right),
      ),
    );
    expect(accepted(verdicts)).toBe(40);
  });

  it('does not count what was not looked at, or broke', async () => {
    const from = address();
    const busy = async () => ({ ok: false, reason: 'rate-limited' }) as const;
    const broken = () => Promise.reject(new Error('the database is away'));
    for (let n = 0; n < 12; n += 1) {
      expect(await here.signIn({ address: from, email: email() }, busy)).toMatchObject({ ok: false });
      await expect(here.signIn({ address: from, email: email() }, broken)).rejects.toThrow('away');
    }
    expect(await here.signIn({ address: from, email: email() }, right)).toEqual({ ok: true });
  });

  it('makes who guesses at one account wait, from wherever they come', async () => {
    const victim = email();
    const verdicts = [];
    for (let n = 0; n < 8; n += 1)
      verdicts.push(await here.signIn({ address: address(), email: victim }, wrong));
    expect(looked(verdicts.slice(0, 6))).toBe(6);
    expect(verdicts.at(-1)).toMatchObject({ ok: false, reason: 'rate-limited' });
  });

  it('never keeps the owner out where they signed in before', async () => {
    const owner = someone();
    await here.signIn(owner, right);
    for (let n = 0; n < 12; n += 1) await there.signIn({ address: address(), email: owner.email }, wrong);
    const elsewhere = await here.signIn({ address: address(), email: owner.email }, right);
    expect(elsewhere).toMatchObject({ ok: false, reason: 'rate-limited' });
    expect(await here.signIn(owner, right)).toEqual({ ok: true });
  });
});

describe('mails', () => {
  it('go to one mailbox three times an hour, whoever asks', async () => {
    const to = email();
    const verdicts = await Promise.all(
      Array.from({ length: 9 }, () => here.mailRequest({ address: address(), email: to })),
    );
    expect(accepted(verdicts)).toBe(3);
    const refused = await there.mailRequest({ address: address(), email: to });
    expect(refused.ok || refused.details.retryAfterSeconds).toBeGreaterThan(3_000);
  });

  it('are asked for by one address twenty times an hour', async () => {
    const from = address();
    const verdicts = await Promise.all(
      Array.from({ length: 25 }, () => here.mailRequest({ address: from, email: email() })),
    );
    expect(accepted(verdicts)).toBe(20);
  });
});

describe('codes', () => {
  it('are guessed ten times an hour', async () => {
    const guess = someone();
    const codes = await Promise.all(Array.from({ length: 15 }, () => here.codeAttempt(guess)));
    expect(accepted(codes)).toBe(10);
  });
});

describe('the counters', () => {
  it('name nobody', async () => {
    const who = someone();
    await here.signIn(who, wrong);
    await here.mailRequest(who);
    const stored = JSON.stringify(await database.db.sql`select * from rate_limit`);
    expect(stored).not.toContain(who.email);
    expect(stored).not.toContain(who.address);
  });

  it('start again when their time is over', async () => {
    const who = someone();
    for (let n = 0; n < 4; n += 1) await here.mailRequest(who);
    expect(await here.mailRequest(who)).toMatchObject({ ok: false });
    await database.db.sql`update rate_limit set expire = expire - 3600000`;
    expect(await here.mailRequest(who)).toEqual({ ok: true });
  });

  it('are removed when they ended', async () => {
    const who = someone();
    await here.mailRequest(who);
    await database.db.sql`update rate_limit set expire = 1`;
    await here.removeExpired();
    expect(await database.db.sql`select * from rate_limit`).toEqual([]);
  });
});
