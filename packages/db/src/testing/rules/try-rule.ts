import type { TransactionSql } from 'postgres';
import type { Refusal } from './refusal.ts';
import { refusals } from './refusals.ts';
import { lookups, mayBeEmpty, type TriggerCase, triggers } from './triggers-and-lookups.ts';

/** A rule as the database's own catalogue tells of it. `column` where the rule is that it isn't null. */
export type Rule = { kind: 'constraint' | 'index' | 'trigger' | 'column'; table: string; name: string };

/** Every rule of the schema `public`. What serves a constraint (its index, its triggers) goes with the constraint. */
export const everyRule = `
  select 'constraint' as kind, conrelid::regclass::text as "table", conname::text as name from pg_constraint
  where connamespace = 'public'::regnamespace and contype in ('c', 'f', 'p', 'u', 'x')
  union all
  select 'index', indrelid::regclass::text, relname from pg_index join pg_class on pg_class.oid = indexrelid
  where relnamespace = 'public'::regnamespace and not exists (select from pg_constraint where conindid = indexrelid and contype in ('p', 'u', 'x'))
  union all
  select 'trigger', tgrelid::regclass::text, tgname from pg_trigger join pg_class on pg_class.oid = tgrelid
  where relnamespace = 'public'::regnamespace and not tgisinternal
  union all
  select 'column', attrelid::regclass::text, attname from pg_attribute join pg_class on pg_class.oid = attrelid
  where relnamespace = 'public'::regnamespace and relkind = 'r' and attnum > 0 and not attisdropped
    and not exists (select from pg_index where indrelid = attrelid and indisprimary and attnum = any(indkey))
  order by 1, 2, 3`;

/** The statement after which the rule is gone, and nothing else. */
export function removal({ kind, table, name }: Rule): string {
  switch (kind) {
    case 'constraint':
      return `alter table ${table} drop constraint "${name}" cascade`;
    case 'index':
      return `drop index "${name}"`;
    case 'trigger':
      return `drop trigger "${name}" on ${table}`;
    case 'column':
      return `alter table ${table} alter column "${name}" drop not null`;
    default:
      return kind satisfies never;
  }
}

/** The tries of a rule: each says what went otherwise than the rule wants, or null. Undefined when it has no case. */
export function triesOf({ kind, table, name }: Rule): Try[] | undefined {
  const refusal = refusals[name];
  const lookup = lookups[name];
  const trigger = triggers[name];
  switch (kind) {
    case 'constraint':
      return refusal && triesOfRefusal(name, refusal);
    case 'index':
      return refusal ? triesOfRefusal(name, refusal) : lookup ? [foundBy(name, lookup)] : undefined;
    case 'trigger':
      return trigger && triesOfTrigger(trigger);
    case 'column':
      return [emptied(table, name)];
    default:
      return kind satisfies never;
  }
}

/** Whether the column may be empty: there is no rule then, and nothing to remove. */
export const isOptional = ({ kind, table, name }: Rule): boolean =>
  kind === 'column' && (mayBeEmpty[table.replaceAll('"', '')] ?? []).includes(name);

/** `needed`: once the rule is gone, it must go otherwise. */
export type Try = { needed: boolean; run(sql: TransactionSql): Promise<string | null> };

const triesOfRefusal = (name: string, { refuses, allows = [] }: Refusal): Try[] => [
  ...refuses.map((act) => refusedWith(name, act)),
  ...allows.map((act) => ({ needed: false, run: async (sql: TransactionSql) => refusalOf(sql, act) })),
];

const triesOfTrigger = (trigger: TriggerCase): Try[] =>
  'forbids' in trigger
    ? trigger.forbids.map((act) => refusedWith('restrict_violation', act))
    : trigger.does.map(({ act, holds }) => ({
        needed: true,
        run: (sql: TransactionSql) =>
          undone(sql, async (inner) => {
            await inner.unsafe(act);
            const [row] = await inner.unsafe<[{ yes: boolean }]>(holds);
            return row.yes ? null : `nothing came of: ${act}`;
          }),
      }));

function refusedWith(name: string, act: string): Try {
  return {
    needed: true,
    async run(sql) {
      const by = await refusalOf(sql, act);
      return by === name ? null : `refused by ${by ?? 'nothing'}: ${act}`;
    },
  };
}

/** Whether the lookup goes by that index when reading whole tables is out of the question. */
function foundBy(name: string, lookup: string): Try {
  return {
    needed: true,
    async run(sql) {
      await sql`set local enable_seqscan = off`;
      const plan = await sql.unsafe<{ 'QUERY PLAN': string }[]>(`explain ${lookup}`);
      const used = plan.some((line) => new RegExp(`\\b${name}\\b`).test(line['QUERY PLAN']));
      return used ? null : `not found by it: ${lookup}`;
    },
  };
}

/** A row of the table, once more with nothing in that column: whether it may be is asked before anything else is. */
function emptied(table: string, column: string): Try {
  const act = `insert into ${table} overriding system value
    select (jsonb_populate_record(whole, '{"${column}": null}')).* from ${table} whole limit 1`;
  return refusedWith(`${column} is empty`, act);
}

/** Who refused the act: a constraint, a column that is empty, or another cause's code. Null when it went through. */
function refusalOf(sql: TransactionSql, act: string): Promise<string | null> {
  return undone(sql, async (inner) => {
    await inner.unsafe(act);
    return null;
  }).catch((error: { code?: string; constraint_name?: string; column_name?: string }) => {
    if (error.code === '23502') return `${error.column_name} is empty`;
    return error.code === '23001' ? 'restrict_violation' : (error.constraint_name ?? error.code ?? 'a bug');
  });
}

const undo = new Error('undone on purpose');

/** Does the work and takes it back, whatever came of it. */
export async function undone<T>(
  sql: TransactionSql,
  work: (inner: TransactionSql) => Promise<T>,
): Promise<T> {
  let result: T | undefined;
  await sql
    .savepoint(async (inner) => {
      result = await work(inner);
      throw undo;
    })
    .catch((error) => {
      if (error !== undo) throw error;
    });
  return result as T;
}
