import { createTestDatabase, givenPatient, givenUser, type TestDatabase } from '@vitalmed/db/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ServiceContext } from '../context.ts';
import { type PlainAuth, plainAuth } from '../testing/plain-auth.ts';
import { serviceContext } from '../testing/service-context.ts';
import { confirmSignUp, confirmSignUpInput } from './confirm-sign-up.ts';
import { requestSignUp, requestSignUpInput, resendSignUpCode } from './request-sign-up.ts';

let database: TestDatabase;
let auth: PlainAuth;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const context = (overrides: Partial<ServiceContext> = {}) => {
  auth = plainAuth(overrides.auth);
  return serviceContext(database.db, { ...overrides, auth });
};

let last = 0;
/** A registration as a form sends it. */
function form(overrides: Record<string, unknown> = {}) {
  last += 1;
  return requestSignUpInput.parse({
    firstName: 'Martina',
    lastName: 'López',
    documentNumber: `28.123.${100 + last}`,
    phone: '11 4567-8901',
    email: `martina${last}@example.com`,
    password: 'mate amargo y bizcochos',
    locale: 'es-AR',
    ...overrides,
  });
}

async function request(input = form(), ctx = context()) {
  const answer = await requestSignUp(ctx, input);
  if (!answer.ok) throw new Error(`Refused: ${answer.reason}`);
  return { ...input, signUpId: answer.signUpId, code: auth.tokens.signUpCode(answer.signUpId) };
}

const entrance = (signUpId: string | null, token: string | null = null) =>
  ({ realm: 'patient', token, browser: null, signUpId }) as const;

const confirm = (pending: { email: string; code: string; signUpId: string | null }, ctx = context()) =>
  confirmSignUp(ctx, { email: pending.email, code: pending.code }, entrance(pending.signUpId));

const notifications = (email: string) => database.db.sql`
  select kind, sign_up_id as "signUpId" from notification where recipient = ${email} order by created_at`;
const patientsOf = (email: string) => database.db.sql`
  select p.*, p.document_verified as verified from patient p join "user" u on u.id = p.user_id where u.email = ${email}`;

describe('asking for an account', () => {
  it('keeps the registration and owes a code to the mailbox', async () => {
    const pending = await request();
    expect(await notifications(pending.email)).toEqual([
      { kind: 'sign-up-code', signUpId: pending.signUpId },
    ]);
    const [row] = await database.db.sql`select * from sign_up where id = ${pending.signUpId}`;
    expect(row?.details).toMatchObject({ phone: '+541145678901', lastName: 'López' });
    expect(JSON.stringify(row)).not.toContain('"mate amargo');
  });

  it('answers, works and writes alike for an e-mail that has an account', async () => {
    const owner = await givenUser(database.db, { role: 'patient' });
    const ctx = context();
    const answer = await requestSignUp(ctx, form({ email: owner.email }));
    expect(answer).toEqual({
      ok: true,
      mail: { mailed: true },
      signUpId: expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
    expect(auth.passwordWork.count).toBe(1);
    expect(await notifications(owner.email)).toEqual([{ kind: 'already-registered', signUpId: null }]);
  });

  it('makes nothing of a registration for an e-mail that has an account, whatever code is typed', async () => {
    const owner = await givenUser(database.db, { role: 'patient' });
    const pending = await request(form({ email: owner.email }));
    expect(await confirm(pending)).toEqual({ ok: false, reason: 'code-wrong' });
    expect(await patientsOf(owner.email)).toEqual([]);
  });

  it('is free for an e-mail that only a member of the staff uses', async () => {
    const secretary = await givenUser(database.db, { role: 'secretary' });
    const pending = await request(form({ email: secretary.email }));
    expect(await confirm(pending)).toMatchObject({ ok: true, user: { role: 'patient' } });
  });

  it('stops at a weak password and at the limit of mails', async () => {
    expect(await requestSignUp(context(), form({ password: 'corta' }))).toEqual({
      ok: false,
      reason: 'weak-password',
      details: { fields: { password: 'too-short' } },
    });
    const limited = { ok: false, reason: 'rate-limited', details: { retryAfterSeconds: 60 } } as const;
    const full = plainAuth();
    full.rateLimits.mailRequest = async () => limited;
    const input = form();
    expect(await requestSignUp(context({ auth: full }), input)).toEqual(limited);
    expect(await notifications(input.email)).toEqual([]);
  });

  it.each([
    { firstName: 'Ganaste! entrá a www.premio.example' },
    { firstName: '<b>Ana</b>' },
    { lastName: 'a\u0000b' },
    { lastName: '\u202eazerp' },
    { lastName: '  ' },
    { email: 'no es un correo' },
    { email: 'a@b\r\nbcc: c@d.example' },
    { documentNumber: '12' },
    { phone: 'no tengo' },
    { password: 'ñ'.repeat(150) },
    { locale: 'fr' },
  ])('refuses %j', (part) => {
    expect(() => form(part)).toThrow();
  });
});

describe('asking for another code', () => {
  const again = (pending: { email: string; signUpId: string | null }, now?: Date) =>
    resendSignUpCode(
      context(now ? { now } : {}),
      { email: pending.email, locale: 'en' },
      { signUpId: pending.signUpId },
    );

  it('needs no password typed again, and begins five new tries', async () => {
    const pending = await request();
    const wrong = pending.code === '000000' ? '000001' : '000000';
    for (let n = 0; n < 5; n++) await confirm({ ...pending, code: wrong });
    expect(await confirm(pending)).toEqual({ ok: false, reason: 'code-spent' });
    const answer = await again(pending);
    if (!answer.ok) throw new Error(answer.reason);
    expect(answer.mail).toEqual({ mailed: true });
    expect((await notifications(pending.email)).map(({ signUpId }) => signUpId)).toEqual([
      pending.signUpId,
      answer.signUpId,
    ]);
    const code = auth.tokens.signUpCode(answer.signUpId);
    expect(await confirm({ ...pending, signUpId: answer.signUpId, code })).toMatchObject({
      ok: true,
      user: { locale: 'en', lastName: 'López' },
    });
  });

  it('is only for the browser that registered, for its own address, while that holds', async () => {
    const [pending, other] = [await request(), await request()];
    const later = new Date(Date.now() + 24 * 60 * 60_000);
    for (const refused of [
      again({ ...pending, signUpId: null }),
      again({ ...pending, signUpId: 'no uuid' }),
      again({ ...pending, signUpId: other.signUpId }),
      again(pending, later),
    ])
      expect(await refused).toEqual({ ok: false, reason: 'not-found' });
    expect(await notifications(pending.email)).toHaveLength(1);
  });

  it('tells nobody that an e-mail has an account, in five wrong codes and one more mail', async () => {
    const owner = await givenUser(database.db, { role: 'patient' });
    const answers = [];
    for (const pending of [await request(form({ email: owner.email })), await request()]) {
      const wrong = pending.code === '000000' ? '000001' : '000000';
      const told = [];
      for (let n = 0; n < 6; n++) told.push(await confirm({ ...pending, code: wrong }));
      const { signUpId, ...answer } = { signUpId: null, ...(await again(pending)) };
      answers.push([...told, answer]);
    }
    expect(answers[0]).toEqual(answers[1]);
  });
});

describe('a mailbox that had enough codes', () => {
  const enough = () => {
    const ctx = context();
    auth.rateLimits.mailRequest = async () => ({ ok: true, mail: false, retryAfterSeconds: 900 });
    return ctx;
  };

  it('takes the code that it got last for a registration that came later', async () => {
    const stranger = await request(form({ password: 'the password of a stranger' }));
    const input = form({ email: stranger.email });
    const answer = await requestSignUp(enough(), input);
    expect(answer).toMatchObject({ ok: true, mail: { mailed: false, retryAfterSeconds: 900 } });
    expect(await notifications(input.email)).toHaveLength(1);
    const signUpId = answer.ok ? answer.signUpId : null;
    const { email, code } = stranger;
    expect(await confirm({ email, code: auth.tokens.signUpCode(signUpId ?? ''), signUpId })).toMatchObject({
      reason: 'code-wrong',
    });
    expect(await confirm({ email, code, signUpId })).toMatchObject({ ok: true });
    const [user] = await database.db.sql`select password_hash from "user" where email = ${email}`;
    expect(user?.password_hash).toContain('mate amargo');
    expect(await confirm(stranger)).toMatchObject({ reason: 'code-wrong' });
  });

  it('takes it no longer than it serves, and gets another when none does', async () => {
    const first = await request();
    const later = { ...enough(), now: new Date(Date.now() + 25 * 60_000) };
    const answer = await requestSignUp(later, form({ email: first.email }));
    const signUpId = answer.ok ? answer.signUpId : '';
    expect(await notifications(first.email)).toHaveLength(2);
    const pending = { email: first.email, signUpId };
    expect(await confirm({ ...pending, code: first.code }, later)).toMatchObject({ reason: 'code-wrong' });
    const code = auth.tokens.signUpCode(signUpId);
    expect(await confirm({ ...pending, code }, later)).toMatchObject({ ok: true });
  });

  it('answers the same where there is an account, and writes to nobody', async () => {
    const owner = await givenUser(database.db, { role: 'patient' });
    const answer = await requestSignUp(enough(), form({ email: owner.email }));
    expect(answer).toMatchObject({ ok: true, mail: { mailed: false, retryAfterSeconds: 900 } });
    expect(await notifications(owner.email)).toEqual([]);
  });
});

describe('confirming with the code', () => {
  it('makes user and patient, whose document nobody has seen, and signs in', async () => {
    const pending = await request();
    const answer = await confirm(pending);
    expect(answer).toMatchObject({
      ok: true,
      user: { email: pending.email, firstName: 'Martina', role: 'patient' },
    });
    expect(answer.ok && auth.open.get(answer.session.token)).toMatchObject({ realm: 'patient' });
    expect(await patientsOf(pending.email)).toMatchObject([
      { document_number: pending.documentNumber, verified: false, search_name: 'lopez martina' },
    ]);
    const events = await database.db.sql`
      select type, data from event where actor_id = ${answer.ok ? answer.user.id : ''} and type like 'account.%'`;
    expect(events).toEqual([{ type: 'account.signed-up', data: { linked: false } }]);
  });

  it('replaces the session that the browser had', async () => {
    const pending = await request();
    const ctx = context();
    const token = auth.begin('somebody');
    await confirmSignUp(ctx, pending, entrance(pending.signUpId, token));
    expect(auth.open.has(token)).toBe(false);
  });

  it('works once', async () => {
    const pending = await request();
    expect(await confirm(pending)).toMatchObject({ ok: true });
    expect(await confirm(pending)).toEqual({ ok: false, reason: 'code-wrong' });
  });

  it('works once, also when it is pressed many times at the same instant', async () => {
    const pending = await request();
    // Five open connections, or the first would be done before the others are let in.
    await Promise.all(Array.from({ length: 5 }, () => database.db.sql`select 1`));
    const answers = await Promise.all(Array.from({ length: 5 }, () => confirm(pending)));
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await patientsOf(pending.email)).toHaveLength(1);
  });

  it('takes five guesses, also when they come at once', async () => {
    const pending = await request();
    const wrong = { ...pending, code: pending.code === '000000' ? '000001' : '000000' };
    const answers = await Promise.all(Array.from({ length: 12 }, () => confirm(wrong)));
    const reasons = answers.map((answer) => (answer.ok ? 'ok' : answer.reason));
    expect(reasons.sort()).toEqual([...Array(7).fill('code-spent'), ...Array(5).fill('code-wrong')]);
    const [row] = await database.db.sql`select attempts from sign_up where id = ${pending.signUpId}`;
    expect(row).toEqual({ attempts: 5 });
    expect(await confirm(pending)).toEqual({ ok: false, reason: 'code-spent' });
  });

  it('ends after thirty minutes', async () => {
    const pending = await request();
    const later = context({ now: new Date(Date.now() + 31 * 60_000) });
    expect(await confirm(pending, later)).toEqual({ ok: false, reason: 'code-wrong' });
  });

  it('needs the browser that asked: a code is worth nothing elsewhere', async () => {
    const pending = await request();
    expect(await confirm({ ...pending, signUpId: null })).toEqual({ ok: false, reason: 'code-wrong' });
    // A stranger's registration for the same mailbox, with a password that the stranger knows.
    const stranger = await request({ ...pending, password: 'the password of a stranger' });
    expect(await confirm({ ...pending, code: stranger.code })).toEqual({ ok: false, reason: 'code-wrong' });
    expect(await confirm(pending)).toMatchObject({ ok: true });
    expect(await confirm(stranger)).toEqual({ ok: false, reason: 'code-wrong' });
    const [user] = await database.db.sql`select password_hash from "user" where email = ${pending.email}`;
    expect(user?.password_hash).toContain('mate amargo');
  });

  it('needs the e-mail that the code went to', async () => {
    const pending = await request();
    expect(await confirm({ ...pending, email: 'otra@example.com' })).toEqual({
      ok: false,
      reason: 'code-wrong',
    });
  });

  it('reads the code as people paste it', () => {
    expect(confirmSignUpInput.parse({ email: 'a@example.com', code: ' 042 917 ' }).code).toBe('042917');
    expect(() => confirmSignUpInput.parse({ email: 'a@example.com', code: '42917' })).toThrow();
  });
});

describe("the clinic's own record of a patient", () => {
  it('is linked when it holds both the document and the proven e-mail', async () => {
    const input = form();
    const { documentNumber, email } = input;
    const record = await givenPatient(database.db, { documentNumber, email, firstName: 'Martina Inés' });
    const answer = await confirm(await request(input));
    expect(answer).toMatchObject({ ok: true });
    expect(await patientsOf(email)).toMatchObject([
      { id: record.id, verified: true, first_name: 'Martina Inés' },
    ]);
    const everybody = await database.db.sql`select 1 from patient where document_number = ${documentNumber}`;
    expect(everybody).toHaveLength(1);
  });

  it.each([
    ['holds another e-mail', { email: 'otra.persona@example.com' }],
    ['holds no e-mail', { email: null }],
  ])('is not linked by the document alone: it %s', async (_, overrides) => {
    const input = form();
    const record = await givenPatient(database.db, { documentNumber: input.documentNumber, ...overrides });
    expect(await confirm(await request(input))).toMatchObject({ ok: true });
    const [mine] = await patientsOf(input.email);
    expect(mine?.id).not.toBe(record.id);
    expect(mine?.verified).toBe(false);
    const [untouched] = await database.db.sql`select user_id from patient where id = ${record.id}`;
    expect(untouched).toEqual({ user_id: null });
  });

  it('is not linked by the e-mail alone', async () => {
    const input = form();
    const record = await givenPatient(database.db, { email: input.email });
    expect(await confirm(await request(input))).toMatchObject({ ok: true });
    expect((await patientsOf(input.email))[0]?.id).not.toBe(record.id);
  });

  it('is never taken from somebody who has an account already', async () => {
    const owner = await givenUser(database.db, { role: 'patient' });
    const input = form();
    const { documentNumber, email } = input;
    const record = await givenPatient(database.db, { documentNumber, email, userId: owner.id });
    expect(await confirm(await request(input))).toMatchObject({ ok: true });
    const [untouched] = await database.db.sql`select user_id from patient where id = ${record.id}`;
    expect(untouched).toEqual({ user_id: owner.id });
  });
});
