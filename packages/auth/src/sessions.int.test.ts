import {
  createTestDatabase,
  givenDoctor,
  givenPatient,
  givenUser,
  type TestDatabase,
} from '@vitalmed/db/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSessions, type Sessions, sessionIdOf } from './sessions.ts';

let database: TestDatabase;
let sessions: Sessions;

beforeAll(async () => {
  database = await createTestDatabase();
  sessions = createSessions(database.db.sql, { secure: true });
});
afterAll(() => database.drop());

async function signedInPatient() {
  const user = await givenUser(database.db, { role: 'patient', firstName: 'Martina' });
  const patient = await givenPatient(database.db, { userId: user.id });
  const { token } = await sessions.start({ userId: user.id, realm: 'patient' });
  return { user, patient, token };
}

async function signedInSecretary() {
  const user = await givenUser(database.db, { role: 'secretary' });
  const { token } = await sessions.start({ userId: user.id, realm: 'backoffice' });
  return { user, token };
}

/** Moves the stored instants of a session into the past, as waiting would. */
async function afterTime(token: string, passed: { idle?: string; absolute?: string; age?: string }) {
  const { sql } = database.db;
  await sql`
    update session set
      expires_at = expires_at - ${passed.idle ?? '0'}::interval,
      ends_at = ends_at - ${passed.absolute ?? '0'}::interval
    where id = ${sessionIdOf(token)}`;
}

describe('a session', () => {
  it('says who is signed in, as plain data', async () => {
    const { user, patient, token } = await signedInPatient();
    const valid = await sessions.validate('patient', token);
    expect(valid).toMatchObject({ fresh: false, session: { realm: 'patient', id: sessionIdOf(token) } });
    expect(valid?.user).toEqual({
      id: user.id,
      role: 'patient',
      email: user.email,
      firstName: 'Martina',
      lastName: user.lastName,
      patientId: patient.id,
      doctorId: null,
    });
    expect(structuredClone(valid)).toEqual(valid);
  });

  it('is nobody else’s, however many are asked for at once', async () => {
    const people = await Promise.all(Array.from({ length: 20 }, signedInPatient));
    const ended = await signedInPatient();
    await sessions.end('patient', ended.token);
    const asked = [...people, ended, ...people].map(({ token }) => token);
    const valid = await Promise.all(asked.map((token) => sessions.validate('patient', token)));
    expect(valid.map((one) => one?.user.patientId ?? null)).toEqual(
      [...people, null, ...people].map((person) => person?.patient.id ?? null),
    );
  });

  it('has a token of 256 bits, of which only the SHA-256 is stored', async () => {
    const { token } = await signedInPatient();
    expect(Buffer.from(token, 'base64url')).toHaveLength(32);
    const rows = await database.db.sql`select * from session`;
    expect(rows.map(({ id }) => id)).toContain(sessionIdOf(token));
    expect(JSON.stringify(rows)).not.toContain(token);
    // What is stored opens nothing.
    expect(await sessions.validate('patient', sessionIdOf(token))).toBeNull();
  });

  it('opens only the realm that it was made for', async () => {
    const { token } = await signedInPatient();
    expect(await sessions.validate('backoffice', token)).toBeNull();
    expect(await sessions.validate('doctor', token)).toBeNull();
    expect(await sessions.validate('patient', token)).not.toBeNull();
  });

  it.each([null, '', 'x', 'A'.repeat(43), "' or 1=1 --", 'á'.repeat(43)])(
    'is not opened by %j',
    async (token) => {
      expect(await sessions.validate('patient', token)).toBeNull();
    },
  );

  it('is replaced at the next sign-in of the same browser', async () => {
    const { user, token } = await signedInPatient();
    const next = await sessions.start({ userId: user.id, realm: 'patient', replacing: token });
    expect(next.token).not.toBe(token);
    expect(await sessions.validate('patient', token)).toBeNull();
    expect(await sessions.validate('patient', next.token)).not.toBeNull();
  });

  it('ends at sign-out, and the history says so', async () => {
    const { user, token } = await signedInPatient();
    await sessions.end('patient', token);
    expect(await sessions.validate('patient', token)).toBeNull();
    const events = await database.db
      .sql`select type, actor_kind from event where actor_id = ${user.id} order by id`;
    expect(events).toEqual([
      { type: 'session.started', actor_kind: 'patient' },
      { type: 'session.ended', actor_kind: 'patient' },
    ]);
  });

  it('can be ended everywhere at once', async () => {
    const { user, token } = await signedInSecretary();
    const other = await sessions.start({ userId: user.id, realm: 'backoffice' });
    await sessions.endAll(user.id);
    expect(await sessions.validate('backoffice', token)).toBeNull();
    expect(await sessions.validate('backoffice', other.token)).toBeNull();
  });
});

describe('a session of the staff', () => {
  it('ends after an hour without use', async () => {
    const { token } = await signedInSecretary();
    await afterTime(token, { idle: '60 minutes' });
    expect(await sessions.validate('backoffice', token)).toBeNull();
  });

  it('goes on while it is used, and asks for the cookie to be set again', async () => {
    const { token } = await signedInSecretary();
    await afterTime(token, { idle: '40 minutes', absolute: '40 minutes' });
    const valid = await sessions.validate('backoffice', token);
    expect(valid?.fresh).toBe(true);
    const [stored] = await database.db.sql`
      select expires_at > now() + interval '59 minutes' as renewed from session where id = ${sessionIdOf(token)}`;
    expect(stored).toEqual({ renewed: true });
  });

  it('ends after twelve hours however much it is used', async () => {
    const { token } = await signedInSecretary();
    await afterTime(token, { absolute: '12 hours' });
    expect(await sessions.validate('backoffice', token)).toBeNull();
  });

  it('is never prolonged past its absolute end', async () => {
    const { token } = await signedInSecretary();
    await afterTime(token, { idle: '55 minutes', absolute: '11 hours 50 minutes' });
    expect(await sessions.validate('backoffice', token)).not.toBeNull();
    const [stored] = await database.db.sql`
      select expires_at = ends_at as capped from session where id = ${sessionIdOf(token)}`;
    expect(stored).toEqual({ capped: true });
  });

  it('ends with the account: disabled, or given another role', async () => {
    const { sql } = database.db;
    const disabled = await signedInSecretary();
    await sql`update "user" set status = 'disabled' where id = ${disabled.user.id}`;
    expect(await sessions.validate('backoffice', disabled.token)).toBeNull();

    const moved = await signedInSecretary();
    await sql`update "user" set role = 'doctor' where id = ${moved.user.id}`;
    await givenDoctor(database.db, { userId: moved.user.id });
    expect(await sessions.validate('backoffice', moved.token)).toBeNull();
    expect(await sessions.validate('doctor', moved.token)).toBeNull();
  });

  it('of a doctor needs a doctor who still attends', async () => {
    const { sql } = database.db;
    const user = await givenUser(database.db, { role: 'doctor' });
    const doctor = await givenDoctor(database.db, { userId: user.id });
    const { token } = await sessions.start({ userId: user.id, realm: 'doctor' });
    expect((await sessions.validate('doctor', token))?.user.doctorId).toBe(doctor.id);
    await sql`update doctor set active = false where id = ${doctor.id}`;
    expect(await sessions.validate('doctor', token)).toBeNull();
  });
});

describe('a session of a patient', () => {
  it('lasts thirty days', async () => {
    const { token } = await signedInPatient();
    await afterTime(token, { idle: '29 days', absolute: '29 days' });
    expect(await sessions.validate('patient', token)).not.toBeNull();
    await afterTime(token, { idle: '1 day', absolute: '1 day' });
    expect(await sessions.validate('patient', token)).toBeNull();
  });
});

describe('housekeeping', () => {
  it('removes sessions that ended and leaves the others', async () => {
    const [ended, live] = [await signedInPatient(), await signedInSecretary()];
    await afterTime(ended.token, { idle: '31 days' });
    await sessions.removeExpired();
    const ids = (await database.db.sql`select id from session`).map(({ id }) => id);
    expect(ids).not.toContain(sessionIdOf(ended.token));
    expect(ids).toContain(sessionIdOf(live.token));
  });
});

describe('the cookie', () => {
  it('is closed to scripts and other sites, and bound to the host when secure', () => {
    const cookie = sessions.setCookie('backoffice', 'token');
    expect(cookie).toMatch(/^__Host-vitalmed_backoffice=token;/);
    for (const attribute of ['HttpOnly', 'Secure', 'SameSite=Lax', 'Path=/'])
      expect(cookie).toContain(attribute);
    expect(cookie).not.toContain('Domain');
    expect(sessions.clearCookie('backoffice')).toContain('Max-Age=0');
  });

  it('has another name for each realm, since ports share cookies', () => {
    const local = createSessions(database.db.sql, { secure: false });
    const names = (['patient', 'backoffice', 'doctor'] as const).map(local.cookieName);
    expect(new Set(names).size).toBe(3);
    const header = `${names[0]}=a; ${names[1]}=b`;
    expect(local.readToken('patient', header)).toBe('a');
    expect(local.readToken('backoffice', header)).toBe('b');
    expect(local.readToken('doctor', header)).toBeNull();
    expect(local.readToken('doctor', null)).toBeNull();
  });
});
