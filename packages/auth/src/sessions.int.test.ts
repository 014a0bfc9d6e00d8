import {
  createTestDatabase,
  givenDoctor,
  givenPatient,
  givenUser,
  type TestDatabase,
} from '@vitalmed/db/testing';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Realm } from './realm.ts';
import { beginSession } from './session-adapter.ts';
import { createSessions, type Sessions, sessionIdOf } from './sessions.ts';

let database: TestDatabase;
let sessions: Sessions;

beforeAll(async () => {
  database = await createTestDatabase();
  sessions = createSessions(database.db.sql, { secure: true });
});
afterAll(() => database.drop());

type Begun = { id: string; passwordHash: string };

async function begin(user: Begun, realm: Realm, replacing?: string) {
  const { id: userId, passwordHash } = user;
  const session = await sessions.start({ userId, realm, passwordHash, replacing });
  if (!session) throw new Error('No session began');
  return session;
}

async function signedInPatient() {
  const user = await givenUser(database.db, { role: 'patient', firstName: 'Martina' });
  const patient = await givenPatient(database.db, { userId: user.id });
  const { token } = await begin(user, 'patient');
  return { user, patient, token };
}

async function signedInSecretary() {
  const user = await givenUser(database.db, { role: 'secretary' });
  const { token } = await begin(user, 'backoffice');
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
      locale: 'es-AR',
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
    const next = await begin(user, 'patient', token);
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
    const other = await begin(user, 'backoffice');
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

  it('goes on while somebody uses it, and asks for the cookie to be set again', async () => {
    const { token } = await signedInSecretary();
    await afterTime(token, { idle: '40 minutes', absolute: '40 minutes' });
    const valid = await sessions.use('backoffice', token);
    expect(valid?.fresh).toBe(true);
    const [stored] = await database.db.sql`
      select expires_at > now() + interval '59 minutes' as renewed from session where id = ${sessionIdOf(token)}`;
    expect(stored).toEqual({ renewed: true });
  });

  it('is not kept awake by being looked at, however near its end', async () => {
    const { token } = await signedInSecretary();
    await afterTime(token, { idle: '59 minutes' });
    const endOf = () =>
      database.db.sql`select expires_at, ends_at from session where id = ${sessionIdOf(token)}`;
    const before = await endOf();
    for (let n = 0; n < 5; n += 1) {
      expect(await sessions.validate('backoffice', token)).toMatchObject({ fresh: false });
    }
    expect(await endOf()).toEqual(before);
  });

  it('ends after twelve hours however much it is used', async () => {
    const { token } = await signedInSecretary();
    await afterTime(token, { absolute: '12 hours' });
    expect(await sessions.validate('backoffice', token)).toBeNull();
  });

  it('is never prolonged past its absolute end', async () => {
    const { token } = await signedInSecretary();
    await afterTime(token, { idle: '55 minutes', absolute: '11 hours 50 minutes' });
    expect(await sessions.use('backoffice', token)).not.toBeNull();
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
    const { token } = await begin(user, 'doctor');
    expect((await sessions.validate('doctor', token))?.user.doctorId).toBe(doctor.id);
    await sql`update doctor set active = false where id = ${doctor.id}`;
    expect(await sessions.validate('doctor', token)).toBeNull();
    // Coming back doesn't wake what had ended.
    await sql`update doctor set active = true where id = ${doctor.id}`;
    expect(await sessions.validate('doctor', token)).toBeNull();
  });
});

describe('a change of password, status or role', () => {
  const changes = {
    'a new password': { password_hash: 'another' },
    disabling: { status: 'disabled' },
    'another role': { role: 'admin' },
  } as const;

  it.each(Object.entries(changes))('ends what began before: %s', async (_, change) => {
    const { sql } = database.db;
    const { user, token } = await signedInSecretary();
    await sql`update "user" set ${sql(change)} where id = ${user.id}`;
    expect(await sessions.validate('backoffice', token)).toBeNull();
    expect(await sessions.use('backoffice', token)).toBeNull();
    // Not even when everything is as it was.
    const { passwordHash, status, role } = user;
    await sql`
      update "user" set password_hash = ${passwordHash}, status = ${status}, role = ${role} where id = ${user.id}`;
    expect(await sessions.validate('backoffice', token)).toBeNull();
  });

  it('leaves sessions alone when it changes nothing of that', async () => {
    const { user, token } = await signedInSecretary();
    await database.db.sql`update "user" set first_name = 'Lucía', role = role where id = ${user.id}`;
    expect(await sessions.validate('backoffice', token)).not.toBeNull();
  });

  it('is waited for by who begins with the old password meanwhile, in vain', async () => {
    const { sql } = database.db;
    const user = await givenUser(database.db, { role: 'secretary' });
    let beginning: Promise<unknown> = Promise.resolve();
    await sql.begin(async (change) => {
      await change`update "user" set password_hash = 'new' where id = ${user.id}`;
      beginning = sessions.start({ userId: user.id, realm: 'backoffice', passwordHash: user.passwordHash });
      await expect.poll(() => waitingFor('insert into session')).toBeGreaterThan(0);
    });
    expect(await beginning).toBeNull();
    expect(await sql`select 1 from session where user_id = ${user.id}`).toHaveLength(0);
  });

  it('ends also the session whose beginning it had to wait for', async () => {
    const { sql } = database.db;
    const { id, passwordHash } = await givenUser(database.db, { role: 'secretary' });
    const session = {
      id: sessionIdOf('a'.repeat(43)),
      userId: id,
      realm: 'backoffice' as const,
      passwordHash,
    };
    const soon = new Date(Date.now() + 3_600_000);
    let changing: Promise<unknown> = Promise.resolve();
    await sql.begin(async (signIn) => {
      await beginSession(signIn as unknown as typeof sql, { ...session, expiresAt: soon, endsAt: soon });
      // As the use case does it: the statement's own deletion can't see a session that commits after it began.
      changing = sql`
        with changed as (update "user" set password_hash = 'new' where id = ${id} returning id)
        delete from session using changed where user_id = changed.id`.execute();
      await expect.poll(() => waitingFor('with changed as')).toBeGreaterThan(0);
    });
    await changing;
    expect(await sessions.validate('backoffice', 'a'.repeat(43))).toBeNull();
  });

  /** How many statements of that text wait for a lock. */
  const waitingFor = async (text: string) =>
    (
      await database.db.sql`
        select 1 from pg_stat_activity
        where datname = current_database() and wait_event_type = 'Lock' and query like ${`%${text}%`}`
    ).count;
});

describe('a session whose proof is another password', () => {
  it.each([
    ['is wrong', {}, 'another hash'],
    ['is of a disabled account', { status: 'disabled' } as const, null],
  ])('doesn’t begin when it %s', async (_, overrides, proof) => {
    const user = await givenUser(database.db, { role: 'patient', ...overrides });
    const passwordHash = proof ?? user.passwordHash;
    expect(await sessions.start({ userId: user.id, realm: 'patient', passwordHash })).toBeNull();
    const events = await database.db.sql`select 1 from event where actor_id = ${user.id}`;
    expect(events).toHaveLength(0);
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

  it.each([
    'promo=100%; vitalmed_patient=good',
    'vitalmed_patient=good; _ga=%E0%A4%A',
    '=; ;;  vitalmed_patient = good ;a',
    'x="; vitalmed_patient=good',
    'not_vitalmed_patient=bad; vitalmed_patient=good',
  ])('is found beside what other programs left: %s', (header) => {
    const local = createSessions(database.db.sql, { secure: false });
    expect(local.readToken('patient', header)).toBe('good');
  });

  it('may hold anything at all', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary' }), async (text) => {
        const token = sessions.readToken('patient', `__Host-vitalmed_patient=${text}`);
        expect(await sessions.validate('patient', token)).toBeNull();
      }),
      { numRuns: 200 },
    );
  });
});
