import type { Database } from '@vitalmed/db';
import type { Network } from '../generate/network.ts';
import { median } from '../work/measured.ts';
import { captured, type Statement } from './capture.ts';
import { allNodes, type Cost, costOf, type Explained, explain, type PlanNode } from './explain.ts';
import { type HotQuery, hotQueries } from './hot-queries.ts';

/** What a hot query costs: the sum over the statements that it is. */
export type QueryCost = Cost & {
  name: string;
  /** Milliseconds inside the database, median of 41. */
  ms: number;
  /** Milliseconds to find the plan, once a connection; median of 41. */
  planningMs: number;
  nodes: string;
};

const repetitions = 41;

export type Explorable = { db: Database; network: Network };

/**
 * Runs each hot query over and over, in each network in turn: a machine that is faster now than a second ago is so
 * for all of them. Whatever a query writes is taken back. A list of costs for each network, in the order given.
 */
export async function measuredPlans(networks: readonly Explorable[]): Promise<QueryCost[][]> {
  const explored = await Promise.all(
    networks.map(async ({ db, network }) => ({ db, queries: await hotQueries(db, network) })),
  );
  const costs: QueryCost[][] = networks.map(() => []);
  for (const n of explored[0]?.queries.keys() ?? []) {
    const sides = explored.flatMap(({ db, queries }) => (queries[n] ? [{ db, query: queries[n] }] : []));
    for (const [side, cost] of (await costsOfQuery(sides)).entries()) costs[side]?.push(cost);
  }
  return costs;
}

type Part = { statement: Statement; plans: Explained[] };

async function costsOfQuery(sides: { db: Database; query: HotQuery }[]): Promise<QueryCost[]> {
  const running: { db: Database; query: HotQuery; parts: Part[] }[] = [];
  for (const { db, query } of sides) {
    const statements = await captured(db, (tx) => query.run(tx));
    running.push({ db, query, parts: statements.map((statement) => ({ statement, plans: [] })) });
  }
  for (let n = 0; n < repetitions; n++) {
    for (const { db, parts } of running) {
      for (const { statement, plans } of parts) plans.push(await explain(db.sql, statement));
    }
  }
  return running.map(({ query, parts }) => sumOf(query, parts));
}

function sumOf(query: HotQuery, parts: Part[]): QueryCost {
  const costs = parts.flatMap(({ plans }) => {
    const warm = plans.at(-1);
    if (!warm) return [];
    const ms = median(plans.map((plan) => plan['Execution Time']));
    const planningMs = median(plans.map((plan) => plan['Planning Time']));
    return [{ ...costOf(warm, query.tables), ms, planningMs, nodes: indexesOf(warm.Plan) }];
  });
  const sum = (value: (cost: (typeof costs)[number]) => number) =>
    costs.reduce((total, cost) => total + value(cost), 0);
  return {
    name: query.name,
    ms: sum(({ ms }) => ms),
    planningMs: sum(({ planningMs }) => planningMs),
    buffers: sum(({ buffers }) => buffers),
    read: sum(({ read }) => read),
    returned: sum(({ returned }) => returned),
    wholeTables: costs.flatMap(({ wholeTables }) => wholeTables),
    nodes: [...new Set(costs.flatMap(({ nodes }) => nodes))].join(' '),
  };
}

/** The indexes of large tables that a plan went through. */
function indexesOf(plan: PlanNode): string[] {
  return allNodes(plan).flatMap((node) =>
    node['Index Name']?.match(/^(slot|appointment|patient|event)_/) ? [node['Index Name']] : [],
  );
}
