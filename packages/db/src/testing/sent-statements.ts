import { connect, type Database, type Sql } from '../client.ts';

/** A statement as the driver sent it: PostgreSQL works out the types that are 0. */
export type SentStatement = { text: string; types: number[] };

type Debug = (connection: number, text: string, parameters: unknown[], types: number[]) => void;

/** Does the work, and answers with each different statement that the pool sent meanwhile. */
export async function sentStatements(
  { sql }: Database,
  work: () => Promise<unknown>,
): Promise<SentStatement[]> {
  const sent = new Map<string, SentStatement>();
  const options = sql.options as { debug?: boolean | Debug };
  const before = options.debug;
  options.debug = (_, text, _parameters, types) => sent.set(text, { text, types: [...types] });
  try {
    await work();
  } finally {
    options.debug = before;
  }
  return [...sent.values()].filter(({ text }) => /^\s*(with|select|insert|update|delete)\b/i.test(text));
}

export type Planner = {
  /** The tables that a plan of it, made before its parameters are known, reads from end to end. */
  wholeTables(statement: SentStatement): Promise<string[]>;
  close(): Promise<void>;
};

/** Plans statements as the product's own connections do, and runs none of them. */
export function openPlanner(url: string): Planner {
  const db = connect(url, { poolSize: 1, applicationName: 'planner' });
  return {
    async wholeTables({ text, types }) {
      const { sql } = db;
      const parameters = Math.max(0, ...[...text.matchAll(/\$(\d+)/g)].map(([, n]) => Number(n)));
      await sql.unsafe(`prepare planned${await typeList(sql, types)} as ${text}`);
      try {
        const nothing = parameters > 0 ? `(${Array(parameters).fill('null').join(', ')})` : '';
        const [row] = await sql.unsafe(`explain (format json) execute planned${nothing}`);
        return readWhole(row?.['QUERY PLAN'][0].Plan);
      } finally {
        await sql.unsafe('deallocate planned');
      }
    },
    close: () => db.close(),
  };
}

type PlanNode = { 'Node Type': string; 'Relation Name'?: string; Plans?: PlanNode[] };

function readWhole({ 'Node Type': type, 'Relation Name': table = '', Plans = [] }: PlanNode): string[] {
  return [...(type === 'Seq Scan' ? [table] : []), ...Plans.flatMap(readWhole)];
}

async function typeList(sql: Sql, types: number[]): Promise<string> {
  if (types.length === 0) return '';
  const rows = await sql<{ name: string }[]>`
    select case type when 0 then 'unknown' else format_type(type::oid, null) end as name
    from unnest(${types}::bigint[]) with ordinality t (type, n) order by n`;
  return `(${rows.map(({ name }) => name).join(', ')})`;
}

/**
 * How often each table was read from end to end, by whatever: a function, a trigger and the check of a foreign key count
 * too. A connection tells what it read by the time that it has ended.
 */
export async function sequentialScans({ sql }: Database): Promise<Record<string, number>> {
  const rows = await sql<{ table: string; scans: number }[]>`
    select relname as "table", seq_scan as scans from pg_stat_user_tables where schemaname = 'public'`;
  return Object.fromEntries(rows.map(({ table, scans }) => [table, scans]));
}
