import { createRateLimits, hashPassword, type Realm } from '@vitalmed/auth';
import { connect, type Database } from '@vitalmed/db';
import {
  createTestDatabase,
  fillTables,
  givenUser,
  growingTables,
  openPlanner,
  type Planner,
  sentStatements,
  sequentialScans,
  type TestDatabase,
} from '@vitalmed/db/testing';
import { deliver, reclaim, relay, removeExpiredLinks, removeExpiredSignUps } from '@vitalmed/services';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { authorisationTable } from './testing/authorisation-table.ts';
import { type Answer, call } from './testing/call.ts';
import { cookieOf } from './testing/cookies.ts';
import { givenPeople, type PersonName, tokenOf } from './testing/people.ts';
import { givenTarget, someone, type Target } from './testing/targets.ts';
import { startTestApi, type TestApi, testNow } from './testing/test-api.ts';

const password = 'un caballo de batalla';

let database: TestDatabase;
let api: TestApi;
let planner: Planner;
let before: Record<string, number>;
let calls = 0;

beforeAll(async () => {
  database = await createTestDatabase({ poolSize: 4 });
  await fillTables(database.url, testNow.toISOString());
  const { url, db } = database;
  api = await startTestApi({ given: { url, db } });
  planner = openPlanner(url);
  before = await elsewhere(sequentialScans);
  // Sixty thousand messages and all the rest take some seconds to write, and more beside other tests.
}, 180_000);
afterAll(async () => {
  await planner.close();
  await api.stop();
  await database.drop();
});

/** On a connection of its own, which is no part of the product. */
async function elsewhere<T>(work: (db: Database) => Promise<T>): Promise<T> {
  const db = connect(database.url, { poolSize: 1, applicationName: 'elsewhere' });
  return work(db).finally(() => db.close());
}

/** What the work reads whole of the tables that grow: each table with the statement that does so. */
async function readWhole(work: () => Promise<unknown>): Promise<string[]> {
  const statements = await sentStatements(api.db, work);
  expect(statements.length).toBeGreaterThan(0);
  const found: string[] = [];
  for (const statement of statements) {
    const tables = await planner.wholeTables(statement);
    for (const table of new Set(tables))
      if (growingTables.some((growing) => growing === table)) found.push(`${table}: ${statement.text}`);
  }
  return found;
}

/** Of each kind one, and one who asks about another's; so few that a patient may have an appointment for each. */
const callers = ['patient', 'other patient', 'secretary', 'doctor'] as const;

/** Each from a network address of its own, so that no rate limit speaks first. */
function newAddress() {
  calls += 1;
  return { address: `2001:db8:${calls.toString(16)}::1` };
}

describe.each(['patient', 'backoffice', 'doctor'] as const)('at the origin of the realm "%s"', (realm) => {
  it.each(Object.entries(authorisationTable[realm]))('%s reads no growing table whole', async (path, row) => {
    const people = await givenPeople(api);
    const { patient, doctor } = people;
    const targets = await Promise.all(
      callers.map(
        async (person, day): Promise<[PersonName, Target]> => [
          person,
          await givenTarget(api, { patient, doctor, day, status: row.status }),
        ],
      ),
    );
    const answers: [PersonName, string][] = [];
    const found = await readWhole(async () => {
      for (const [person, target] of targets) {
        const token = tokenOf(people, person);
        const { reason } = await call(api, realm, path, row.input(target), { token, ...newAddress() });
        answers.push([person, reason ?? 'ok']);
      }
    });
    // As whoever has a session, and about what is there: a refusal would have sent next to nothing.
    expect(answers).toEqual(
      targets.map(([person]) => [person, row.expected(person, !person.startsWith('other'))]),
    );
    expect(found).toEqual([]);
    expect(api.faults).toEqual([]);
  });
});

describe('an account', () => {
  it('is signed up, proven, entered and given a new password without reading a growing table whole', async () => {
    const who = { ...someone(), password, locale: 'es-AR' };
    const staff = await givenUser(api.db, { role: 'secretary', passwordHash: await hashPassword(password) });
    const answers: Answer[] = [];
    const changePassword = async (realm: Realm, user: { id: string; email: string }) => {
      const { id, email } = user;
      await call(api, realm, 'account.requestPasswordReset', { email, locale: 'es-AR' }, newAddress());
      const [link] = await elsewhere(
        ({ sql }) => sql<{ id: string }[]>`select id from account_token where user_id = ${id}`,
      );
      const token = api.tokens.sign('password-reset', link?.id ?? '');
      return call(api, realm, 'account.resetPassword', { token, password }, newAddress());
    };
    const found = await readWhole(async () => {
      const asked = await call(api, 'patient', 'account.requestSignUp', who, newAddress());
      const { name, value } = cookieOf(asked, 'vitalmed_sign_up');
      const proof = { email: who.email, code: api.tokens.signUpCode(value) };
      const headers = { cookie: `${name}=${value}` };
      const confirmed = await call(api, 'patient', 'account.confirmSignUp', proof, {
        headers,
        ...newAddress(),
      });
      const { user } = confirmed.data as { user: { id: string; email: string } };
      const [own, theirs] = [
        { email: who.email, password },
        { email: staff.email, password },
      ];
      answers.push(confirmed, await call(api, 'patient', 'account.signIn', own, newAddress()));
      answers.push(await call(api, 'backoffice', 'account.signIn', theirs, newAddress()));
      answers.push(await changePassword('patient', user), await changePassword('backoffice', staff));
    });
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
    expect(found).toEqual([]);
  });
});

describe('what runs by itself', () => {
  it('reads no growing table whole', async () => {
    const { db } = api;
    const ports = {
      db,
      tokens: api.tokens,
      origins: { patient: 'http://p.test', backoffice: 'http://b.test', doctor: 'http://d.test' },
      render: async () => ({ subject: '', html: '', text: '', attachments: [] }),
      mailer: { send: async () => ({ ok: true as const, providerId: 'sent' }) },
      messageWaiting: () => undefined,
    };
    const waiting = await db.sql<{ id: string }[]>`
      (select distinct on (kind) id from notification where status = 'pending' order by kind, id)`;
    const later = new Date(testNow.getTime() + 36 * 3_600_000);
    const found = await readWhole(async () => {
      for (const { id } of waiting)
        await deliver(ports, { notificationId: id, now: testNow, lastAttempt: false });
      await relay(db, { deskWaitSeconds: 0 });
      await reclaim(db);
      await removeExpiredSignUps(db, later);
      await removeExpiredLinks(db, later);
      await api.sessions.removeExpired();
      await createRateLimits(db.sql).removeExpired();
    });
    expect(found).toEqual([]);
  });
});

it('no function, trigger or foreign key of all that read a growing table whole either', async () => {
  await api.db.close();
  const tables = Object.fromEntries(growingTables.map((table) => [table, before[table]]));
  await elsewhere((db) =>
    vi.waitFor(async () => {
      const others = await db.sql`
        select from pg_stat_activity where datname = current_database() and application_name = 'vitalmed'`;
      expect(others).toHaveLength(0);
    }),
  );
  expect(await elsewhere(sequentialScans)).toMatchObject(tables);
});
