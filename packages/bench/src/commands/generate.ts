import { connect } from '@vitalmed/db';
import { withNetwork } from '../database/with-network.ts';
import type { Options } from '../options.ts';
import { columns } from '../report/table.ts';

/** Makes the network and says how much of everything it holds. */
export function generateOnly(options: Options): Promise<number> {
  return withNetwork(options, async (url) => {
    const { sql, close } = connect(url, { poolSize: 1, statementTimeoutMs: 0 });
    const rows = await sql<{ name: string; rows: number; size: string }[]>`
      select relname as name, reltuples::bigint as rows, pg_size_pretty(pg_total_relation_size(oid)) as size
      from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace and reltuples > 0
      order by pg_total_relation_size(oid) desc`;
    await close();
    console.log(
      columns(
        ['table', 'rows', 'size'],
        rows.map(({ name, rows, size }) => [name, String(rows), size]),
      ),
    );
    return 0;
  });
}
