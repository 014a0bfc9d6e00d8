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

  it('of who looked at whom is as firm', async () => {
    const { sql } = test.db;
    const look = () => sql`
      insert into look (action, actor_kind, patient_ids) values ('patient.read', 'secretary', array[gen_random_uuid()])`;
    await look();
    await expect(sql`update look set action = 'nothing.read'`).rejects.toThrow('append-only');
    await expect(sql`delete from look`).rejects.toThrow('append-only');
    await expect(sql`truncate look`).rejects.toThrow('append-only');
    expect(await sql`select from look`).toHaveLength(1);
  });

  it('keeps every appointment', async () => {
    await expect(test.db.sql`delete from appointment`).rejects.toThrow('never deleted');
  });
});
