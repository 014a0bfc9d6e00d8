import type postgres from 'postgres';

/** How long a session may take to end, in milliseconds. */
const patienceMs = 5_000;

/**
 * Removes a database of the connected role's own, and the role's sessions in it first. `with (force)` would do both at
 * once, but it also tries to end a vacuum of the server's own that happens to be at work there, which only a
 * superuser may; a plain drop tells the vacuum to leave.
 */
export async function dropDatabase<T extends Record<string, unknown>>(
  sql: postgres.Sql<T>,
  name: string,
): Promise<void> {
  const [found] = await sql`select 1 from pg_database where datname = ${name}`;
  if (!found) return;
  await sql`alter database ${sql(name)} allow_connections false`;
  await sql`
    select pg_terminate_backend(pid, ${patienceMs}) from pg_stat_activity
    where datname = ${name} and usename = current_user`;
  await sql`drop database if exists ${sql(name)}`;
}
