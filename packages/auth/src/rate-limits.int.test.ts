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
  return {
    address: `203.0.${Math.floor(last / 250)}.${last % 250}`,
    realm: 'patient',
    email: `persona${last}@example.com`,
    browser: null as string | null,
  };
};
const email = () => someone().email;
const address = () => someone().address;
/** A stranger, whoever is asked about. */
const stranger = (about: { address?: string; email?: string }) => ({ ...someone(), ...about });
const signUp = 'sign-up' as const;

const accepted = (verdicts: { ok: boolean }[]) => verdicts.filter(({ ok }) => ok).length;

const wrong = async () => ({ ok: false, reason: 'bad-credentials' }) as const;
const right = async () => ({ ok: true }) as const;
const looked = (verdicts: { ok: boolean; reason?: string }[]) =>
  verdicts.filter(({ reason }) => reason === 'bad-credentials').length;

describe('sign-in', () => {
  it('takes ten failures from an address in ten minutes, at once and over all processes', async () => {
    const from = address();
    const attempts = Array.from({ length: 30 }, (_, n) =>
      (n % 2 ? here : there).signIn(stranger({ address: from }), wrong),
    );
    const verdicts = await Promise.all(attempts);
    expect(looked(verdicts)).toBe(10);
    const refused = await here.signIn(stranger({ address: from }), right);
    expect(refused).toMatchObject({ ok: false, reason: 'rate-limited' });
    expect('details' in refused && refused.details.retryAfterSeconds).toBeGreaterThan(500);
  });

  it('lets many people behind one address in at the same instant', async () => {
    const from = address();
    const verdicts = await Promise.all(
      Array.from({ length: 40 }, (_, n) => (n % 2 ? here : there).signIn(stranger({ address: from }), right)),
    );
    expect(accepted(verdicts)).toBe(40);
  });

  it('does not count what was not looked at, or broke', async () => {
    const from = address();
    const busy = async () => ({ ok: false, reason: 'rate-limited' }) as const;
    const broken = () => Promise.reject(new Error('the database is away'));
    for (let n = 0; n < 12; n += 1) {
      expect(await here.signIn(stranger({ address: from }), busy)).toMatchObject({ ok: false });
      await expect(here.signIn(stranger({ address: from }), broken)).rejects.toThrow('away');
    }
    expect(await here.signIn(stranger({ address: from }), right)).toEqual({ ok: true });
  });

  it('makes who guesses at one account wait, also from one network’s many addresses', async () => {
    const victim = email();
    const verdicts = [];
    for (let n = 0; n < 8; n += 1) {
      const attempt = stranger({ address: `2001:db8:7:${n.toString(16)}::1`, email: victim });
      verdicts.push(await here.signIn(attempt, wrong));
    }
    expect(looked(verdicts.slice(0, 6))).toBe(6);
    const last = verdicts.at(-1);
    expect(last).toMatchObject({ ok: false, reason: 'rate-limited' });
    expect(last && 'details' in last && last.details.retryAfterSeconds).toBeLessThanOrEqual(30);
  });

  it('says truly how long to wait', async () => {
    const guess = stranger({});
    for (let n = 0; n < 6; n += 1) await here.signIn(guess, wrong);
    for (let n = 0; n < 20; n += 1) {
      const refused = await there.signIn(guess, right);
      if (refused.ok) continue;
      expect('details' in refused && refused.details.retryAfterSeconds).toBe(1);
    }
    await expect.poll(() => here.signIn(guess, right), { timeout: 5_000 }).toEqual({ ok: true });
  });

  it('lets the owner in from anywhere else at once, however many networks guess', async () => {
    const owner = someone();
    for (let n = 0; n < 12; n += 1) {
      const guess = stranger({ email: owner.email });
      for (let m = 0; m < 7; m += 1) await there.signIn(guess, wrong);
    }
    expect(await here.signIn(owner, right)).toEqual({ ok: true });
  });

  it('lets a browser that the account knows in, also where somebody else used everything up', async () => {
    const owner = { ...someone(), browser: 'the browser of the owner' };
    for (let n = 0; n < 30; n += 1) await there.signIn(stranger({ address: owner.address }), wrong);
    for (let n = 0; n < 10; n += 1) await there.signIn({ ...owner, browser: null }, wrong);
    expect(await here.signIn({ ...owner, browser: null }, right)).toMatchObject({ reason: 'rate-limited' });
    const turns: string[] = [];
    const entered = await here.signIn(owner, async (turn) => {
      turns.push(turn);
      return { ok: true } as const;
    });
    expect({ entered, turns }).toEqual({ entered: { ok: true }, turns: ['known'] });
  });

  it('counts a known browser that guesses like anybody, once it has used up its own', async () => {
    const thief = { ...someone(), browser: 'a stolen browser' };
    const verdicts = [];
    for (let n = 0; n < 30; n += 1) verdicts.push(await here.signIn(thief, wrong));
    expect(looked(verdicts)).toBeLessThanOrEqual(20);
    expect(verdicts.at(-1)).toMatchObject({ reason: 'rate-limited' });
    expect(await here.signIn(stranger({ email: thief.email }), right)).toEqual({ ok: true });
  });

  it('forgets what was tried here before a mailed link was used', async () => {
    const owner = someone();
    for (let n = 0; n < 8; n += 1) await here.signIn(owner, wrong);
    expect(await here.signIn(owner, right)).toMatchObject({ reason: 'rate-limited' });
    await here.forgive(owner);
    expect(await here.signIn(owner, right)).toEqual({ ok: true });
  });
});

describe('mails', () => {
  it('go to one mailbox three times an hour for strangers, who aren’t refused for it', async () => {
    const to = email();
    const verdicts = await Promise.all(
      Array.from({ length: 9 }, () => here.mailRequest({ ...stranger({ email: to }), kind: signUp })),
    );
    expect(accepted(verdicts)).toBe(9);
    expect(verdicts.filter((verdict) => verdict.ok && verdict.mail)).toHaveLength(3);
    const enough = await there.mailRequest({ ...stranger({ email: to }), kind: signUp });
    expect(enough).toMatchObject({ ok: true, mail: false });
    expect('retryAfterSeconds' in enough && enough.retryAfterSeconds).toBeGreaterThan(3_000);
    // Of another kind, at another door, and for a browser that the account knows.
    const owner = stranger({ email: to });
    const kind = 'password-reset' as const;
    expect(await here.mailRequest({ ...owner, kind })).toEqual({ ok: true, mail: true });
    expect(await here.mailRequest({ ...owner, realm: 'doctor', kind: signUp })).toEqual({
      ok: true,
      mail: true,
    });
    expect(await here.mailRequest({ ...owner, browser: 'known', kind: signUp })).toEqual({
      ok: true,
      mail: true,
    });
  });

  it('with a code are asked for by one network three times an hour for one mailbox', async () => {
    const asked = { ...someone(), kind: signUp };
    const verdicts = [];
    for (let n = 0; n < 4; n += 1) verdicts.push(await here.mailRequest(asked));
    expect(accepted(verdicts)).toBe(3);
    const refused = verdicts.at(-1);
    expect(refused && 'details' in refused && refused.details.retryAfterSeconds).toBeGreaterThan(3_000);
    // A link is the owner's, whoever asks: it is told that the last one serves.
    const links = [];
    for (let n = 0; n < 4; n += 1) links.push(await here.mailRequest({ ...asked, kind: 'password-reset' }));
    expect(links.at(-1)).toMatchObject({ ok: true, mail: false });
  });

  it('are asked for by one address twenty times an hour', async () => {
    const from = address();
    const verdicts = await Promise.all(
      Array.from({ length: 25 }, () => here.mailRequest({ ...stranger({ address: from }), kind: signUp })),
    );
    expect(accepted(verdicts)).toBe(20);
  });
});

describe('codes without a registration, and new passwords', () => {
  it('are tried so often by one network', async () => {
    const guess = someone();
    const codes = await Promise.all(Array.from({ length: 35 }, () => here.strayCode(guess)));
    expect(accepted(codes)).toBe(30);
    const passwords = await Promise.all(Array.from({ length: 65 }, () => here.newPassword(guess)));
    expect(accepted(passwords)).toBe(60);
    expect(await here.strayCode(someone())).toEqual({ ok: true });
  });
});

describe('the counters', () => {
  it('name nobody', async () => {
    const who = someone();
    await here.signIn(who, wrong);
    await here.mailRequest({ ...who, kind: signUp });
    const stored = JSON.stringify(await database.db.sql`select * from rate_limit`);
    expect(stored).not.toContain(who.email);
    expect(stored).not.toContain(who.address);
  });

  it('start again when their time is over', async () => {
    const who = someone();
    const ask = () => here.mailRequest({ ...who, kind: signUp });
    for (let n = 0; n < 4; n += 1) await ask();
    expect(await ask()).toMatchObject({ ok: false });
    await database.db.sql`update rate_limit set expire = expire - 3600000`;
    expect(await ask()).toEqual({ ok: true, mail: true });
  });

  it('are removed when they ended', async () => {
    const who = someone();
    await here.mailRequest({ ...who, kind: signUp });
    await database.db.sql`update rate_limit set expire = 1`;
    await here.removeExpired();
    expect(await database.db.sql`select * from rate_limit`).toEqual([]);
  });
});
