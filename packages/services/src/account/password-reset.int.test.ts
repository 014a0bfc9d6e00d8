import { createTestDatabase, givenUser, type TestDatabase } from '@vitalmed/db/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { plainAuth } from '../testing/plain-auth.ts';
import { serviceContext } from '../testing/service-context.ts';
import type { Realm } from './ports.ts';
import { removeExpiredLinks } from './remove-expired.ts';
import { requestPasswordReset } from './request-password-reset.ts';
import { resetPassword } from './reset-password.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const password = 'una contraseña mucho mejor';

const request = (email: string, realm: Realm = 'patient') =>
  requestPasswordReset(
    serviceContext(database.db),
    { email, locale: 'es-AR' },
    { realm, token: null, browser: null },
  );

const reset = (token: string, now = new Date(), auth = plainAuth()) =>
  resetPassword(serviceContext(database.db, { auth, now }), { token, password }, { browser: null });

async function tokensOf(email: string): Promise<string[]> {
  const rows = await database.db.sql<{ id: string }[]>`
    select t.id from account_token t join "user" u on u.id = t.user_id where u.email = ${email} order by t.created_at`;
  return rows.map(({ id }) => `password-reset:${id}`);
}

async function patientWithToken() {
  const user = await givenUser(database.db, { role: 'patient' });
  await request(user.email);
  const [token = ''] = await tokensOf(user.email);
  return { user, token };
}

const hashOf = async (userId: string) =>
  (await database.db.sql`select password_hash from "user" where id = ${userId}`)[0]?.password_hash;

describe('asking for a new password', () => {
  it('owes one link to the owner, at the door where they asked', async () => {
    const user = await givenUser(database.db, { role: 'secretary' });
    expect(await request(user.email, 'backoffice')).toEqual({ ok: true, mail: { mailed: true } });
    const owed = await database.db.sql`
      select n.kind, t.realm from notification n join account_token t on t.id = n.account_token_id
      where recipient = ${user.email}`;
    expect(owed).toEqual([{ kind: 'password-reset', realm: 'backoffice' }]);
  });

  it.each([
    ['nobody has', async () => 'nadie@example.com'],
    ['belongs to another door', async () => (await givenUser(database.db, { role: 'doctor' })).email],
    [
      'is disabled',
      async () => (await givenUser(database.db, { role: 'patient', status: 'disabled' })).email,
    ],
  ])('answers the same for an e-mail that %s, and writes to nobody', async (_, someEmail) => {
    const email = await someEmail();
    expect(await request(email)).toEqual({ ok: true, mail: { mailed: true } });
    expect(await database.db.sql`select 1 from notification where recipient = ${email}`).toHaveLength(0);
  });

  it('leaves the password and the sessions as they are', async () => {
    const { user } = await patientWithToken();
    expect(await hashOf(user.id)).toBe(user.passwordHash);
  });
});

describe('a mailbox that had enough links', () => {
  const enough = (email: string, overrides: { now?: Date } = {}) => {
    const auth = plainAuth();
    auth.rateLimits.mailRequest = async () => ({ ok: true, mail: false, retryAfterSeconds: 900 });
    const ctx = serviceContext(database.db, { auth, ...overrides });
    return requestPasswordReset(
      ctx,
      { email, locale: 'es-AR' },
      { realm: 'patient', token: null, browser: null },
    );
  };
  const later = (minutes: number) => new Date(Date.now() + minutes * 60_000);

  it('gets no other while the last still serves, and says when it may', async () => {
    const { user, token } = await patientWithToken();
    expect(await enough(user.email)).toEqual({ ok: true, mail: { mailed: false, retryAfterSeconds: 900 } });
    expect(await enough('nadie@example.com')).toEqual({
      ok: true,
      mail: { mailed: false, retryAfterSeconds: 900 },
    });
    expect(await tokensOf(user.email)).toEqual([token]);
    expect(await reset(token)).toMatchObject({ ok: true });
  });

  it.each([
    ['is about to end', async () => undefined, 45],
    ['was used', async (token: string) => reset(token), 0],
    [
      'is from before another change',
      async (_: string, id: string) =>
        database.db.sql`update "user" set password_hash = 'changed at the desk' where id = ${id}`,
      0,
    ],
  ])('gets another when the last %s', async (_, happens, minutes) => {
    const { user, token } = await patientWithToken();
    await happens(token, user.id);
    await enough(user.email, { now: later(minutes) });
    const [, latest = ''] = await tokensOf(user.email);
    expect(await reset(latest, later(minutes))).toMatchObject({ ok: true });
  });
});

describe('choosing a new password', () => {
  it('changes it once, ends every session and tells the history', async () => {
    const { user, token } = await patientWithToken();
    await database.db.sql`
      insert into session (id, user_id, realm, expires_at, ends_at)
      select id, ${user.id}, 'patient', now() + interval '1 day', now() + interval '1 day'
      from (values ('a-session'), ('another-session')) s(id)`;
    expect(await reset(token)).toMatchObject({ ok: true });
    expect(await hashOf(user.id)).toBe(`hash of ${password}`);
    expect(await database.db.sql`select 1 from session where user_id = ${user.id}`).toHaveLength(0);
    const events = await database.db.sql`select type, data from event where actor_id = ${user.id}`;
    expect(events).toEqual([{ type: 'account.password-changed', data: { by: 'reset', sessionsEnded: 2 } }]);
    expect(await reset(token)).toEqual({ ok: false, reason: 'token-expired' });
  });

  it('comes before strangers when passwords are hashed', async () => {
    const { token } = await patientWithToken();
    const auth = plainAuth();
    const { hash, weakness } = auth.credentials;
    const turns: unknown[] = [];
    auth.credentials.weakness = async (text, about, turn) => {
      turns.push(turn);
      return weakness(text, about);
    };
    auth.credentials.hash = async (text, turn) => {
      turns.push(turn);
      return hash(text);
    };
    expect(await reset(token, new Date(), auth)).toMatchObject({ ok: true });
    expect(turns).toEqual(['known', 'known']);
  });

  it('makes the browser known, and forgets what was tried there before', async () => {
    const { user, token } = await patientWithToken();
    const auth = plainAuth();
    const forgiven: unknown[] = [];
    auth.rateLimits.forgive = async (owner) => {
      forgiven.push(owner);
    };
    const answer = await reset(token, new Date(), auth);
    const account = { realm: 'patient' as const, email: user.email };
    expect(answer.ok && auth.tokens.knownBrowser(answer.browser, account)).toBe('browser');
    expect(forgiven).toEqual([{ ...account, address: '203.0.113.7' }]);
  });

  it('happens once when the link is used many times at the same instant', async () => {
    const { user, token } = await patientWithToken();
    const auth = plainAuth();
    const { hash } = auth.credentials;
    // Nobody goes on before all five have found the link good.
    let arrived = 0;
    let goOn = () => {};
    const all = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    auth.credentials.hash = async (text) => {
      arrived += 1;
      if (arrived === 5) goOn();
      await all;
      return hash(text);
    };
    const answers = await Promise.all(Array.from({ length: 5 }, () => reset(token, new Date(), auth)));
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await database.db.sql`select 1 from event where actor_id = ${user.id}`).toHaveLength(1);
  });

  it('spends the other links that wait, too', async () => {
    const { user, token } = await patientWithToken();
    await request(user.email);
    const [, second = ''] = await tokensOf(user.email);
    expect(await reset(second)).toMatchObject({ ok: true });
    expect(await reset(token)).toEqual({ ok: false, reason: 'token-expired' });
  });

  it.each([
    ['the password', { password_hash: 'changed by the desk' }],
    ['the role', { role: 'secretary' }],
  ] as const)('is refused once %s was changed in another way', async (_, change) => {
    const { sql } = database.db;
    const { user, token } = await patientWithToken();
    await sql`update "user" set ${sql(change)} where id = ${user.id}`;
    expect(await reset(token)).toEqual({ ok: false, reason: 'token-expired' });
  });

  it('ends a link that was asked for while the password was being changed', async () => {
    const { sql } = database.db;
    const { user, token } = await patientWithToken();
    let changing: ReturnType<typeof reset> | undefined;
    await sql.begin(async (asking) => {
      await asking`select 1 from "user" where id = ${user.id} for share`;
      changing = reset(token);
      await expect
        .poll(
          () =>
            sql`select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
        )
        .toHaveLength(1);
      await asking`
        insert into account_token (purpose, user_id, realm, access_version, expires_at)
        select 'password-reset', id, 'patient', access_version, now() + interval '1 hour' from "user" where id = ${user.id}`;
    });
    expect(await changing).toMatchObject({ ok: true });
    const [, late = ''] = await tokensOf(user.email);
    expect(late).not.toBe('');
    expect(await reset(late)).toEqual({ ok: false, reason: 'token-expired' });
  });

  it('is refused an hour later', async () => {
    const { token } = await patientWithToken();
    expect(await reset(token, new Date(Date.now() + 61 * 60_000))).toEqual({
      ok: false,
      reason: 'token-expired',
    });
  });

  it('is refused for a disabled account', async () => {
    const { user, token } = await patientWithToken();
    await database.db.sql`update "user" set status = 'disabled' where id = ${user.id}`;
    expect(await reset(token)).toEqual({ ok: false, reason: 'token-expired' });
  });

  it.each(['', 'made-up', 'another-purpose:0198c0de-7a10-7c3e-9d55-2f6b8f1f6a01'])(
    'hashes nothing for the made-up token %j',
    async (token) => {
      const auth = plainAuth();
      expect(await reset(token, new Date(), auth)).toEqual({ ok: false, reason: 'token-expired' });
      expect(auth.passwordWork.count).toBe(0);
    },
  );

  it('keeps the link when the new password is too weak', async () => {
    const { token } = await patientWithToken();
    const ctx = serviceContext(database.db);
    expect(await resetPassword(ctx, { token, password: 'corta' }, { browser: null })).toMatchObject({
      reason: 'weak-password',
    });
    expect(await reset(token)).toMatchObject({ ok: true });
  });
});

describe('housekeeping', () => {
  it('forgets what ended over a day ago, with its mails, and nothing else', async () => {
    const old = await patientWithToken();
    await database.db.sql`update account_token set expires_at = now() - interval '25 hours'`;
    const recent = await patientWithToken();
    await removeExpiredLinks(database.db, new Date());
    expect(await tokensOf(old.user.email)).toEqual([]);
    expect(await tokensOf(recent.user.email)).toHaveLength(1);
    const mails = await database.db
      .sql`select recipient from notification where account_token_id is not null`;
    expect(mails).toEqual([{ recipient: recent.user.email }]);
  });
});
