import { randomUUID } from 'node:crypto';
import { type Allowed, authorise } from '@vitalmed/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../testing/index.ts';
import { changeHorizon, changesSince } from './change-feed.ts';
import { writeLook } from './look.ts';

let test: TestDatabase;

beforeAll(async () => {
  test = await createTestDatabase();
});
afterAll(() => test.drop());

const secretary = { kind: 'secretary', userId: randomUUID() } as const;

function mayRead(): Allowed<'agenda.read'> {
  const allowed = authorise(secretary, 'agenda.read', {});
  if (!allowed.ok) throw new Error(allowed.reason);
  return allowed.proof;
}

const looksAt = (id: string) =>
  test.db
    .sql`select action, actor_kind, actor_id, patient_ids from look where patient_ids @> array[${id}::uuid]`;

describe('a look', () => {
  it('is one row for all who were shown, each once, under the right by which it was asked', async () => {
    const [ana, bruno] = [randomUUID(), randomUUID()];
    await writeLook(test.db, mayRead(), [ana, bruno, ana]);
    const looks = await looksAt(ana);
    expect(looks).toMatchObject([
      { action: 'agenda.read', actor_kind: 'secretary', actor_id: secretary.userId },
    ]);
    expect(looks[0]?.patient_ids.sort()).toEqual([ana, bruno].sort());
  });

  it('at nobody is none', async () => {
    const count = () => test.db.sql`select from look`;
    const before = (await count()).length;
    await writeLook(test.db, mayRead(), []);
    expect(await count()).toHaveLength(before);
  });

  it('is found by whom it was at, by its index, among thousands of wide ones', async () => {
    const { sql } = test.db;
    await sql`
      insert into look (action, actor_kind, patient_ids)
      select 'agenda.read', 'secretary', array(select gen_random_uuid() from generate_series(1, 40) where n > 0)
      from generate_series(1, 2000) n`;
    await sql`analyze look`;
    const id = randomUUID();
    await writeLook(test.db, mayRead(), [id]);
    const plan = await sql`explain select * from look where patient_ids @> array[${id}::uuid]`;
    expect(JSON.stringify(plan)).toContain('look_patients');
    expect(await looksAt(id)).toHaveLength(1);
  });

  it('wakes no live view', async () => {
    const from = await changeHorizon(test.db);
    await writeLook(test.db, mayRead(), [randomUUID()]);
    expect((await changesSince(test.db, from)).changes).toEqual([]);
  });
});
