import { connect } from '@vitalmed/db';
import { say, withNetwork } from '../database/with-network.ts';
import { type ScaleName, scaleNames } from '../generate/network.ts';
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
  const byScale: QueryCost[][] = [];
  for (const scale of scales) {
    say(`Hot queries at scale ${scale}`);
    byScale.push(await withNetwork({ ...options, recipe: { ...options.recipe, scale } }, costsOf));
  }
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

async function costsOf(
  ...[url, network]: Parameters<Parameters<typeof withNetwork>[1]>
): Promise<QueryCost[]> {
  const db = connect(url, { poolSize: 2, statementTimeoutMs: 0 });
  return measuredPlans(db, network).finally(() => db.close());
}
