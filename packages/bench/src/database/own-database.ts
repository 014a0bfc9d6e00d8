import { daysBetween } from '@vitalmed/core';
import { connect, dropDatabase } from '@vitalmed/db';
import { defaultMigrationsFolder, migrate } from '@vitalmed/db/migrate';
import type { Recipe } from '../generate/network.ts';
import { schemaVersion } from './schema-version.ts';

/** A database that the bench may fill and change at will. */
export type OwnDatabase = {
  url: string;
  /** Whether the network of the recipe is in it already. */
  generated: boolean;
};

/** A network is reused until so many days have passed: then too few of its days lie ahead. */
const longestUseDays = 7;

export class NotOurDatabase extends Error {
  override name = 'NotOurDatabase';
}

/**
 * Finds or makes the database of that name on the server, with a network that is `fresh` or may be an older one. A database of that name which holds tables but not
 * the bench's mark belongs to somebody else: it is refused, untouched.
 */
export async function ownDatabase(
  server: string,
  { name, recipe, fresh }: { name: string; recipe: Recipe; fresh: boolean },
): Promise<OwnDatabase> {
  const url = databaseUrl(server, name);
  const admin = connect(server, { poolSize: 1, statementTimeoutMs: 0 });
  try {
    const [found] = await admin.sql`select 1 from pg_database where datname = ${name}`;
    if (found) {
      const state = await stateOf(url, name, recipe);
      if (state === 'generated' && !fresh) return { url, generated: true };
      await dropDatabase(admin.sql, name);
    }
    await admin.sql`create database ${admin.sql(name)}`;
  } finally {
    await admin.close();
  }
  await mark(url, recipe);
  await migrate(url);
  return { url, generated: false };
}

export async function dropOwnDatabase(server: string, name: string, recipe: Recipe): Promise<void> {
  await stateOf(databaseUrl(server, name), name, recipe);
  const admin = connect(server, { poolSize: 1, statementTimeoutMs: 0 });
  try {
    await dropDatabase(admin.sql, name);
  } finally {
    await admin.close();
  }
}

/** @throws NotOurDatabase when it holds anything and no mark of ours */
async function stateOf(url: string, name: string, recipe: Recipe): Promise<'generated' | 'to-be-replaced'> {
  const { sql, close } = connect(url, { poolSize: 1 });
  try {
    const [ours] = await sql`select to_regclass('bench.network') is not null as marked,
      exists (select from pg_attribute where attrelid = to_regclass('bench.network') and attname = 'schema_version') as "knowsVersion",
      exists (select from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace) as "holdsTables"`;
    if (!ours?.marked) {
      if (!ours?.holdsTables) return 'to-be-replaced';
      throw new NotOurDatabase(
        `The database "${name}" holds tables and isn't the bench's own. Nothing was changed; rename or remove it.`,
      );
    }
    if (!ours.knowsVersion) return 'to-be-replaced';
    const [network] = await sql<{ baseDate: string }[]>`
      select base_date as "baseDate" from bench.network
      where scale = ${recipe.scale} and seed = ${recipe.seed} and completed_at is not null
        and schema_version = ${schemaVersion(defaultMigrationsFolder)}`;
    if (!network) return 'to-be-replaced';
    return daysBetween(network.baseDate, recipe.baseDate) <= longestUseDays ? 'generated' : 'to-be-replaced';
  } finally {
    await close();
  }
}

/** First of all: whatever happens next, the database is recognised as the bench's. */
export async function mark(url: string, { scale, seed, baseDate }: Recipe): Promise<void> {
  const { sql, close } = connect(url, { poolSize: 1 });
  try {
    await sql`create schema bench`;
    await sql`create table bench.network
      (scale text not null, seed int not null, base_date date not null, schema_version text not null, completed_at timestamptz)`;
    await sql`insert into bench.network (scale, seed, base_date, schema_version)
      values (${scale}, ${seed}, ${baseDate}, ${schemaVersion(defaultMigrationsFolder)})`;
  } finally {
    await close();
  }
}

function databaseUrl(server: string, name: string): string {
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
}
