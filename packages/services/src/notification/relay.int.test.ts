import { randomUUID } from 'node:crypto';
import { createTestDatabase, givenAppointment, givenSchedule, type TestDatabase } from '@vitalmed/db/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { databaseAway, reclaim } from './reclaim.ts';
import { deliverTask, relay as relayAfter } from './relay.ts';
import { tidyQueue } from './tidy-queue.ts';

let database: TestDatabase;
beforeEach(async () => {
  database = await createTestDatabase();
});
afterEach(() => database.drop());

const relay = (db: TestDatabase['db']) => relayAfter(db, { deskWaitSeconds: 30 });

async function givenWaiting(count: number): Promise<string[]> {
  const ids = Array.from({ length: count }, () => randomUUID());
  await database.db.sql`
    insert into notification (id, kind, recipient)
    select id, 'already-registered', 'martina@example.com' from unnest(${ids}::uuid[]) as waiting(id)`;
  return ids;
}

type Job = { key: string; attempts: number; task: string };
const jobs = () => database.db.sql<Job[]>`
  select key, attempts, task_identifier as task from graphile_worker.jobs order by key`;
const keysOf = (ids: string[]) => ids.map((id) => `notification:${id}`).sort();
const stateOf = async (id: string) =>
  (
    await database.db.sql`
    select status, dispatched_at is not null as dispatched from notification where id = ${id}`
  )[0];

/** As a worker would that took the job, making that attempt of it, and was killed so many seconds ago. */
async function workerDied(seconds: number, attempts = 1) {
  await database.db.sql`
    update graphile_worker._private_jobs set locked_by = 'dead-worker', attempts = ${attempts},
      locked_at = now() - make_interval(secs => ${seconds})`;
}

describe('the relay', () => {
  it('hands over every waiting notification, also more than fit one batch', async () => {
    const ids = await givenWaiting(230);
    expect(await relay(database.db)).toBe(230);
    expect((await jobs()).map(({ key }) => key)).toEqual(keysOf(ids));
    expect((await jobs()).every(({ task }) => task === deliverTask)).toBe(true);
    expect(await relay(database.db)).toBe(0);
  });

  it('makes one job of each when several processes relay at once', async () => {
    const ids = await givenWaiting(150);
    const counts = await Promise.all(Array.from({ length: 4 }, () => relay(database.db)));
    expect(counts.reduce((sum, count) => sum + count)).toBe(150);
    expect((await jobs()).map(({ key }) => key)).toEqual(keysOf(ids));
  });

  it('leaves notifications waiting when the job cannot be written', async () => {
    const [id = ''] = await givenWaiting(1);
    await database.db
      .sql`alter table graphile_worker._private_jobs add constraint broken check (false) not valid`;
    await expect(relay(database.db)).rejects.toThrow('broken');
    expect(await stateOf(id)).toEqual({ status: 'pending', dispatched: false });
    await database.db.sql`alter table graphile_worker._private_jobs drop constraint broken`;
    expect(await relay(database.db)).toBe(1);
  });
});

describe('one patient’s line', () => {
  async function givenAboutTurno(
    appointment: { id: string; patientId: string },
    { id = randomUUID() as string, byDesk = false, secondsAgo = 0 } = {},
  ): Promise<string> {
    await database.db.sql`
      insert into notification (id, kind, recipient, appointment_id, patient_id, revision, by_desk, created_at)
      values (${id}, 'appointment-booked', 'martina@example.com', ${appointment.id}, ${appointment.patientId}, 0,
        ${byDesk}, now() - make_interval(secs => ${secondsAgo}))`;
    return id;
  }
  const ended = (id: string) => database.db.sql`update notification set status = 'skipped' where id = ${id}`;
  const handedOver = async () => (await jobs()).map(({ key }) => key);
  const inOrder = (count: number) => Array.from({ length: count }, () => randomUUID()).sort();

  it('goes on when the message before has ended, while others’ pass', async () => {
    const [first, second, third] = inOrder(3);
    const { patientId, ...turno } = await givenAppointment(database.db);
    const { slots } = await givenSchedule(database.db);
    const otherTurno = await givenAppointment(database.db, { slot: slots[5], patientId });
    await givenAboutTurno({ ...turno, patientId }, { id: first });
    await givenAboutTurno(otherTurno, { id: second });
    await givenAboutTurno(await givenAppointment(database.db), { id: third });
    await Promise.all([relay(database.db), relay(database.db)]);
    expect(await handedOver()).toEqual(keysOf([first ?? '', third ?? '']));
    expect(await relay(database.db)).toBe(0);
    await ended(first ?? '');
    expect(await relay(database.db)).toBe(1);
    expect(await handedOver()).toContain(`notification:${second}`);
  });

  it('waits with what the desk did until it can’t be undone any more, and not with what patients do', async () => {
    const appointments = await Promise.all([1, 2, 3].map(() => givenAppointment(database.db)));
    const [fresh, old, own] = appointments.map(({ id, patientId }) => ({ id, patientId }));
    await givenAboutTurno(fresh ?? { id: '', patientId: '' }, { byDesk: true, secondsAgo: 29 });
    const ids = [
      await givenAboutTurno(old ?? { id: '', patientId: '' }, { byDesk: true, secondsAgo: 31 }),
      await givenAboutTurno(own ?? { id: '', patientId: '' }),
    ];
    expect(await relay(database.db)).toBe(2);
    expect(await handedOver()).toEqual(keysOf(ids));
  });

  it('isn’t held up by what backs off and is overtaken: that is tried at once', async () => {
    const [first = '', second = '', other = ''] = inOrder(3);
    const turno = await givenAppointment(database.db);
    await givenAboutTurno(turno, { id: first });
    await givenAboutTurno(await givenAppointment(database.db), { id: other });
    await relay(database.db);
    await database.db
      .sql`update graphile_worker._private_jobs set attempts = 8, run_at = now() + interval '1 hour'`;
    await givenAboutTurno(turno, { id: second });
    await reclaim(database.db);
    const due = await database.db.sql`select key, attempts from graphile_worker.jobs where run_at <= now()`;
    expect(due).toEqual([{ key: `notification:${first}`, attempts: 8 }]);
  });
});

describe('reclaiming', () => {
  const locks = () => database.db.sql`select locked_by from graphile_worker.jobs`;

  it('frees the job of a worker that died, and only of one that must have', async () => {
    await givenWaiting(1);
    await relay(database.db);
    await workerDied(25);
    await reclaim(database.db);
    expect(await locks()).toEqual([{ locked_by: 'dead-worker' }]);
    await workerDied(40);
    await reclaim(database.db);
    expect(await locks()).toEqual([{ locked_by: null }]);
  });

  it('leaves the other jobs of the same worker alone', async () => {
    const [old = '', fresh = ''] = await givenWaiting(2);
    await relay(database.db);
    await workerDied(40);
    await database.db
      .sql`update graphile_worker._private_jobs set locked_at = now() where key = ${`notification:${fresh}`}`;
    await reclaim(database.db);
    const free = await database.db.sql`select key from graphile_worker.jobs where locked_by is null`;
    expect(free).toEqual([{ key: `notification:${old}` }]);
  });

  it('tries at once what the database broke off, however late its turn, and doesn’t count that attempt', async () => {
    const [brokenOff = '', refused = ''] = await givenWaiting(2);
    await relay(database.db);
    const failed = (id: string, why: string) => database.db.sql`
      update graphile_worker._private_jobs set attempts = 8, last_error = ${why}, run_at = now() + interval '1 hour'
      where key = ${`notification:${id}`}`;
    await failed(brokenOff, databaseAway);
    await failed(refused, 'internal_server_error 500');
    await reclaim(database.db);
    const due = await database.db.sql`select key, attempts from graphile_worker.jobs where run_at <= now()`;
    expect(due).toEqual([{ key: `notification:${brokenOff}`, attempts: 7 }]);
  });

  it('hands over again what lost its job, and not what only waits for its next attempt', async () => {
    const [lost = '', backingOff = ''] = await givenWaiting(2);
    await relay(database.db);
    await database.db.sql`update notification set dispatched_at = now() - interval '11 minutes'`;
    await database.db.sql`delete from graphile_worker._private_jobs where key = ${`notification:${lost}`}`;
    await reclaim(database.db);
    expect(await stateOf(lost)).toEqual({ status: 'pending', dispatched: false });
    expect(await stateOf(backingOff)).toEqual({ status: 'pending', dispatched: true });
    expect(await relay(database.db)).toBe(1);
  });

  it('ends what a worker was killed over in its last attempt', async () => {
    const [id = ''] = await givenWaiting(1);
    await relay(database.db);
    await workerDied(300, 11);
    await reclaim(database.db);
    expect(await stateOf(id)).toMatchObject({ status: 'failed' });
    expect(await jobs()).toEqual([]);
  });

  it('doesn’t call failed what may have left before its worker was killed', async () => {
    const [id = ''] = await givenWaiting(1);
    await relay(database.db);
    await database.db.sql`update notification set attempts = 11, refused_attempts = 10`;
    await workerDied(300, 11);
    await reclaim(database.db);
    expect(await stateOf(id)).toMatchObject({ status: 'unknown' });
  });
});

/** Pages that PostgreSQL reads to answer, all of them in its memory. */
async function pagesRead(
  query: ReturnType<typeof database.db.sql<Record<string, unknown>[]>>,
): Promise<number> {
  const [row] = await database.db.sql<[{ 'QUERY PLAN': [{ Plan: { 'Shared Hit Blocks': number } }] }]>`
    explain (analyze, buffers, format json) ${query}`;
  return row['QUERY PLAN'][0].Plan['Shared Hit Blocks'];
}

it('finds a message among thousands that wait without reading those, though none waited when they were counted', async () => {
  const { sql } = database.db;
  await sql`alter table notification set (autovacuum_enabled = off)`;
  await givenWaiting(3000);
  await sql`update notification set status = 'sent', sent_at = now()`;
  await sql`vacuum analyze notification`;
  const [id = ''] = await givenWaiting(3000);
  const finding = sql`select 1 from notification where id = ${id} and status = 'pending'`;
  expect(await pagesRead(finding)).toBeLessThan(10);
});

describe('tidying the queue', () => {
  /** Pages that whoever looks for the next job has to read, by the second look: the first leaves marks. */
  async function pagesOnTheWay(): Promise<number> {
    const look = () =>
      pagesRead(database.db.sql`
        select id from graphile_worker._private_jobs where is_available order by priority, run_at limit 1`);
    await look();
    return look();
  }

  it('leaves nothing of ended jobs in the way of those that wait', async () => {
    const { sql } = database.db;
    await sql`alter table graphile_worker._private_jobs set (autovacuum_enabled = off)`;
    await givenWaiting(3000);
    await relay(database.db);
    await sql`delete from graphile_worker._private_jobs`;
    const [next = ''] = await givenWaiting(1);
    await relay(database.db);
    expect(await pagesOnTheWay()).toBeGreaterThan(10);
    await tidyQueue(database.db);
    expect(await pagesOnTheWay()).toBeLessThan(5);
    expect((await jobs()).map(({ key }) => key)).toEqual(keysOf([next]));
  });
});
