import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createCredentials, createRateLimits, createSessions, createSignedTokens } from '@vitalmed/auth';
import { createTestDatabase, type TestDatabase } from '@vitalmed/db/testing';
import { localMailbox, readMailbox } from '@vitalmed/emails';
import {
  confirmSignUp,
  confirmSignUpInput,
  requestPasswordReset,
  requestSignUp,
  requestSignUpInput,
  resetPassword,
  type ServiceContext,
  signIn,
} from '@vitalmed/services';
import pino from 'pino';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { startWorker, type Worker } from './worker.ts';

const secret = 'only-for-this-test-and-32-bytes-long';
const origins = {
  patient: 'http://localhost:3000',
  backoffice: 'http://localhost:3001',
  doctor: 'http://localhost:3002',
};

let database: TestDatabase;
let folder: string;
let worker: Worker;
beforeAll(async () => {
  database = await createTestDatabase();
  folder = await mkdtemp(join(tmpdir(), 'account-mail-'));
  worker = await startWorker({
    url: database.url,
    db: database.db,
    mailer: localMailbox({ folder }),
    origins,
    secret,
    log: pino({ level: 'silent' }),
    deskWaitSeconds: 0,
    organizer: { name: 'Clínica', email: 'turnos@clinic.example' },
  });
});
afterAll(async () => {
  await worker.stop();
  await database.drop();
  await rm(folder, { recursive: true, force: true });
});

/** Everything as the server wires it. */
function wired() {
  const { db } = database;
  const sessions = createSessions(db.sql, { secure: false });
  const auth = {
    credentials: createCredentials(),
    sessions,
    tokens: createSignedTokens(secret),
    rateLimits: createRateLimits(db.sql),
  };
  const ctx: ServiceContext = {
    db,
    search: (question) => question(db),
    auth,
    now: new Date(),
    actor: { kind: 'anonymous' },
    locale: 'es-AR',
    requestId: 'test',
    clientAddress: '203.0.113.7',
    messageWaiting: () => worker.kick(),
  };
  return { ctx, sessions };
}

async function mailWith(to: string, subject: string) {
  return vi.waitFor(
    async () => {
      const mail = (await readMailbox(folder)).find(
        (kept) => kept.to === to && kept.subject.includes(subject),
      );
      expect(mail).toBeDefined();
      return mail;
    },
    { timeout: 15_000 },
  );
}

const email = 'martina@example.com';
const first = 'mate amargo y bizcochos';
const second = 'una contraseña mucho mejor';
const form = requestSignUpInput.parse({
  firstName: 'Martina',
  lastName: 'López',
  documentNumber: '28.123.456',
  phone: '11 4567-8901',
  email: ' Martina@Example.com ',
  password: first,
  locale: 'es-AR',
});
const portal = { realm: 'patient', token: null, browser: null } as const;

describe('an account, by mail', () => {
  it('is confirmed with the code, signs in, and gets a new password by the link', async () => {
    const { ctx, sessions } = wired();
    const asked = await requestSignUp(ctx, form);
    const code = /^\d{6}/.exec((await mailWith(email, 'código'))?.subject ?? '')?.[0] ?? '';
    const signUpId = asked.ok ? asked.signUpId : null;
    const confirmed = await confirmSignUp(ctx, confirmSignUpInput.parse({ email, code }), {
      ...portal,
      signUpId,
    });
    const token = confirmed.ok ? confirmed.session.token : null;
    expect(await sessions.validate('patient', token)).toMatchObject({
      user: { email, patientId: expect.any(String) },
    });

    expect(await requestPasswordReset(ctx, { email, locale: 'es-AR' }, portal)).toMatchObject({ ok: true });
    const link = /http:\/\/localhost:3000\/restablecer#t=([\w.-]+)/.exec(
      (await mailWith(email, 'contraseña'))?.text ?? '',
    );
    const changed = await resetPassword(ctx, { token: link?.[1] ?? '', password: second }, portal);
    expect(changed).toMatchObject({ ok: true });

    expect(await sessions.validate('patient', token)).toBeNull();
    expect(await signIn(ctx, { email, password: first }, portal)).toEqual({
      ok: false,
      reason: 'bad-credentials',
    });
    expect(await signIn(ctx, { email, password: second }, portal)).toMatchObject({ ok: true });
  });

  it('tells its owner, and nobody else, when somebody signs up with it again', async () => {
    const { ctx } = wired();
    const answer = await requestSignUp(ctx, {
      ...form,
      firstName: 'Intrusa',
      password: 'la clave de otra persona',
    });
    expect(answer).toMatchObject({ ok: true });
    const mail = await mailWith(email, 'Ya tenés una cuenta');
    expect(mail?.text).toContain('http://localhost:3000/ingresar');
    expect(JSON.stringify(mail)).not.toContain('Intrusa');
  });
});
