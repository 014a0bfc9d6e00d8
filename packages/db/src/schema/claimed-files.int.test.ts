import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { defaultMigrationsFolder, migrate } from '../migrate.ts';
import { refusedBy } from '../refusal.ts';
import { createTestDatabase, givenPatient, givenUser, type TestDatabase } from '../testing/index.ts';

let test: TestDatabase;

beforeEach(async () => {
  test = await createTestDatabase();
});
afterEach(() => test.drop());

const accountId = async () => (await givenUser(test.db, { role: 'patient' })).id;
const now = new Date('2030-06-01T12:00:00Z');

describe('the table of patients', () => {
  it('has one file of the clinic’s own under a document, verified or not, beside any number of claims', async () => {
    const documentNumber = '28123456';
    await givenPatient(test.db, { documentNumber, documentVerified: false });
    for (let n = 0; n < 3; n++) {
      await givenPatient(test.db, { documentNumber, userId: await accountId(), documentVerified: false });
    }
    const again = givenPatient(test.db, { documentNumber });
    expect(refusedBy(await again.catch((error) => error))).toBe('patient_document_stands');
    const proven = givenPatient(test.db, { documentNumber, userId: await accountId() });
    expect(refusedBy(await proven.catch((error) => error))).toBe('patient_document_stands');
  });

  it('holds no verified claim, no proof without an account and nothing in a merged file', async () => {
    const { sql } = test.db;
    const { id } = await givenPatient(test.db);
    const { id: claimed } = await givenPatient(test.db, {
      userId: await accountId(),
      documentVerified: false,
    });
    const proof = { account_proven_at: now, account_proof: 'desk' };
    const wrong = [
      [claimed, { document_verified: true }],
      [claimed, { account_proven_at: now }],
      [claimed, { account_proof: 'code' }],
      [claimed, { merged_into_id: id }],
      [id, proof],
      [id, { merged_into_id: claimed }],
      [claimed, { user_id: null, merged_into_id: claimed }],
    ] as const;
    for (const [file, change] of wrong) {
      const write = sql`update patient set ${sql(change)} where id = ${file}`;
      await expect(write, JSON.stringify(change)).rejects.toMatchObject({ code: '23514' });
    }
    await sql`update patient set ${sql({ ...proof, document_verified: true })} where id = ${claimed}`;
  });
});

describe('a database from before', () => {
  it('believes an account that a code linked or that no form made, and lets the others claim again', async () => {
    const { sql } = test.db;
    await sql`drop schema public, drizzle, graphile_worker cascade`;
    await sql`create schema public`;
    const folder = migrationsBefore('claimed_files');
    await migrate(test.url, { migrationsFolder: folder });
    rmSync(folder, { recursive: true });

    const ids: Record<string, string> = {};
    for (const [name, linked] of [
      ['linked', true],
      ['declared', false],
      ['imported', null],
    ] as const) {
      const [row] = await sql<{ id: string }[]>`
        with account as (
          insert into "user" (role, email, password_hash, first_name, last_name)
          values ('patient', ${`${name}@example.test`}, 'x', 'Ana', 'Paz') returning id
        )
        insert into patient (user_id, document_number, document_verified, first_name, last_name, search_name, phone)
        select id, ${String(28_123_000 + Object.keys(ids).length)}, true, 'Ana', 'Paz', 'paz ana', '1' from account returning id`;
      ids[name] = row?.id ?? '';
      if (linked === null) continue;
      await sql`
        insert into event (type, actor_kind, patient_id, data)
        values ('account.signed-up', 'patient', ${row?.id ?? ''}, ${sql.json({ linked })})`;
    }
    await migrate(test.url);

    const standing = async (name: string) => {
      const [row] = await sql`
        select document_verified as verified, account_proof as proof from patient where id = ${ids[name] ?? ''}`;
      return row;
    };
    expect(await standing('linked')).toEqual({ verified: true, proof: 'code' });
    expect(await standing('imported')).toEqual({ verified: true, proof: 'desk' });
    expect(await standing('declared')).toEqual({ verified: false, proof: null });
  });
});

/** The migrations that came before the one of that name, in a folder of their own. */
function migrationsBefore(name: string): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'vitalmed-migrations-'));
  cpSync(defaultMigrationsFolder, folder, { recursive: true });
  const journalFile = path.join(folder, 'meta', '_journal.json');
  const journal = JSON.parse(readFileSync(journalFile, 'utf8')) as { entries: { tag: string }[] };
  const until = journal.entries.findIndex(({ tag }) => tag.endsWith(name));
  writeFileSync(journalFile, JSON.stringify({ ...journal, entries: journal.entries.slice(0, until) }));
  return folder;
}
