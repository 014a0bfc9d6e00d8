import type { Action, Allowed } from '@vitalmed/core';
import type { PendingQuery, Row } from 'postgres';
import type { Database, Sql } from '../client.ts';
import { recorded } from './record.ts';

/**
 * INSERTs that whoever asked was shown the patients whose ids `shown` selects: one row for all of them, none where there
 * are none. As a part of the statement that reads them, it leaves no answer without its trace.
 */
export function recordLook(sql: Sql, { action, actor }: Allowed<Action>, shown: PendingQuery<Row[]>) {
  const { kind, id } = recorded(actor);
  return sql`
    insert into look (action, actor_kind, actor_id, patient_ids)
    select ${action}, ${kind}::actor_kind, ${id}::uuid, ids
    from (select array(select distinct id from (${shown}) shown(id) where id is not null)) looked(ids)
    where cardinality(ids) > 0`;
}

/**
 * The same by itself, for an answer that isn't read by one statement, such as a stream's: to be awaited before the answer
 * leaves.
 */
export async function writeLook(
  { sql }: Database,
  proof: Allowed<Action>,
  patientIds: readonly string[],
): Promise<void> {
  await recordLook(sql, proof, sql`select unnest(${patientIds}::uuid[])`);
}
