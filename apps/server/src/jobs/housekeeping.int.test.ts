import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTestDatabase, type TestDatabase } from '@vitalmed/db/testing';
import { localMailbox } from '@vitalmed/emails';
import pino from 'pino';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { startWorker, type Worker } from './worker.ts';

let database: TestDatabase;
let folder: string;
let worker: Worker;

beforeEach(async () => {
  database = await createTestDatabase();
  folder = await mkdtemp(join(tmpdir(), 'housekeeping-'));
  worker = await startWorker({
    url: database.url,
    db: database.db,
    mailer: localMailbox({ folder }),
    origins: { patient: 'http://p.test', backoffice: 'http://b.test', doctor: 'http://d.test' },
    secret: 'only-for-this-test-and-32-bytes-long',
    log: pino({ level: 'silent' }),
    deskWaitSeconds: 0,
    organizer: { name: 'Clínica', email: 'turnos@clinic.example' },
  });
});
afterEach(async () => {
  await worker.stop();
  await database.drop();
  await rm(folder, { recursive: true, force: true });
});

/** So many of everything that has an end, over for two days; more than is removed at once. */
const ended = 450;

async function givenEnded(): Promise<void> {
  await database.db.sql`
    with person as (
      insert into "user" (role, email, password_hash, first_name, last_name)
      values ('patient', 'lucia@example.com', 'x', 'Lucía', 'Gómez') returning id
    ), n as (select n from generate_series(1, ${ended}) n
    ), sessions as (
      insert into session (id, user_id, realm, expires_at, ends_at)
      select 'session ' || n, person.id, 'patient', now() - interval '2 days', now() + interval '1 day' from n, person
    ), links as (
      insert into account_token (purpose, realm, user_id, expires_at)
      select 'password-reset', 'patient', person.id, now() - interval '2 days' from n, person returning id
    ), sign_ups as (
      insert into sign_up (email, password_hash, details, locale, expires_at)
      select n || '@example.com', 'x', '{}', 'es-AR', now() - interval '2 days' from n returning id
    ), limits as (
      insert into rate_limit (key, points, expire) select 'limit ' || n, 1, 1 from n
    ), mails as (
      insert into notification (kind, recipient, status, sent_at, account_token_id)
      select 'password-reset', 'lucia@example.com', 'sent', now(), id from links
    )
    insert into notification (kind, recipient, status, sent_at, sign_up_id)
    select 'sign-up-code', 'lucia@example.com', 'sent', now(), id from sign_ups`;
}

async function left(): Promise<Record<string, number>> {
  const [counts] = await database.db.sql<Record<string, number>[]>`
    select (select count(*) from session) as sessions, (select count(*) from account_token) as links,
      (select count(*) from rate_limit) as limits, (select count(*) from notification) as mails,
      (select count(*) from graphile_worker.jobs) as jobs`;
  return counts ?? {};
}

const askForIt = () => database.db.sql`select graphile_worker.add_job('housekeeping', max_attempts => 3)`;

it('removes everything that ended over a day ago, batch after batch', async () => {
  await givenEnded();
  await askForIt();
  await vi.waitFor(
    async () => expect(await left()).toEqual({ sessions: 0, links: 0, limits: 0, mails: 0, jobs: 0 }),
    { timeout: 20_000 },
  );
  expect(await database.db.sql`select from sign_up`).toHaveLength(0);
});

it('goes on with the other steps when one fails, and leaves no job behind', async () => {
  await givenEnded();
  // A run of an earlier version, whose attempts are used up, and a step that can't succeed.
  await database.db.sql`
    select graphile_worker.add_job('housekeeping', max_attempts => 3, run_at => now() + interval '1 day')`;
  await database.db.sql`update graphile_worker._private_jobs set attempts = 3`;
  await database.db.sql`alter table sign_up rename to sign_up_away`;
  await askForIt();
  await vi.waitFor(
    async () => expect(await left()).toEqual({ sessions: 0, links: 0, limits: 0, mails: ended, jobs: 0 }),
    { timeout: 20_000 },
  );
});
