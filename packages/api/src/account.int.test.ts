import { hashPassword } from '@vitalmed/auth';
import { givenPatient, givenUser } from '@vitalmed/db/testing';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Answer, type CallOptions, call } from './testing/call.ts';
import { cookieOf, cookiesOf } from './testing/cookies.ts';
import { expectRefusal } from './testing/refusal.ts';
import { someone } from './testing/targets.ts';
import { startTestApi, type TestApi } from './testing/test-api.ts';

let api: TestApi;
let secureApi: TestApi;
let hash: string;
let visitors = 0;
const password = 'un caballo de batalla';

beforeAll(async () => {
  [api, secureApi, hash] = await Promise.all([
    startTestApi(),
    startTestApi({ secure: true }),
    hashPassword(password),
  ]);
});
afterAll(() => Promise.all([api.stop(), secureApi.stop()]));
afterEach(() => expect([...api.faults, ...secureApi.faults]).toEqual([]));

/** A browser at a network address of its own. */
function visitor(on = api) {
  visitors += 1;
  const address = `198.51.${Math.floor(visitors / 250)}.${visitors % 250}`;
  return (path: string, input?: unknown, options: CallOptions = {}) =>
    call(on, 'patient', path, input, { address, ...options });
}

const signedUp = (who = someone()) => ({ ...who, password, locale: 'es-AR' });
async function givenAccount(on = api) {
  const user = await givenUser(on.db, { role: 'patient', passwordHash: hash });
  await givenPatient(on.db, { userId: user.id, email: user.email });
  return user;
}
const tokenIn = (answer: Answer) => cookieOf(answer, 'vitalmed_patient').value;

async function signUp(ask: ReturnType<typeof visitor>, on = api, who = signedUp()) {
  const requested = await ask('account.requestSignUp', who);
  const pending = cookieOf(requested, 'vitalmed_sign_up');
  const code = on.tokens.signUpCode(pending.value);
  const headers = { cookie: `${pending.name}=${pending.value}` };
  return { requested, pending, code, headers, who };
}

describe('signing up', () => {
  it('goes from a mailed code to a session that a script can’t read', async () => {
    const ask = visitor();
    const { requested, code, headers, who } = await signUp(ask);
    expect(requested.data).toEqual({ ok: true, mail: { mailed: true } });
    const confirmed = await ask('account.confirmSignUp', { email: who.email, code }, { headers });
    expect(confirmed.data).toMatchObject({ user: { email: who.email, role: 'patient' } });
    const token = tokenIn(confirmed);
    expect(confirmed.text).not.toContain(token);
    expect((await ask('account.me', undefined, { token })).data).toMatchObject({
      user: { email: who.email },
    });
  });

  it('makes a patient of whoever asks to be more', async () => {
    const ask = visitor();
    const { code, headers, who } = await signUp(ask, api, {
      ...signedUp(),
      ...{ role: 'admin', status: 'active', documentVerified: true, patientId: 'x' },
    });
    await ask('account.confirmSignUp', { email: who.email, code, role: 'admin' }, { headers });
    const rows = await api.db.sql`
      select role, p.document_verified as verified from "user" u join patient p on p.user_id = u.id
      where u.email = ${who.email}`;
    expect(rows).toEqual([{ role: 'patient', verified: false }]);
  });

  it('isn’t finished by another browser, by another address or with another code', async () => {
    const ask = visitor();
    const { code, headers, who } = await signUp(ask);
    const stranger = await signUp(ask);
    const wrong = String((Number(code) + 1) % 1_000_000).padStart(6, '0');
    const attempts: [unknown, CallOptions][] = [
      [{ email: who.email, code }, {}],
      [{ email: who.email, code }, { headers: stranger.headers }],
      [{ email: stranger.who.email, code }, { headers }],
      [{ email: who.email, code: wrong }, { headers }],
    ];
    for (const [input, options] of attempts) {
      const answer = await ask('account.confirmSignUp', input, options);
      expectRefusal(answer, 'code-wrong', 400);
      expect(cookiesOf(answer)).toEqual([]);
    }
  });
});

describe('the session cookie', () => {
  it('is for this origin alone, over https, and out of a script’s reach', async () => {
    const { email } = await givenAccount(secureApi);
    const answer = await visitor(secureApi)('account.signIn', { email, password });
    const { name, value, attributes } = cookieOf(answer, 'vitalmed_patient');
    expect(name).toBe('__Host-vitalmed_patient');
    expect(value).toMatch(/^[\w-]{43}$/);
    expect(attributes).toMatchObject({ path: '/', httponly: '', secure: '', samesite: 'Lax' });
    expect(attributes).not.toHaveProperty('domain');
  });

  it('of a registration that waits is no less careful', async () => {
    const { pending } = await signUp(visitor(secureApi), secureApi);
    expect(pending.name).toBe('__Host-vitalmed_sign_up');
    expect(pending.attributes).toMatchObject({ path: '/', httponly: '', secure: '', samesite: 'Lax' });
  });

  it('goes without https on a development machine, and is as hidden there', async () => {
    const { email } = await givenAccount();
    const { name, attributes } = cookieOf(
      await visitor()('account.signIn', { email, password }),
      'vitalmed_patient',
    );
    expect(name).toBe('vitalmed_patient');
    expect(attributes).toMatchObject({ httponly: '', samesite: 'Lax' });
    expect(attributes).not.toHaveProperty('secure');
  });

  it('is never the one that was brought along', async () => {
    const [mine, theirs] = [await givenAccount(), await givenAccount()];
    const ask = visitor();
    const planted = tokenIn(await ask('account.signIn', { email: theirs.email, password }));
    const before = await ask('account.me', undefined, { token: planted });
    expect(before.data).toMatchObject({ user: { id: theirs.id } });
    for (const brought of [planted, 'A'.repeat(43)]) {
      const token = tokenIn(await ask('account.signIn', { email: mine.email, password }, { token: brought }));
      expect(token).not.toBe(brought);
      expect((await ask('account.me', undefined, { token: brought })).data).toEqual({ user: null });
      expect((await ask('account.me', undefined, { token })).data).toMatchObject({ user: { id: mine.id } });
    }
  });

  it('is worth nothing after signing out, and is taken away', async () => {
    const { email } = await givenAccount();
    const ask = visitor();
    const token = tokenIn(await ask('account.signIn', { email, password }));
    expect((await ask('appointments.mine', undefined, { token })).status).toBe(200);
    const left = await ask('account.signOut', undefined, { token });
    expect(cookieOf(left, 'vitalmed_patient')).toMatchObject({ value: '', attributes: { 'max-age': '0' } });
    expect((await ask('account.me', undefined, { token })).data).toEqual({ user: null });
    expectRefusal(await ask('appointments.mine', undefined, { token }), 'session-required', 401);
  });
});

describe('whether somebody has an account', () => {
  const told = (answer: Answer) => ({
    status: answer.status,
    text: answer.text,
    cookies: cookiesOf(answer).map(({ name, attributes }) => ({ name, attributes })),
  });

  it.each([
    ['signing up', 'account.requestSignUp', (email: string) => ({ ...signedUp(), email })],
    [
      'forgetting a password',
      'account.requestPasswordReset',
      (email: string) => ({ email, locale: 'es-AR' }),
    ],
    ['guessing a password', 'account.signIn', (email: string) => ({ email, password: 'otra cosa larga' })],
    ['guessing a code', 'account.confirmSignUp', (email: string) => ({ email, code: '123456' })],
  ])('isn’t told by %s', async (_, path, input) => {
    const { email } = await givenAccount();
    const known = told(await visitor()(path, input(email)));
    const unknown = told(await visitor()(path, input(someone().email)));
    expect(known).toEqual(unknown);
  });

  it('isn’t told of the staff at the patients’ door', async () => {
    const { email } = await givenUser(api.db, { role: 'admin', passwordHash: hash });
    expectRefusal(await visitor()('account.signIn', { email, password }), 'bad-credentials', 401);
  });
});

describe('a forgotten password', () => {
  it('is changed once with the mailed link, which ends every session', async () => {
    const { id, email } = await givenAccount();
    const ask = visitor();
    const token = tokenIn(await ask('account.signIn', { email, password }));
    expect((await ask('appointments.mine', undefined, { token })).status).toBe(200);
    await ask('account.requestPasswordReset', { email, locale: 'es-AR' });
    const [row] = await api.db.sql<[{ id: string }]>`select id from account_token where user_id = ${id}`;
    const reset = { token: api.tokens.sign('password-reset', row.id), password: 'un gato con botas' };
    expect((await ask('account.resetPassword', reset)).data).toEqual({ ok: true });
    expectRefusal(await ask('account.resetPassword', reset), 'token-expired', 400);
    expectRefusal(await ask('appointments.mine', undefined, { token }), 'session-required', 401);
    expectRefusal(await ask('account.signIn', { email, password }), 'bad-credentials', 401);
    expect((await ask('account.signIn', { email, password: reset.password })).status).toBe(200);
  });

  it('may be long, but not so long that hashing it is work for an attacker', async () => {
    const { email } = await givenAccount();
    for (const long of ['a'.repeat(201), 'ñ'.repeat(101), 'a'.repeat(60_000)]) {
      expectRefusal(await visitor()('account.signIn', { email, password: long }), 'bad-input', 400);
    }
  });
});
