import type { Sql } from '../client.ts';

/**
 * A number as it stands in the statement's text. Statements are planned before they know their parameters: a limit
 * decides between plans, so the plan has to know it. Each number makes a statement of its own: let them be few.
 */
export const literal = (sql: Sql, value: number) => sql.unsafe(String(Number(value)));

/** What a page asks for, and one more: by that a page knows whether there is a next. */
const limits = [1, 11, 51, 101, 201, 501] as const;

/** At least `limit`, as it stands in the statement's text; whoever asks for fewer rows cuts the answer. */
export function limitOf(sql: Sql, limit: number) {
  return literal(sql, limits.find((enough) => enough >= limit) ?? limit);
}
