import { randomUUID } from 'node:crypto';
import { givenSchedule, givenUser } from '@vitalmed/db/testing';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Answer, call, headersOf } from './testing/call.ts';
import { givenPatientPerson } from './testing/people.ts';
import { quickCredentials, quickHash } from './testing/quick-credentials.ts';
import { send } from './testing/raw.ts';
import { expectRefusal } from './testing/refusal.ts';
import { someone } from './testing/targets.ts';
import { startTestApi, type TestApi } from './testing/test-api.ts';

let api: TestApi;
let hash: string;
let addresses = 0;
const password = 'un caballo de batalla';

beforeAll(async () => {
  const credentials = quickCredentials();
  api = await startTestApi({ credentials });
  hash = await quickHash(password);
});
afterAll(() => api.stop());
afterEach(() => expect(api.faults).toEqual([]));

function newAddress(): string {
  addresses += 1;
  return `192.0.2.${addresses}`;
}

const signIn = (email: string, address: string, guess = 'no es esta clave') =>
  call(api, 'patient', 'account.signIn', { email, password: guess }, { address });

function expectRetryAfter(answer: Answer): void {
  expectRefusal(answer, 'rate-limited', 429);
  expect(answer.headers.get('retry-after')).toBe(String(answer.details?.retryAfterSeconds));
  expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
}

async function repeat(times: number, ask: () => Promise<Answer>): Promise<(string | null)[]> {
  const reasons: (string | null)[] = [];
  for (let n = 0; n < times; n += 1) reasons.push((await ask()).reason);
  return reasons;
}

describe('asking too often', () => {
  it('ends guessing passwords from one address, whoever’s they are', async () => {
    const address = newAddress();
    const guess = () => signIn(someone().email, address);
    expect(new Set(await repeat(10, guess))).toEqual(new Set(['bad-credentials']));
    expectRetryAfter(await guess());
    expect((await signIn(someone().email, newAddress())).reason).toBe('bad-credentials');
  });

  it('slows guessing one account from one place, and from no other', async () => {
    const { email } = await givenUser(api.db, { role: 'patient', passwordHash: hash });
    const places = [newAddress(), newAddress(), newAddress()];
    for (const place of places) {
      expect(await repeat(12, () => signIn(email, place))).toContain('rate-limited');
    }
    expect((await signIn(email, newAddress(), password)).status).toBe(200);
  });

  it('ends mails to one person after three, and tells when there will be another', async () => {
    const { email } = await givenUser(api.db, { role: 'patient' });
    const input = { email, locale: 'en' };
    const reset = () =>
      call(api, 'patient', 'account.requestPasswordReset', input, { address: newAddress() });
    expect(await repeat(3, reset)).toEqual([null, null, null]);
    const enough = await reset();
    const mail = { mailed: false, retryAfterSeconds: expect.any(Number) };
    expect(enough.data).toEqual({ ok: true, mail });
    const mails = await api.db.sql`select 1 from notification where recipient = ${email}`;
    expect(mails).toHaveLength(3);
  });

  it('ends registrations for one address from one place, and tells for how long', async () => {
    const [who, address] = [someone(), newAddress()];
    const signUp = () =>
      call(api, 'patient', 'account.requestSignUp', { ...who, password, locale: 'en' }, { address });
    expect(await repeat(3, signUp)).toEqual([null, null, null]);
    expectRetryAfter(await signUp());
  });

  it('ends guessing codes where no registration was begun', async () => {
    const address = newAddress();
    const guess = () =>
      call(api, 'patient', 'account.confirmSignUp', { email: someone().email, code: '123456' }, { address });
    expect(new Set(await repeat(30, guess))).toEqual(new Set(['code-wrong']));
    expectRetryAfter(await guess());
  });

  it('ends booking and giving back after ten in an hour, also when they come in one batch', async () => {
    const { token } = await givenPatientPerson(api);
    const { slots } = await givenSchedule(api.db);
    const slotId = slots[0]?.id ?? 0;
    const book = () =>
      call(api, 'patient', 'appointments.book', { slotId, idempotencyKey: randomUUID() }, { token });
    const bookAndCancel = async () => {
      const booked = await book();
      const { appointment } = booked.data as { appointment: { id: string; revision: number } };
      const { id, revision } = appointment;
      await call(api, 'patient', 'appointments.cancel', { id, revision, reason: 'other' }, { token });
      return booked;
    };
    expect(new Set(await repeat(10, bookAndCancel))).toEqual(new Set([null]));
    expectRetryAfter(await book());

    const inputs = Object.fromEntries(
      slots.slice(1, 6).map(({ id }, index) => [index, { slotId: id, idempotencyKey: randomUUID() }]),
    );
    const paths = Array(5).fill('appointments.book').join(',');
    const batch = await send(`${api.addresses.patient}/trpc/${paths}?batch=1`, {
      headers: { 'content-type': 'application/json', ...headersOf(api, 'patient', { token }) },
      body: JSON.stringify(inputs),
    });
    expectRefusal(batch, 'rate-limited', 429);
    expect(Number(batch.headers['retry-after'])).toBeGreaterThan(0);
    expect(batch.text.match(/"reason":"rate-limited"/g)).toHaveLength(5);
  });
});

describe('a batch of account calls', () => {
  const calls = [
    'account.signIn,account.signIn',
    'account.signIn%2Caccount.signIn',
    'account.signIn%2caccount%2esignIn',
    '/account.signIn,account.signIn',
    'catalog.get,account.signIn',
    'account%2EsignIn,catalog.get',
    '%61ccount.signIn,%61ccount.signIn',
  ];

  it.each(calls)('%s is refused before any password is looked at', async (paths) => {
    const { email } = await givenUser(api.db, { role: 'patient' });
    const address = newAddress();
    const guess = { email, password };
    for (const accept of ['application/json', 'application/jsonl']) {
      const answer = await send(`${api.addresses.patient}/trpc/${paths}?batch=1`, {
        headers: {
          'content-type': 'application/json',
          'trpc-accept': accept,
          ...headersOf(api, 'patient', { address }),
        },
        body: JSON.stringify({ 0: guess, 1: guess }),
      });
      expectRefusal(answer, 'bad-input', 400);
    }
    // Nothing was counted: the address has all its ten attempts left.
    expect(new Set(await repeat(10, () => signIn(someone().email, address)))).toEqual(
      new Set(['bad-credentials']),
    );
  });
});
