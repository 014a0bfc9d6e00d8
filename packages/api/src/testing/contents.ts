import type { Database } from '@vitalmed/db';

const tables = [
  'schedule',
  'slot',
  'appointment',
  'event',
  'look',
  'notification',
  'patient',
  'user',
  'session',
  'sign_up',
  'account_token',
] as const;

/** Every table's row count and a checksum of all its rows: two that are equal say that nothing was changed. */
export async function contentsOf({ sql }: Database): Promise<Record<string, string>> {
  const sums = await Promise.all(
    tables.map(async (table) => {
      const [row] = await sql<[{ sum: string }]>`
        select count(*) || ' ' || md5(coalesce(string_agg(t::text, chr(10) order by t::text), '')) as sum
        from ${sql(table)} t`;
      return [table, row.sum] as const;
    }),
  );
  return Object.fromEntries(sums);
}
