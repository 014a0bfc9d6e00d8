import { createTestDatabase, givenDoctor, givenUser, type TestDatabase } from '@vitalmed/db/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { plainAuth } from '../testing/plain-auth.ts';
import { serviceContext } from '../testing/service-context.ts';
import { opensDoor } from './door.ts';
import { me } from './me.ts';
import type { Realm } from './ports.ts';
import { signIn } from './sign-in.ts';
import { signOut } from './sign-out.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const password = 'mate amargo y bizcochos';
const withPassword = { passwordHash: `hash of ${password}` };
const entrance = (realm: Realm, token: string | null = null) => ({ realm, token, browser: null });

async function attempt(input: { email: string; password?: string }, realm: Realm) {
  const auth = plainAuth();
  const ctx = serviceContext(database.db, { auth });
  const answer = await signIn(ctx, { password, ...input }, entrance(realm));
  return { answer, auth };
}

describe('signing in', () => {
  it('opens the door of one role only', async () => {
    const email = 'gente@example.com';
    const patient = await givenUser(database.db, { ...withPassword, role: 'patient', email });
    const secretary = await givenUser(database.db, { ...withPassword, role: 'secretary', email });
    const asPatient = await attempt({ email }, 'patient');
    expect(asPatient.answer).toMatchObject({ ok: true, user: { id: patient.id, role: 'patient' } });
    const asStaff = await attempt({ email }, 'backoffice');
    expect(asStaff.answer).toMatchObject({ ok: true, user: { id: secretary.id, role: 'secretary' } });
    const asDoctor = await attempt({ email }, 'doctor');
    expect(asDoctor.answer).toEqual({ ok: false, reason: 'bad-credentials' });
  });

  it('hands out no more than a screen needs', async () => {
    const { email } = await givenUser(database.db, { ...withPassword, role: 'admin' });
    const { answer } = await attempt({ email }, 'backoffice');
    expect(answer.ok && Object.keys(answer.user).sort()).toEqual([
      'email',
      'firstName',
      'id',
      'lastName',
      'locale',
      'role',
    ]);
  });

  it('gives one answer, after the same work, to every failure', async () => {
    const known = await givenUser(database.db, { ...withPassword, role: 'patient' });
    const disabled = await givenUser(database.db, { ...withPassword, role: 'patient', status: 'disabled' });
    const failures = [
      await attempt({ email: known.email, password: 'not this one' }, 'patient'),
      await attempt({ email: 'nadie@example.com' }, 'patient'),
      await attempt({ email: disabled.email }, 'patient'),
      await attempt({ email: known.email }, 'backoffice'),
    ];
    for (const { answer, auth } of failures) {
      expect(answer).toEqual({ ok: false, reason: 'bad-credentials' });
      expect(auth.passwordWork.count).toBe(1);
      expect(auth.open.size).toBe(0);
    }
  });

  it('lets a doctor in while they attend', async () => {
    const user = await givenUser(database.db, { ...withPassword, role: 'doctor' });
    expect((await attempt(user, 'doctor')).answer).toEqual({ ok: false, reason: 'bad-credentials' });
    const doctor = await givenDoctor(database.db, { userId: user.id });
    expect((await attempt({ email: user.email }, 'doctor')).answer).toMatchObject({ ok: true });
    await database.db.sql`update doctor set active = false where id = ${doctor.id}`;
    expect((await attempt({ email: user.email }, 'doctor')).answer).toMatchObject({ ok: false });
  });

  it('replaces the session that the browser brought, so that it cannot be planted', async () => {
    const { email } = await givenUser(database.db, { ...withPassword, role: 'patient' });
    const auth = plainAuth();
    const planted = auth.begin('attacker');
    const ctx = serviceContext(database.db, { auth });
    const answer = await signIn(ctx, { email, password }, entrance('patient', planted));
    expect(auth.open.has(planted)).toBe(false);
    expect(answer.ok && answer.session.token).not.toBe(planted);
  });

  it('makes the browser known to this account, and counts it by its own name from then on', async () => {
    const { email } = await givenUser(database.db, { ...withPassword, role: 'patient' });
    const auth = plainAuth();
    const browsers: unknown[] = [];
    auth.rateLimits.signIn = (attempt, tryIt) => {
      browsers.push(attempt.browser);
      return tryIt('known');
    };
    const ctx = serviceContext(database.db, { auth });
    const first = await signIn(ctx, { email, password }, entrance('patient'));
    const browser = first.ok ? first.browser : null;
    await signIn(ctx, { email, password }, { ...entrance('patient'), browser });
    await signIn(ctx, { email: 'otra@example.com', password }, { ...entrance('patient'), browser });
    expect(browsers).toEqual([null, 'browser', null]);
  });

  it('has its turn as the limits say, whoever it is', async () => {
    const { email } = await givenUser(database.db, { ...withPassword, role: 'patient' });
    const auth = plainAuth();
    const turns: unknown[] = [];
    auth.rateLimits.signIn = (_attempt, tryIt) => tryIt('known');
    auth.credentials.verify = async (_hash, _password, turn) => {
      turns.push(turn);
      return { ok: true, matches: true };
    };
    const ctx = serviceContext(database.db, { auth });
    expect(await signIn(ctx, { email, password }, entrance('patient'))).toMatchObject({ ok: true });
    expect(turns).toEqual(['known']);
  });

  it.each(['patient', 'backoffice', 'doctor'] as const)(
    'finds the account of the door "%s" by the index of its addresses',
    async (realm) => {
      const { sql } = database.db;
      await sql.begin(async (transaction) => {
        // The table is small here: it is read whole only where no index could serve.
        await transaction`set local enable_seqscan = off`;
        const inside = { ...database.db, sql: transaction as unknown as typeof sql };
        const plan = await transaction`
          explain (costs off) select 1 from "user" u
          where u.email = ${'ana@example.com'} and ${opensDoor(inside, realm)}`;
        const index = realm === 'patient' ? 'user_patient_email' : 'user_staff_email';
        expect(JSON.stringify(plan)).toContain(index);
      });
    },
  );

  it('fails like a wrong password when it was changed, or the account disabled, meanwhile', async () => {
    const { email } = await givenUser(database.db, { ...withPassword, role: 'patient' });
    const auth = plainAuth();
    auth.sessions.start = async () => null;
    const ctx = serviceContext(database.db, { auth });
    const answer = await signIn(ctx, { email, password }, entrance('patient'));
    expect(answer).toEqual({ ok: false, reason: 'bad-credentials' });
  });

  it('looks at no password when there were too many attempts', async () => {
    const auth = plainAuth();
    const limited = { ok: false, reason: 'rate-limited', details: { retryAfterSeconds: 8 } } as const;
    auth.rateLimits.signIn = async () => limited;
    const ctx = serviceContext(database.db, { auth });
    expect(await signIn(ctx, { email: 'a@example.com', password }, entrance('patient'))).toEqual(limited);
    expect(auth.passwordWork.count).toBe(0);
  });
});

describe('signing out', () => {
  it("ends the browser's session, and says yes without one", async () => {
    const auth = plainAuth();
    const ctx = serviceContext(database.db, { auth });
    const token = auth.begin('me');
    expect(await signOut(ctx, entrance('patient', token))).toEqual({ ok: true });
    expect(auth.open.size).toBe(0);
    expect(await signOut(ctx, entrance('patient'))).toEqual({ ok: true });
  });
});

describe('asking who one is', () => {
  it('answers with the account as it is now', async () => {
    const user = await givenUser(database.db, { role: 'secretary', firstName: 'Lucía' });
    const ctx = serviceContext(database.db, { actor: { kind: 'secretary', userId: user.id } });
    expect(await me(ctx)).toMatchObject({
      ok: true,
      user: { id: user.id, firstName: 'Lucía', role: 'secretary' },
    });
    await database.db.sql`update "user" set status = 'disabled' where id = ${user.id}`;
    expect(await me(ctx)).toEqual({ ok: true, user: null });
  });

  it('answers nobody with nobody', async () => {
    expect(await me(serviceContext(database.db))).toEqual({ ok: true, user: null });
  });
});
