import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createTestDatabase, type TestDatabase } from '@vitalmed/db/testing';
import { localMailbox, type Mailer, readMailbox, resendMailer } from '@vitalmed/emails';
import pino from 'pino';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { startWorker, type Worker } from './worker.ts';

let database: TestDatabase;
let folder: string;
const running: Worker[] = [];
const servers: Server[] = [];

beforeEach(async () => {
  database = await createTestDatabase();
  folder = await mkdtemp(join(tmpdir(), 'worker-'));
});
afterEach(async () => {
  await Promise.all(running.splice(0).map((worker) => worker.stop()));
  for (const server of servers.splice(0)) server.close();
  await database.drop();
  await rm(folder, { recursive: true, force: true });
});

const origin = 'http://localhost:3000';

async function worker(mailer: Mailer = localMailbox({ folder })): Promise<Worker> {
  const started = await startWorker({
    url: database.url,
    db: database.db,
    mailer,
    origins: { patient: origin, backoffice: origin, doctor: origin },
    secret: 'only-for-this-test-and-32-bytes-long',
    log: pino({ level: 'silent' }),
    tidyAfterJobs: 20,
    deskWaitSeconds: 0,
    organizer: { name: 'Clínica', email: 'turnos@clinic.example' },
  });
  running.push(started);
  return started;
}

async function givenMessages(count: number): Promise<string[]> {
  const ids = Array.from({ length: count }, () => randomUUID()).sort();
  await database.db.sql`
    insert into notification (id, kind, recipient)
    select id, 'already-registered', 'martina@example.com' from unnest(${ids}::uuid[]) owed(id)`;
  return ids;
}

type State = { id: string; status: string; attempts: number };
const states = () => database.db.sql<State[]>`select id, status, attempts from notification order by id`;
const until = (check: () => Promise<void>) => vi.waitFor(check, { timeout: 25_000, interval: 50 });

async function allSent(ids: string[]) {
  await until(async () => {
    const sent = (await states()).filter(({ status }) => status === 'sent');
    expect(sent.map(({ id }) => id)).toEqual(ids);
  });
}

const arrived = async () => (await readMailbox(folder)).map(({ id }) => id).sort();

/** A provider over HTTP that answers with these statuses in turn, the last one for ever, and keeps keys. */
async function provider(statuses: number[]) {
  const keys: string[] = [];
  const attempts: number[] = [];
  const server = createServer((request, response) => {
    request.resume().on('end', () => {
      const status = statuses[Math.min(attempts.length, statuses.length - 1)] ?? 200;
      attempts.push(status);
      const key = String(request.headers['idempotency-key']);
      if (status === 200 && !keys.includes(key)) keys.push(key);
      const body =
        status === 200
          ? { id: `re_${key}` }
          : { statusCode: status, name: 'application_error', message: 'no' };
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    });
  });
  servers.push(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    keys,
    attempts,
    mailer: resendMailer({ apiKey: 're_test', from: 'Turnos <t@example.com>', baseUrl }),
  };
}

describe('the worker', () => {
  it('sends what waited before it started, and what comes later', async () => {
    const before = await givenMessages(3);
    const started = await worker();
    await allSent(before);
    const later = await givenMessages(2);
    started.kick();
    await allSent([...before, ...later].sort());
    expect(await arrived()).toEqual([...before, ...later].sort());
  });

  it('sends each message once however many workers there are', async () => {
    const counted = new Map<string, number>();
    const mailbox = localMailbox({ folder });
    const mailer: Mailer = {
      async send(mail) {
        counted.set(mail.idempotencyKey, (counted.get(mail.idempotencyKey) ?? 0) + 1);
        return mailbox.send(mail);
      },
    };
    await Promise.all([worker(mailer), worker(mailer), worker(mailer)]);
    const ids = await givenMessages(40);
    for (const started of running) started.kick();
    await allSent(ids);
    expect([...counted.values()].every((times) => times === 1)).toBe(true);
    expect(await arrived()).toEqual(ids);
  });

  it('tidies the queue once enough jobs have ended', async () => {
    const ids = await givenMessages(25);
    await worker();
    await allSent(ids);
    await until(async () => {
      const [queue] = await database.db.sql`
        select vacuum_count as tidied from pg_stat_user_tables
        where schemaname = 'graphile_worker' and relname = '_private_jobs'`;
      expect(queue?.tidied).toBeGreaterThan(0);
    });
  });

  it.each([
    ['fails', [500, 200]],
    ['is full', [429, 200]],
  ])('tries again when the provider %s', async (_, statuses) => {
    const ids = await givenMessages(1);
    const { mailer, keys } = await provider(statuses);
    await worker(mailer);
    await allSent(ids);
    expect(keys).toEqual(ids);
    expect((await states())[0]?.attempts).toBe(2);
  });

  it('gives up a message that the provider refuses for good, with one attempt', async () => {
    await givenMessages(1);
    const { mailer, attempts } = await provider([422]);
    await worker(mailer);
    await until(async () => expect((await states())[0]?.status).toBe('failed'));
    expect(attempts).toEqual([422]);
  });

  it('goes on when its connections are cut', async () => {
    const first = await givenMessages(1);
    const started = await worker();
    await allSent(first);
    await database.db.sql`
      select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid()`;
    // The test's own pool learns of its cut connections only by using them.
    const second = await vi.waitFor(() => givenMessages(1));
    started.kick();
    await allSent([...first, ...second].sort());
  });

  it('goes on when its connection is cut in the moment in which a job is done', async () => {
    const { sql } = database.db;
    const ids = await givenMessages(1);
    const sent: string[] = [];
    const locker = await sql.reserve();
    await worker({
      async send({ idempotencyKey }) {
        sent.push(idempotencyKey);
        // Until this is over, the queue can't delete the job: it waits where it is cut.
        if (sent.length === 1)
          await locker`begin`.then(() => locker`select 1 from graphile_worker._private_jobs for update`);
        return { ok: true, providerId: 'kept' };
      },
    });
    await until(async () => {
      const cut = await sql`
        select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and wait_event_type = 'Lock' and query ~ 'private_jobs'`;
      expect(cut).toHaveLength(1);
    });
    await locker`rollback`;
    locker.release();
    const later = await givenMessages(1);
    await allSent([...ids, ...later].sort());
    expect(sent).toEqual([...ids, ...later]);
  });
});

describe('a worker that is killed', () => {
  it.each(['before-sending', 'after-sending'])(
    '%s leaves one mail to arrive, once',
    async (where) => {
      const ids = await givenMessages(1);
      const script = fileURLToPath(new URL('../testing/dying-worker.ts', import.meta.url));
      const child = spawn(process.execPath, ['--import', 'tsx', script, database.url, folder, where], {
        stdio: 'ignore',
      });
      const [, signal] = await once(child, 'exit');
      expect(signal).toBe('SIGKILL');
      expect(await arrived()).toEqual(where === 'after-sending' ? ids : []);
      expect((await states())[0]?.status).toBe('pending');

      // The dead worker's lock, as old as it has to be.
      await database.db
        .sql`update graphile_worker._private_jobs set locked_at = locked_at - interval '5 minutes'`;
      await worker();
      await allSent(ids);
      expect(await arrived()).toEqual(ids);
    },
    90_000,
  );
});
