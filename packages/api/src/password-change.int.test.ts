import { hashPassword } from '@vitalmed/auth';
import { givenPatient, givenUser } from '@vitalmed/db/testing';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { call } from './testing/call.ts';
import { cookieOf } from './testing/cookies.ts';
import { startTestApi, type TestApi } from './testing/test-api.ts';

const oldPassword = 'un caballo de batalla';
const rounds = 3;
const signInsAround = 4;

let api: TestApi;
let hash: string;
beforeAll(async () => {
  [api, hash] = await Promise.all([startTestApi(), hashPassword(oldPassword)]);
});
afterAll(() => api.stop());
afterEach(() => expect(api.faults).toEqual([]));

let visitors = 0;
/** Each attempt comes from an address of its own, so that no limit speaks. */
function newAddress(): string {
  visitors += 1;
  return `198.51.100.${visitors}`;
}

async function givenAccount() {
  const user = await givenUser(api.db, { role: 'patient', passwordHash: hash });
  await givenPatient(api.db, { userId: user.id, email: user.email });
  const email = user.email;
  await call(
    api,
    'patient',
    'account.requestPasswordReset',
    { email, locale: 'es-AR' },
    { address: newAddress() },
  );
  const [row] = await api.db.sql<[{ id: string }]>`select id from account_token where user_id = ${user.id}`;
  return { email, mailed: api.tokens.sign('password-reset', row.id) };
}

/** The session's token, or null when the password isn't taken. */
async function signIn(email: string, password: string): Promise<string | null> {
  const answer = await call(api, 'patient', 'account.signIn', { email, password }, { address: newAddress() });
  if (answer.status !== 200) return null;
  return cookieOf(answer, 'vitalmed_patient').value;
}

const holds = async (token: string) =>
  (await call(api, 'patient', 'appointments.mine', undefined, { token })).status === 200;

describe('changing a password while somebody signs in with the old one', () => {
  it('leaves them no session, whichever comes first', async () => {
    for (let round = 0; round < rounds; round += 1) {
      const { email, mailed } = await givenAccount();
      const password = `otra frase bien larga, la número ${round}`;
      const before = Array.from({ length: signInsAround / 2 }, () => signIn(email, oldPassword));
      const change = call(api, 'patient', 'account.resetPassword', { token: mailed, password });
      const after = Array.from({ length: signInsAround / 2 }, () => signIn(email, oldPassword));
      expect((await change).status).toBe(200);
      const tokens = (await Promise.all([...before, ...after])).filter((token) => token !== null);
      expect(await Promise.all(tokens.map(holds))).toEqual(tokens.map(() => false));

      const token = await signIn(email, password);
      expect(token && (await holds(token))).toBe(true);
    }
  });
});
