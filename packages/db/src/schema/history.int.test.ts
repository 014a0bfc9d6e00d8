import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../testing/index.ts';

let test: TestDatabase;

beforeAll(async () => {
  test = await createTestDatabase();
});
afterAll(() => test.drop());

describe('the history', () => {
  it('refuses to be rewritten or cut, whoever asks', async () => {
    const { sql } = test.db;
    await sql`insert into event (type, actor_kind) values ('patient.created', 'system')`;
    await expect(sql`update event set type = 'nothing.happened'`).rejects.toThrow('append-only');
    await expect(sql`delete from event`).rejects.toThrow('append-only');
    await expect(sql`truncate event`).rejects.toThrow('append-only');
  });

  it('keeps every appointment', async () => {
    await expect(test.db.sql`delete from appointment`).rejects.toThrow('never deleted');
  });
});
