import type { TransactionSql } from '../client.ts';

/**
 * Inserts all rows in one statement. All have the columns of the first; columns that it doesn't name keep
 * their defaults. Answers with the columns asked for, in no order that one may rely on.
 */
export async function insertRows<T extends Record<string, unknown>>(
  sql: TransactionSql,
  table: string,
  rows: readonly Record<string, unknown>[],
  returning: (keyof T & string)[] = [],
): Promise<T[]> {
  const columns = Object.keys(rows[0] ?? {});
  const answer: string[] = returning;
  if (columns.length === 0) return [];
  // sql.json's own type leaves out values whose type is unknown; whatever JSON.stringify takes is good.
  const json = sql.json(rows as Parameters<typeof sql.json>[0]);
  return sql<T[]>`
    insert into ${sql(table)} (${sql(columns)})
    select ${sql(columns)} from jsonb_populate_recordset(null::${sql(table)}, ${json})
    ${answer.length > 0 ? sql`returning ${sql(answer)}` : sql``}`;
}
