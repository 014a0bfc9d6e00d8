import { givenPatient, givenUser } from '@vitalmed/db/testing';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Answer, call } from './testing/call.ts';
import { cookieOf } from './testing/cookies.ts';
import { quickCredentials, quickHash } from './testing/quick-credentials.ts';
import { someone } from './testing/targets.ts';
import { startTestApi, type TestApi } from './testing/test-api.ts';

const password = 'un caballo de batalla';
const newPassword = 'un gato con botas de lluvia';
const mostMailsAnHour = 6;
const runs = 6;

let api: TestApi;
let hash: string;
beforeAll(async () => {
  api = await startTestApi({ credentials: quickCredentials() });
  hash = await quickHash(password);
});
afterAll(() => api.stop());
afterEach(() => expect(api.faults).toEqual([]));

let run = 0;
let fresh = 0;
/** Networks that only strangers of this run use, two of them one subscriber's. */
const strangersNetwork = (n: number) =>
  [`10.${run}.0.1`, `10.${run}.0.2`, `2001:db8:${run}:1::1`, `2001:db8:${run}:2::1`][n] ?? '';
const freshNetwork = () => {
  fresh += 1;
  return `172.16.${Math.floor(fresh / 250)}.${fresh % 250}`;
};

/** A browser: where it is, and the cookies that it keeps. */
function browser(address: string, cookies = new Map<string, string>()) {
  const ask = async (path: string, input: unknown): Promise<Answer> => {
    const headers = { cookie: [...cookies].map((pair) => pair.join('=')).join('; ') };
    const answer = await call(api, 'patient', path, input, { address, headers });
    for (const header of answer.headers.getSetCookie()) {
      const [name = '', value = ''] = (header.split(';')[0] ?? '').split('=');
      cookies.set(name, value);
    }
    return answer;
  };
  return {
    cookies,
    signIn: (email: string, guess = password) => ask('account.signIn', { email, password: guess }),
    askReset: (email: string) => ask('account.requestPasswordReset', { email, locale: 'es-AR' }),
    reset: (token: string) => ask('account.resetPassword', { token, password: newPassword }),
    signUp: (email: string) =>
      ask('account.requestSignUp', { ...someone(), email, password, locale: 'es-AR' }),
    confirm: (email: string, code: string) => ask('account.confirmSignUp', { email, code }),
    at: (elsewhere: string) => browser(elsewhere, cookies),
  };
}

async function givenOwner() {
  const { id, email } = await givenUser(api.db, { role: 'patient', passwordHash: hash });
  await givenPatient(api.db, { userId: id, email });
  return { id, email };
}

const latestLink = async (userId: string) => {
  const [row] = await api.db.sql<[{ id: string }]>`
    select id from account_token where user_id = ${userId} and used_at is null order by created_at desc limit 1`;
  return api.tokens.sign('password-reset', row.id);
};
const latestCode = async (email: string) => {
  const [row] = await api.db.sql<[{ id: string }]>`
    select sign_up_id as id from notification where recipient = ${email} and sign_up_id is not null
    order by sign_up_id desc limit 1`;
  return api.tokens.signUpCode(row.id);
};
const mailsTo = async (email: string) =>
  (await api.db.sql`select 1 from notification where recipient = ${email}`).count;

const kinds = ['guess password', 'guess code', 'guess code of own', 'sign up', 'ask for link'] as const;
const act = fc.record({
  kind: fc.constantFrom(...kinds),
  network: fc.nat(3),
  times: fc.integer({ min: 1, max: 12 }),
});
type Act = typeof act extends fc.Arbitrary<infer T> ? T : never;

/** What a stranger does about an address, as often as they like. */
async function strangerActs({ kind, network, times }: Act, email: string): Promise<void> {
  const stranger = browser(strangersNetwork(network));
  if (kind === 'guess code of own') await stranger.signUp(email);
  for (let n = 0; n < times; n += 1) {
    if (kind === 'guess password') await stranger.signIn(email, 'no es esta clave');
    else if (kind === 'sign up') await stranger.signUp(email);
    else if (kind === 'ask for link') await stranger.askReset(email);
    else await stranger.confirm(email, String(n).padStart(6, '0'));
  }
}

describe('whatever strangers do', () => {
  it('the owner gets in at a known browser, anywhere else, by a mailed link, and with the right code', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 1, maxLength: 10 }), async (acts) => {
        run += 1;
        const owner = await givenOwner();
        const home = browser(freshNetwork());
        expect((await home.signIn(owner.email)).status).toBe(200);
        const [early, late] = [someone().email, someone().email];
        const earlyBrowser = browser(freshNetwork());
        await earlyBrowser.signUp(early);
        const earlyCode = await latestCode(early);

        for (const one of acts) {
          for (const email of [owner.email, early, late]) await strangerActs(one, email);
        }

        // A right code, asked for before or after.
        expect((await earlyBrowser.at(strangersNetwork(0)).confirm(early, earlyCode)).status).toBe(200);
        const lateBrowser = browser(freshNetwork());
        expect((await lateBrowser.signUp(late)).status).toBe(200);
        expect((await lateBrowser.confirm(late, await latestCode(late))).status).toBe(200);
        // The right password at a known browser, even beside the strangers, and at any other from elsewhere.
        for (const n of [0, 1, 2, 3]) {
          expect((await home.at(strangersNetwork(n)).signIn(owner.email)).status).toBe(200);
        }
        expect((await browser(freshNetwork()).signIn(owner.email)).status).toBe(200);
        // A mailed link, and with it the browser that used it.
        const forgetful = browser(freshNetwork());
        expect((await forgetful.askReset(owner.email)).status).toBe(200);
        expect((await forgetful.at(strangersNetwork(1)).reset(await latestLink(owner.id))).status).toBe(200);
        expect((await forgetful.at(strangersNetwork(1)).signIn(owner.email, newPassword)).status).toBe(200);
        // And no mailbox drowns.
        for (const email of [owner.email, early, late]) {
          expect(await mailsTo(email)).toBeLessThanOrEqual(2 * mostMailsAnHour);
        }
      }),
      { numRuns: runs },
    );
  }, 180_000);
});

describe('a known browser', () => {
  it('is known to the account that signed in with it alone', async () => {
    run += 1;
    const [mine, theirs] = [await givenOwner(), await givenOwner()];
    const attacker = browser(strangersNetwork(0));
    expect((await attacker.signIn(mine.email)).status).toBe(200);
    const reasons = new Set<string | null>();
    for (let n = 0; n < 12; n += 1)
      reasons.add((await attacker.signIn(theirs.email, 'no es esta clave')).reason);
    expect(reasons).toContain('rate-limited');
  });

  it('proves itself by a cookie that no script reads, for as long as browsers keep any', async () => {
    const { email } = await givenOwner();
    const answer = await call(
      api,
      'patient',
      'account.signIn',
      { email, password },
      { address: freshNetwork() },
    );
    const { value, attributes } = cookieOf(answer, 'vitalmed_browser');
    expect(value).toMatch(/^[\w-]{22}\.[\w-]{22}$/);
    expect(attributes).toMatchObject({ httponly: '', samesite: 'Lax', path: '/', 'max-age': '34560000' });
  });
});
