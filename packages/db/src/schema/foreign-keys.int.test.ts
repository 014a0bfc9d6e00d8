import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../testing/test-database.ts';

let test: TestDatabase;
beforeAll(async () => {
  test = await createTestDatabase();
});
afterAll(() => test.drop());

/**
 * Tables from which nothing is ever removed, so that nobody has to find at once what names their rows. Clinics retire a
 * place, a specialty or a professional by `active`; appointments and what they need are their history.
 */
const keptForGood = [
  'site',
  'room',
  'specialty',
  'doctor',
  'schedule',
  'slot',
  'appointment',
  'patient',
  'user',
];

/** Foreign keys whose first column no index begins with, whole or for all that isn't null. */
async function unindexed(): Promise<{ from: string; to: string }[]> {
  return test.db.sql<{ from: string; to: string }[]>`
    select c.conrelid::regclass || '.' || a.attname as "from", c.confrelid::regclass::text as "to"
    from pg_constraint c join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
    where c.contype = 'f' and c.connamespace = 'public'::regnamespace and not exists (
      select from pg_index i
      where i.indrelid = c.conrelid and i.indisvalid and i.indkey[0] = c.conkey[1] and (
        i.indpred is null or pg_get_expr(i.indpred, i.indrelid) = format('(%I IS NOT NULL)', a.attname)
      )
    )
    order by 1`;
}

it('every foreign key that a removal goes through is found by an index', async () => {
  const missing = (await unindexed()).filter(({ to }) => !keptForGood.includes(to.replaceAll('"', '')));
  expect(missing).toEqual([]);
});

it('knows a foreign key without an index from one with', async () => {
  await test.db.sql`create table letter (id integer primary key)`;
  await test.db
    .sql`create table stamp (letter_id integer references letter, other_id integer references letter)`;
  await test.db.sql`create index on stamp (other_id) where other_id is not null`;
  const found = (await unindexed()).filter(({ to }) => to === 'letter');
  expect(found).toEqual([{ from: 'stamp.letter_id', to: 'letter' }]);
});
