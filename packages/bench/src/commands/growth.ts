import { connect } from '@vitalmed/db';
import { type MadeNetwork, say, withNetworks } from '../database/with-network.ts';
import { type ScaleName, scaleNames } from '../generate/network.ts';
import { filledTables } from '../generate/secondary.ts';
import type { Options } from '../options.ts';
import { measuredPlans, type QueryCost } from '../plans/measured-plans.ts';
import { columns } from '../report/table.ts';

const scalesOf = (largest: ScaleName) => scaleNames.slice(0, scaleNames.indexOf(largest) + 1);

/**
 * The hot queries at each scale up to the one asked for, side by side, and how much more the largest costs than the
 * smallest: in time, and in pages, which no other load on the machine can change.
 */
export async function printGrowth(options: Options): Promise<number> {
  const scales = scalesOf(options.recipe.scale);
  const byScale = await withNetworks(options, scales, costsOf);
  const lines = (byScale[0] ?? []).map((first, n) => {
    const costs = byScale.flatMap((list) => list[n] ?? []);
    const last = costs.at(-1) ?? first;
    return [
      first.name,
      ...costs.map(({ ms }) => ms.toFixed(3)),
      ...costs.map(({ buffers }) => String(buffers)),
      ...costs.map(({ returned }) => returned.toFixed(0)),
      growth(first, last, ({ ms }) => ms),
      growth(first, last, ({ buffers }) => buffers),
    ];
  });
  const titles = ['ms', 'pages', 'rows'].flatMap((what) => scales.map((scale) => `${what} ${scale}`));
  console.log(columns(['query', ...titles, 'time ratio', 'page ratio'], lines));
  return 0;
}

/** How much dearer, for each row where the larger network's answer has more of them. */
function growth(first: QueryCost, last: QueryCost, cost: (query: QueryCost) => number): string {
  const moreRows = Math.max(1, last.returned / Math.max(1, first.returned));
  return (cost(last) / cost(first) / moreRows).toFixed(2);
}

async function costsOf(made: MadeNetwork[]): Promise<QueryCost[][]> {
  say(`Hot queries at scale ${made.map(({ network }) => network.scale).join(', ')}, in turn`);
  const networks = made.map(({ url, network }) => ({
    db: connect(url, { poolSize: 2, statementTimeoutMs: 0 }),
    network,
  }));
  try {
    // Scale alone is compared, not what earlier runs left behind in one of them.
    for (const { db } of networks) {
      for (const table of filledTables) await db.sql`vacuum (index_cleanup on) ${db.sql(table)}`;
    }
    return await measuredPlans(networks);
  } finally {
    await Promise.all(networks.map(({ db }) => db.close()));
  }
}
