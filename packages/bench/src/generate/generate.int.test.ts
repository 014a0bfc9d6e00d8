import type { Sql } from '@vitalmed/db';
import { createTestDatabase, type TestDatabase } from '@vitalmed/db/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { mark } from '../database/own-database.ts';
import { generate } from './index.ts';
import { type Network, networkOf, type Recipe } from './network.ts';

const recipe: Recipe = { scale: 'small', seed: 1, baseDate: '2026-08-04' };
/** The recipe's network with two doctors, so that it is made in a second. */
const tiny = (changes: Partial<Recipe> = {}): Network => ({
  ...networkOf({ ...recipe, ...changes }),
  doctors: 2,
  patients: 1_000,
});

let own: TestDatabase;

beforeEach(async () => {
  own = await createTestDatabase({ statementTimeoutMs: 0 });
});
afterEach(() => own.drop());

async function generated(network: Network): Promise<void> {
  await mark(own.url, network);
  await generate(own.url, network, () => () => undefined);
}

/** Every index, constraint and setting of the product's tables, as the catalog writes them. */
async function rulesOf(sql: Sql): Promise<string[]> {
  const rows = await sql<{ rule: string }[]>`
    select conname || ' ' || pg_get_constraintdef(oid) || ' ' || convalidated as rule from pg_constraint where connamespace = 'public'::regnamespace
    union all select pg_get_indexdef(indexrelid) from pg_index
    where indrelid in (select oid from pg_class where relnamespace = 'public'::regnamespace)
    union all select relname || ' ' || reloptions::text from pg_class
    where relnamespace = 'public'::regnamespace and reloptions is not null`;
  return rows.map(({ rule }) => rule).sort();
}

async function contents(sql: Sql): Promise<Record<string, unknown>> {
  const [row] = await sql<[Record<string, unknown>]>`
    select (select md5(string_agg(a::text, ',' order by id)) from appointment a) as appointments,
      (select md5(string_agg(s::text, ',' order by id)) from slot s) as slots,
      (select md5(string_agg((p.id, document_number, search_name)::text, ',' order by id)) from patient p) as patients,
      (select md5(string_agg((id, type, at, data)::text, ',' order by id)) from event) as history`;
  return row;
}

describe('a generated network', () => {
  it('stands under every rule of the product again, foreign keys checked', async () => {
    const before = await rulesOf(own.db.sql);
    await generated(tiny());
    expect(await rulesOf(own.db.sql)).toEqual(before);
  });

  it('has a past that is over, a future that is partly booked, and free slots ahead', async () => {
    await generated(tiny());
    const rows = await own.db.sql<{ status: string; past: number; future: number }[]>`
      select status, count(*) filter (where local_date < ${recipe.baseDate}) as past, count(*) filter (where local_date > ${recipe.baseDate}) as future
      from appointment group by status`;
    const by = new Map(rows.map(({ status, past, future }) => [status, { past, future }]));
    expect(by.get('completed')?.past).toBeGreaterThan(7_000);
    expect(by.get('completed')?.future).toBe(0);
    expect(by.get('booked')?.past).toBe(0);
    expect(by.get('booked')?.future).toBeGreaterThan(500);
    const [ahead] = await own.db.sql`
      select count(*) as free from slot where status = 'free' and local_date > ${recipe.baseDate}`;
    expect(ahead?.free).toBeGreaterThan(800);
  });

  it('tells of each appointment in its history, and of nothing else', async () => {
    await generated(tiny());
    const [untold] = await own.db.sql`
      select count(*) as count from appointment a
      where (select count(*) from event where appointment_id = a.id and type = 'appointment.booked') <> 1
        or (a.status in ('completed', 'cancelled', 'no_show')) <> exists (select from event where appointment_id = a.id and type <> 'appointment.booked')`;
    expect(untold?.count).toBe(0);
  });

  it('is the same again for the same seed, and another for another', async () => {
    await generated(tiny());
    const first = await contents(own.db.sql);
    for (const [seed, same] of [
      [1, true],
      [2, false],
    ] as const) {
      const other = await createTestDatabase({ statementTimeoutMs: 0 });
      await mark(other.url, { ...recipe, seed });
      await generate(other.url, tiny({ seed }), () => () => undefined);
      const again = await contents(other.db.sql);
      await other.drop();
      expect(JSON.stringify(again) === JSON.stringify(first)).toBe(same);
    }
  });
});
