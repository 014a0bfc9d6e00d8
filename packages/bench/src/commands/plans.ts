import { connect } from '@vitalmed/db';
import { withNetwork } from '../database/with-network.ts';
import type { Options } from '../options.ts';
import { measuredPlans } from '../plans/measured-plans.ts';
import { columns } from '../report/table.ts';

/** Prints what each hot query touches at that scale. Exit code 1 when one reads a large table whole. */
export function printPlans(options: Options): Promise<number> {
  return withNetwork(options, async (url, network) => {
    const db = connect(url, { poolSize: 2, statementTimeoutMs: 0 });
    const [costs = []] = await measuredPlans([{ db, network }]).finally(() => db.close());
    const lines = costs.map(({ name, ms, planningMs, buffers, read, returned, wholeTables, nodes }) => [
      name,
      ms.toFixed(3),
      planningMs.toFixed(3),
      ...[buffers, read, returned].map((count) => count.toFixed(0)),
      wholeTables.length > 0 ? `WHOLE ${[...new Set(wholeTables)].join(', ')}` : nodes,
    ]);
    console.log(columns(['query', 'ms', 'planning', 'buffers', 'rows read', 'rows out', 'by'], lines));
    return costs.some(({ wholeTables }) => wholeTables.length > 0) ? 1 : 0;
  });
}
