import { afterEach, describe, expect, it } from 'vitest';
import { type ConnectOptions, connect, type Database } from '../client.ts';
import { unavailable } from '../refusal.ts';
import {
  type Act,
  createTestDatabase,
  givenDoctor,
  say,
  startFalsePostgres,
  startTcpProxy,
} from '../testing/index.ts';

const ends: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

/** Bounds far below the tests' own, so that a wait for ever is told from a slow machine. */
const quick = { connectWithinMs: 300, statementTimeoutMs: 300, poolSize: 2 } satisfies ConnectOptions;
const settleWithinMs = 10_000;

function open(url: string, options: ConnectOptions = quick): Database {
  const db = connect(url, options);
  ends.push(db.close);
  return db;
}

async function falseServer(...script: Act[][]) {
  const server = await startFalsePostgres(script);
  ends.push(server.close);
  return server;
}

/** How many of several questions asked at once came back, as what. None may be left waiting. */
async function outcomes(db: Database, questions = 7): Promise<unknown[]> {
  const asked = Array.from({ length: questions }, () => db.sql`select 1 as n`.then(String, unavailable));
  const late = new Promise<string[]>((resolve) => setTimeout(resolve, settleWithinMs, ['left waiting']));
  return [...new Set(await Promise.race([Promise.all(asked), late]))];
}

const upToReady = [
  [say.signedIn, say.ready],
  [say.done, say.ready],
] satisfies Act[][];

// An error that nobody hears fails the run: vitest reports it as it would end a server's process.
describe('a server that fails', () => {
  it.each<[stage: string, known: string, script: Act[][]]>([
    ['hangs up at once', 'nothing-done', [['hang up']]],
    ['is cut off at once', 'nothing-done', [['cut']]],
    ['never says a word', 'nothing-done', []],
    ['has no place left', 'nothing-done', [[say.error('53300'), 'hang up']]],
    ['is starting up', 'nothing-done', [[say.error('57P03'), 'hang up']]],
    ['is cut off as it asks for the password', 'nothing-done', [[say.wantsScram, 'cut']]],
    ['is cut off once signed in', 'nothing-done', [[say.signedIn, 'cut']]],
    ['fails once signed in', 'nothing-done', [[say.signedIn, say.error('57P03'), 'hang up']]],
    ['is cut off as the session begins', 'nothing-done', [[say.signedIn, say.ready], ['cut']]],
    ['says no more as the session begins', 'nothing-done', [[say.signedIn, say.ready]]],
    ['fails at the first question', 'unknown', [...upToReady, [say.error('57P01'), 'hang up']]],
    ['loses the one behind it', 'unknown', [...upToReady, [say.error('08P01'), 'hang up']]],
    ['is cut off at the first question', 'unknown', [...upToReady, ['cut']]],
    ['hangs up at the first question', 'unknown', [...upToReady, ['hang up']]],
    ['is cut off in the middle of a row', 'unknown', [...upToReady, [say.halfARow, 'cut']]],
    ['never answers', 'unknown', [...upToReady]],
  ])('and %s leaves nobody waiting', async (_stage, known, script) => {
    const { url } = await falseServer(...script);
    const told = await outcomes(open(url));
    expect(told).toContain(known);
    // Of several asked at once some may not have been sent yet: those did nothing, whatever became of the others.
    expect(told.filter((one) => one !== 'nothing-done' && one !== known)).toEqual([]);
  });

  it('between two questions is asked no more', async () => {
    const failing = await falseServer(...upToReady, [say.error('57P01'), 'hang up']);
    const db = open(failing.url);
    await outcomes(db, 1);
    const before = failing.connections();
    await outcomes(db, 1);
    expect(failing.connections()).toBeGreaterThan(before);
  });

  it('isn’t stormed with connections by those who ask meanwhile', async () => {
    const { url, connections } = await falseServer(['hang up']);
    expect(await outcomes(open(url, { ...quick, poolSize: 10 }), 500)).toEqual(['nothing-done']);
    expect(connections()).toBeLessThan(50);
  });
});

describe('a session', () => {
  async function proxied() {
    const test = await createTestDatabase();
    ends.push(test.drop);
    const proxy = await startTcpProxy(test.url);
    ends.push(proxy.close);
    const db = open(proxy.through(test.url), { poolSize: 1 });
    return { proxy, db, test };
  }

  it('begins without asking for types, and reads and writes arrays all the same', async () => {
    const { proxy, db, test } = await proxied();
    const { sql } = db;
    const instant = new Date('2030-06-03T12:00:00.123Z');
    const uuid = '0190c8f2-0000-7000-8000-000000000000';
    const words = ['one', 'two, three', 'a "quoted" \\ one', '', '{}'];
    const [row] = await sql`
      select ${[1, 2]}::int[] as ints, ${[3]}::bigint[] as bigints, ${words}::text[] as words, ${[uuid]}::uuid[] as uuids,
        ${['2030-06-03']}::date[] as days, ${sql.array([instant])} as instants, ${sql.array(words)} as array,
        ${sql.array([true, false])} as flags, ${[1, null]}::int[] as holes, '{}'::int[] as none,
        '{{1,2},{3,4}}'::int[] as nested, ${['booked', 'arrived']}::appointment_status[]::text[] as states,
        ${[]}::appointment_status[]::text[] as stateless, 'free'::slot_status = any(${['free']}::slot_status[]) as is_free`;
    expect(row).toEqual({
      ints: [1, 2],
      bigints: [3],
      words,
      uuids: [uuid],
      days: ['2030-06-03'],
      instants: [instant],
      array: words,
      flags: [true, false],
      holes: [1, null],
      none: [],
      nested: [
        [1, 2],
        [3, 4],
      ],
      states: ['booked', 'arrived'],
      stateless: [],
      is_free: true,
    });
    await givenDoctor(db);
    await test.db
      .sql`select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid() and datname = current_database()`;
    await expect
      .poll(() => sql`select ${[5]}::int[] as ids`.then(([again]) => again, String))
      .toEqual({ ids: [5] });
    expect(proxy.sent()).not.toMatch(/pg_type|typarray/);
  });

  it('has its settings without sending them at the door, where poolers refuse them', async () => {
    const { proxy, db } = await proxied();
    const [row] =
      await db.sql`select current_setting('plan_cache_mode') as plan, current_setting('statement_timeout') as limit`;
    expect(row).toEqual({ plan: 'force_generic_plan', limit: '15s' });
    const [greeting] = proxy.sent().split('SCRAM');
    expect(greeting).toContain('application_name');
    expect(greeting).not.toMatch(/plan_cache_mode|synchronous_commit|statement_timeout/);
  });

  it('that is lost in a transaction takes nothing of it to the next one', async () => {
    const { proxy, db, test } = await proxied();
    await db.sql`create table kept (n int)`;
    const written = db.sql.begin(async (sql) => {
      await sql`insert into kept values (1)`;
      proxy.cut();
      // Goes on as careless code would: neither may reach another session, outside of any transaction.
      await sql`insert into kept values (2)`.catch(() => undefined);
      await sql`insert into kept values (3)`.catch(() => undefined);
    });
    await expect(written).rejects.toMatchObject({ name: 'DatabaseLost' });
    expect(await db.sql`select n from kept`).toEqual([]);
    expect(await test.db.sql`select n from kept`).toEqual([]);
  });
});
