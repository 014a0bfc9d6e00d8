import { createTestDatabase, type TestDatabase } from '@vitalmed/db/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { mark } from '../database/own-database.ts';
import { generate } from '../generate/index.ts';
import { networkOf, today } from '../generate/network.ts';
import { captured } from './capture.ts';
import { allNodes, costOf, explain } from './explain.ts';
import { type HotQuery, hotQueries } from './hot-queries.ts';

/** A plan that reads more than this for each row that it answers with looks for what an index should know. */
const mostReadForEachRow = 4;
/** Read besides: the rows of keys and limits that a short answer can't make up for. */
const readAnyway = 20;

let own: TestDatabase;
let queries: Map<string, HotQuery>;

/** Searches whose index holds all that they read of slots: what was booked or withdrawn meanwhile costs them nothing. */
const ofIndexesAlone = [
  'first 50 of a specialty',
  'a doctor’s first 50',
  'a specialty’s 14 days with counts',
  'a doctor’s month with counts',
  'a day of a specialty',
  'the whole clinic’s 28 days with counts',
  'a site’s 28 days with counts',
];

const names = [
  'a slot by its key',
  ...ofIndexesAlone,
  'the whole clinic’s soonest',
  'day agenda of 5 doctors',
  'a patient by DNI',
  'a patient by half a surname',
  'a patient by half a name',
  'a patient by how a surname sounds',
  'a patient by how a name sounds',
  'a patient by phone',
  'my appointments',
  'move an appointment',
  'book a slot',
  'why a booking failed',
  'alternatives to a slot',
  'an appointment by its idempotency key',
  'an appointment by its key',
  'what changed for live views',
  'a doctor’s own day',
  'free slots left in a doctor’s day',
  'a doctor’s week as a table',
  'what an opening may clash with',
];

beforeAll(async () => {
  own = await createTestDatabase({ poolSize: 2, statementTimeoutMs: 0 });
  const recipe = { scale: 'small', seed: 1, baseDate: today(new Date()) } as const;
  await mark(own.url, recipe);
  await generate(own.url, networkOf(recipe), () => () => undefined);
  queries = new Map((await hotQueries(own.db, networkOf(recipe))).map((query) => [query.name, query]));
});
afterAll(() => own.drop());

/** Each statement of the query with its plan. */
async function plansOf(name: string) {
  const query = queries.get(name);
  if (!query) throw new Error(`There is no hot query "${name}"`);
  const statements = await captured(own.db, (db) => query.run(db));
  expect(statements.length).toBeGreaterThan(0);
  return Promise.all(
    statements.map(async (statement) => ({
      text: statement.text,
      tables: query.tables,
      explained: await explain(own.db.sql, statement),
    })),
  );
}

it('knows every hot query by name', () => {
  expect([...queries.keys()].sort()).toEqual([...names].sort());
});

it.each(names)('%s reads by index, and little more than it answers with', async (name) => {
  for (const { text, explained, tables } of await plansOf(name)) {
    const { wholeTables, read, returned } = costOf(explained, tables);
    expect(wholeTables, text).toEqual([]);
    expect(read, text).toBeLessThanOrEqual(mostReadForEachRow * returned + readAnyway);
  }
});

it.each(ofIndexesAlone)('%s finds its slots in an index, without the table', async (name) => {
  const scans = (await plansOf(name))
    .flatMap(({ explained }) => allNodes(explained.Plan))
    .filter((node) => node['Relation Name'] === 'slot');
  expect(new Set(scans.map((node) => node['Node Type']))).toEqual(new Set(['Index Only Scan']));
});
