import { createHash, randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import postgres from 'postgres';
import { type ConnectOptions, connect, type Database } from '../client.ts';
import { dropDatabase } from '../drop-database.ts';
import { defaultMigrationsFolder, migrate } from '../migrate.ts';

export type TestDatabase = {
  /** For processes and pools of the test's own. */
  url: string;
  db: Database;
  /** Closes `db` and removes the database, even while others are connected. */
  drop(): Promise<void>;
};

/** Any number: guards the making of the template among parallel test processes. */
const templateLock = 7_240_515_003;

let template: Promise<string> | undefined;

/**
 * A migrated, empty database of the caller's own: a copy of a template, made in a fraction of a second.
 *
 * @throws Error when TEST_DATABASE_URL isn't set, which the package's global set-up does
 */
export async function createTestDatabase(options: ConnectOptions = {}): Promise<TestDatabase> {
  const server = serverUrl();
  template ??= prepareTemplate(server);
  const name = `vitalmed_test_${randomBytes(8).toString('hex')}`;
  await administer(server, async (sql) => {
    await sql`create database ${sql(name)} template ${sql((await template) ?? '')}`;
  });
  const url = databaseOf(server, name);
  const db = connect(url, options);
  const drop = async () => {
    await db.close();
    await administer(server, (sql) => dropDatabase(sql, name));
  };
  return { url, db, drop };
}

/** Makes the template of the present migrations on that server, unless it is there. Returns its name. */
export function prepareTemplate(server: string): Promise<string> {
  const name = `vitalmed_template_${hashOfMigrations()}`;
  return administer(server, async (sql) => {
    await sql`select pg_advisory_lock(${templateLock})`;
    const [made] = await sql`select 1 from pg_database where datname = ${name}`;
    if (made) return name;
    // It gets its name when it is whole: a process killed meanwhile leaves nothing that another would copy.
    const building = `${name}_building`;
    await dropDatabase(sql, building);
    await sql`create database ${sql(building)}`;
    await migrate(databaseOf(server, building));
    await sql`alter database ${sql(building)} rename to ${sql(name)}`;
    return name;
  });
}

function hashOfMigrations(): string {
  const hash = createHash('sha256');
  for (const file of readdirSync(defaultMigrationsFolder).sort()) {
    if (file.endsWith('.sql'))
      hash.update(file).update(readFileSync(path.join(defaultMigrationsFolder, file)));
  }
  return hash.digest('hex').slice(0, 16);
}

function serverUrl(): string {
  const url = process.env.TEST_DATABASE_URL;
  if (url) return url;
  throw new Error(
    "TEST_DATABASE_URL isn't set: name @vitalmed/db/testing/global-setup in vitest's globalSetup",
  );
}

function databaseOf(server: string, name: string): string {
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
}

async function administer<T>(server: string, work: (sql: postgres.Sql) => Promise<T>): Promise<T> {
  const sql = postgres(server, { max: 1, fetch_types: false, onnotice: () => undefined });
  try {
    return await work(sql);
  } finally {
    await sql.end();
  }
}
