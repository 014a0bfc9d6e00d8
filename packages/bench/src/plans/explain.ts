import type { Sql, TransactionSql } from '@vitalmed/db';
import type { Statement } from './capture.ts';

export type PlanNode = {
  'Node Type': string;
  'Relation Name'?: string;
  'Index Name'?: string;
  'Actual Rows': number;
  'Actual Loops': number;
  'Rows Removed by Filter'?: number;
  'Rows Removed by Index Recheck'?: number;
  'Shared Hit Blocks': number;
  'Shared Read Blocks': number;
  Plans?: PlanNode[];
};

/** A plan with how long it took: foreign keys' checks are in the execution, beside the nodes. */
export type Explained = { Plan: PlanNode; 'Planning Time': number; 'Execution Time': number };

class RolledBack extends Error {}

/**
 * Plans the statement as the driver prepares it, before its parameters are known, then runs it with them, measures, and
 * takes back whatever it wrote.
 */
export async function explain(sql: Sql, { text, parameters, types }: Statement): Promise<Explained> {
  let plan: Explained | undefined;
  await sql
    .begin(async (tx) => {
      await tx.unsafe(`prepare bench_plan${await typeList(tx, types)} as ${text}`);
      const values =
        parameters.length > 0 ? `(${parameters.map((value, n) => literal(value, types[n])).join(', ')})` : '';
      const [row] = await tx.unsafe(`explain (analyze, buffers, format json) execute bench_plan${values}`);
      plan = row?.['QUERY PLAN']?.[0];
      await tx.unsafe('deallocate bench_plan');
      throw new RolledBack();
    })
    .catch((error: unknown) => {
      if (!(error instanceof RolledBack)) throw error;
    });
  if (!plan) throw new Error(`There is no plan for: ${text}`);
  return plan;
}

/** The types that the driver named; PostgreSQL works out the others. */
async function typeList(tx: TransactionSql, types: number[]): Promise<string> {
  if (types.length === 0) return '';
  const rows = await tx<{ name: string }[]>`
    select case type when 0 then 'unknown' else format_type(type::oid, null) end as name
    from unnest(${types}::bigint[]) with ordinality t (type, n) order by n`;
  return `(${rows.map(({ name }) => name).join(', ')})`;
}

const jsonTypes = [114, 3802];

/** The value as it stands in a statement's text. */
export function literal(value: unknown, type: number | undefined): string {
  if (value === null || value === undefined) return 'null';
  const isJson = jsonTypes.includes(type ?? 0) && typeof value !== 'string';
  return `'${(isJson ? JSON.stringify(value) : textOf(value)).replaceAll("'", "''")}'`;
}

function textOf(value: unknown): string {
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return `{${value.map((element) => JSON.stringify(textOf(element))).join(',')}}`;
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** The node and all below it, top down. */
export function allNodes(plan: PlanNode): PlanNode[] {
  return [plan, ...(plan.Plans ?? []).flatMap(allNodes)];
}

export type Cost = {
  /** Pages that the statement touched, in memory or not. */
  buffers: number;
  /** Rows that scans of the network's tables looked at. */
  read: number;
  /** Rows that came out, or that went into a count. */
  returned: number;
  /** Large tables that were read from end to end. */
  wholeTables: string[];
};

/** Tables that grow with the network and that no question reads whole. */
const largeTables = ['slot', 'appointment', 'patient', 'event', 'notification'];

export function costOf({ Plan: plan }: Explained, large: readonly string[] = largeTables): Cost {
  const nodes = allNodes(plan);
  const scans = nodes.filter(
    (node) => large.includes(node['Relation Name'] ?? '') && node['Node Type'].includes('Scan'),
  );
  const rows = (node: PlanNode) => node['Actual Rows'] * node['Actual Loops'];
  const removed = (node: PlanNode) =>
    ((node['Rows Removed by Filter'] ?? 0) + (node['Rows Removed by Index Recheck'] ?? 0)) *
    node['Actual Loops'];
  const counted = nodes
    .filter((node) => node['Node Type'] === 'Aggregate')
    .flatMap((node) => (node.Plans ?? []).map(rows));
  return {
    buffers: plan['Shared Hit Blocks'] + plan['Shared Read Blocks'],
    read: scans.reduce((total, node) => total + rows(node) + removed(node), 0),
    returned: Math.max(rows(plan), ...counted),
    wholeTables: scans
      .filter((node) => node['Node Type'] === 'Seq Scan')
      .map((node) => node['Relation Name'] ?? ''),
  };
}
