import { sql as fragment } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { connect } from './client.ts';
import * as schema from './schema/index.ts';
import { createTestDatabase, givenAppointment, type TestDatabase } from './testing/index.ts';

let test: TestDatabase;

beforeAll(async () => {
  test = await createTestDatabase();
});

afterAll(() => test.drop());

const instant = new Date('2030-06-03T12:00:00.123Z');

describe('raw queries', () => {
  it('read an instant as a Date, a day as text, an int8 as a number and JSON as its value', async () => {
    const rows = await test.db.sql`
      select '2030-06-03 09:00:00.123-03'::timestamptz as at, '2030-06-03'::date as day, count(*) as n,
        '{"a": [1]}'::jsonb as data`;
    expect(rows).toEqual([{ at: instant, day: '2030-06-03', n: 1, data: { a: [1] } }]);
  });

  it('read and write arrays of all of them', async () => {
    const [row] = await test.db.sql`
      select ${test.db.sql.array([instant])} as instants, ${['2030-06-03']}::date[] as days, ${[1, 2]}::bigint[] as ids`;
    expect(row).toEqual({ instants: [instant], days: ['2030-06-03'], ids: [1, 2] });
  });

  it('write a Date, a day and JSON so that they come back the same', async () => {
    const { sql } = test.db;
    const [row] = await sql`
      select ${instant}::timestamptz as at, ${'2030-06-03'}::date as day, ${sql.json({ a: ['ñ', null] })}::jsonb as data`;
    expect(row).toEqual({ at: instant, day: '2030-06-03', data: { a: ['ñ', null] } });
  });
});

describe('drizzle', () => {
  it('reads and writes the same types over the same pool', async () => {
    const { orm, sql } = test.db;
    const appointment = await givenAppointment(test.db, { bookedAt: instant });
    expect(appointment).toMatchObject({ bookedAt: instant, localDate: '2030-06-03' });
    expect(appointment.slotId).toBeTypeOf('number');

    const data = { note: 'día', list: [1, 'dos'] };
    await orm.insert(schema.event).values({ type: 'test.made', actorKind: 'system', at: instant, data });
    const [written] = await orm.select().from(schema.event);
    expect(written).toMatchObject({ at: instant, data });
    expect(await sql`select at, data, jsonb_typeof(data) as type from event`).toEqual([
      { at: instant, data, type: 'object' },
    ]);
  });

  it('compares with dates that are parameters', async () => {
    const rows = await test.db.orm
      .select({ one: fragment<number>`1` })
      .from(schema.appointment)
      .where(
        fragment`${schema.appointment.localDate} = ${'2030-06-03'} and ${schema.appointment.bookedAt} = ${instant}`,
      );
    expect(rows).toEqual([{ one: 1 }]);
  });
});

describe('a connection', () => {
  it('runs in UTC, under the name it was given, with time limits', async () => {
    const db = connect(test.url, { applicationName: 'test of the client', statementTimeoutMs: 1_500 });
    const [row] = await db.sql`
      select current_setting('TimeZone') as zone, current_setting('application_name') as name,
        current_setting('statement_timeout') as statement, current_setting('idle_in_transaction_session_timeout') as idle`;
    expect(row).toEqual({ zone: 'UTC', name: 'test of the client', statement: '1500ms', idle: '30s' });
    await db.close();
  });

  it('gives up a statement that takes longer than its limit', async () => {
    const db = connect(test.url, { statementTimeoutMs: 50 });
    await expect(db.sql`select pg_sleep(10)`).rejects.toMatchObject({ code: '57014' });
    await db.close();
  });

  it('comes back after the server ended it', async () => {
    const onConnectionLost = vi.fn();
    const db = connect(test.url, { poolSize: 1, onConnectionLost });
    const [before] = await db.sql`select pg_backend_pid() as pid`;
    await test.db.sql`select pg_terminate_backend(${before?.pid}::int)`;
    // A query sent before the pool hears of the end is lost with the connection: `retryPassing` is for that.
    await vi.waitFor(() => expect(onConnectionLost).toHaveBeenCalledOnce());
    const [after] = await db.sql`select pg_backend_pid() as pid`;
    expect(after?.pid).not.toBe(before?.pid);
    await db.close();
  });
});

describe('a statement that is asked again and again', () => {
  /** How often it was planned for its parameters, and how often it wasn't. */
  async function planned(options: { largeStatements?: boolean }) {
    const { sql, close } = connect(test.url, { ...options, poolSize: 1 });
    for (const id of [1, 2, 3]) await sql`select status from slot where id = ${id}`;
    const rows = await sql`
      select custom_plans as each, generic_plans as once from pg_prepared_statements where statement like 'select status%'`;
    await close();
    return rows;
  }

  it('is planned once a connection', async () => {
    expect(await planned({})).toEqual([{ each: 0, once: 3 }]);
  });

  it('is planned as the server likes where it is a large one', async () => {
    expect(await planned({ largeStatements: true })).toEqual([{ each: 3, once: 0 }]);
  });
});
