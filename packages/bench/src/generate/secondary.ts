import type { Sql } from '@vitalmed/db';

/** The tables that a network fills, the longest work first. */
export const filledTables = [
  'slot',
  'event',
  'appointment',
  'schedule',
  'notification',
  'patient',
  'user',
] as const;

type Definition = {
  table: string;
  name: string;
  kind: 'constraint' | 'foreign key' | 'index';
  definition: string;
};

/** Everything that makes a large load slow, as the database itself describes it. */
export type Secondary = { definitions: Definition[] };

/**
 * Takes indexes, keys and foreign keys off the filled tables, so that rows are only written. What was taken off
 * is read from the catalog: a new index of the product needs no change here. Exclusion constraints stay: adding
 * one later checks row after row in one process.
 */
export async function takeOff(sql: Sql): Promise<Secondary> {
  const definitions = await sql<Definition[]>`
    select conrelid::regclass::text as table, conname as name,
      case contype when 'f' then 'foreign key' else 'constraint' end as kind, pg_get_constraintdef(oid) as definition
    from pg_constraint
    where connamespace = 'public'::regnamespace and contype in ('p', 'u', 'f') and (${isFilled(sql, 'conrelid')} or ${isFilled(sql, 'confrelid')})
    union all
    select indrelid::regclass::text, indexrelid::regclass::text, 'index', pg_get_indexdef(indexrelid)
    from pg_index
    where ${isFilled(sql, 'indrelid')} and not exists (select from pg_constraint where conindid = indexrelid and contype in ('p', 'u', 'x'))
    order by kind desc, 1, 2`;
  const ordered = ['foreign key', 'index', 'constraint'].flatMap((kind) =>
    definitions.filter((definition) => definition.kind === kind),
  );
  for (const { table, name, kind } of ordered) {
    await sql.unsafe(
      kind === 'index' ? `drop index ${name}` : `alter table ${table} drop constraint "${name}"`,
    );
  }
  return { definitions: [...definitions] };
}

/**
 * Puts everything back with all connections. Keys lock their table; indexes of one table are built side by side; a foreign
 * key locks two tables when it is added, but not while its rows are checked. Rows that break a rule make it fail.
 */
export async function putBack(
  connections: Sql[],
  { definitions }: Secondary,
  done: (name: string) => void,
): Promise<void> {
  const of = (kind: Definition['kind']) =>
    definitions.filter((one) => one.kind === kind).sort((a, b) => rank(a) - rank(b));
  const created = async (sql: Sql, definition: Definition) => {
    await create(sql, definition);
    done(definition.name);
  };
  await shared(connections, byTable(of('constraint')), created);
  const alone = of('index').map((index) => [index]);
  await shared(connections, alone, created);
  await shared(connections.slice(0, 1), [of('foreign key')], (sql, key) =>
    create(sql, { ...key, definition: `${key.definition} not valid` }),
  );
  await shared(connections, byTable(of('foreign key')), async (sql, { table, name }) => {
    await sql.unsafe(`alter table ${table} validate constraint "${name}"`);
    done(name);
  });
}

/** Each connection takes the next list that waits, and does it in order. */
async function shared(
  connections: Sql[],
  lists: Definition[][],
  work: (sql: Sql, definition: Definition) => Promise<void>,
): Promise<void> {
  const waiting = [...lists];
  await Promise.all(
    connections.map(async (sql) => {
      for (let list = waiting.shift(); list; list = waiting.shift()) {
        for (const definition of list) await work(sql, definition);
      }
    }),
  );
}

const byTable = (definitions: Definition[]): Definition[][] =>
  [...new Set(definitions.map(({ table }) => table))].map((table) =>
    definitions.filter((one) => one.table === table),
  );

/** Places the tables with the longest work first. */
function rank({ table }: Definition): number {
  const order: readonly string[] = filledTables;
  const place = order.indexOf(table.replaceAll('"', ''));
  return place < 0 ? filledTables.length : place;
}

async function create(sql: Sql, { table, name, kind, definition }: Definition): Promise<void> {
  await sql.unsafe(
    kind === 'index' ? definition : `alter table ${table} add constraint "${name}" ${definition}`,
  );
}

const isFilled = (sql: Sql, column: string) =>
  sql`${sql(column)} = any(select to_regclass(format('public.%I', name)) from unnest(${[...filledTables]}::text[]) name)`;
