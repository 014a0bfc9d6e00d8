import type { Database } from '@vitalmed/db';
import type { Network } from '../generate/network.ts';
import { median } from '../work/measured.ts';
import { captured } from './capture.ts';
import { allNodes, type Cost, costOf, type Explained, explain, type PlanNode } from './explain.ts';
import { type HotQuery, hotQueries } from './hot-queries.ts';

/** What a hot query costs: the sum over the statements that it is. */
export type QueryCost = Cost & {
  name: string;
  /** Milliseconds inside the database, median of nine. */
  ms: number;
  /** Milliseconds to find the plan, once a connection; median of nine. */
  planningMs: number;
  nodes: string;
};

const repetitions = 9;

/** Runs each hot query over and over on one connection; whatever it writes is taken back. */
export async function measuredPlans(db: Database, network: Network): Promise<QueryCost[]> {
  const costs: QueryCost[] = [];
  for (const query of await hotQueries(db, network)) costs.push(await costOfQuery(db, query));
  return costs;
}

async function costOfQuery(db: Database, query: HotQuery): Promise<QueryCost> {
  const parts: (Cost & { ms: number; planningMs: number; nodes: string[] })[] = [];
  for (const statement of await captured(db, (tx) => query.run(tx))) {
    const plans: Explained[] = [];
    for (let n = 0; n < repetitions; n++) plans.push(await explain(db.sql, statement));
    const warm = plans.at(-1);
    if (!warm) continue;
    parts.push({
      ...costOf(warm, query.tables),
      ms: median(plans.map((plan) => plan['Execution Time'])),
      planningMs: median(plans.map((plan) => plan['Planning Time'])),
      nodes: indexesOf(warm.Plan),
    });
  }
  const sum = (value: (part: (typeof parts)[number]) => number) =>
    parts.reduce((total, part) => total + value(part), 0);
  return {
    name: query.name,
    ms: sum(({ ms }) => ms),
    planningMs: sum(({ planningMs }) => planningMs),
    buffers: sum(({ buffers }) => buffers),
    read: sum(({ read }) => read),
    returned: sum(({ returned }) => returned),
    wholeTables: parts.flatMap(({ wholeTables }) => wholeTables),
    nodes: [...new Set(parts.flatMap(({ nodes }) => nodes))].join(' '),
  };
}

/** The indexes of large tables that a plan went through. */
function indexesOf(plan: PlanNode): string[] {
  return allNodes(plan).flatMap((node) =>
    node['Index Name']?.match(/^(slot|appointment|patient|event)_/) ? [node['Index Name']] : [],
  );
}
