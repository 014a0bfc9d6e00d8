import { availableParallelism } from 'node:os';
import { connect, type Database, type Sql } from '@vitalmed/db';
import type { Network } from './network.ts';
import { makeClinics, makeFunctions, makePatients } from './people.ts';
import type { Progress } from './progress.ts';
import { filledTables, putBack, takeOff } from './secondary.ts';
import { makeWeekTable, writeWeek } from './week.ts';

const patientsAtOnce = 50_000;

/** Fills the bench's own, empty, migrated database with the network, and says in it that it is whole. */
export async function generate(url: string, network: Network, progress: Progress): Promise<void> {
  const connections = await openConnections(url);
  const [first] = connections;
  if (!first) return;
  try {
    await makeFunctions(first.sql, network);
    await makeClinics(first.sql, network);
    const secondary = await takeOff(first.sql);
    const sqls = connections.map(({ sql }) => sql);
    const batches = Math.ceil(network.patients / patientsAtOnce);
    await sideBySide(sqls, batches, progress('patients', batches), (sql, batch) =>
      makePatients(sql, batch * patientsAtOnce + 1, Math.min((batch + 1) * patientsAtOnce, network.patients)),
    );
    await sideBySide(sqls, network.weeks, progress('weeks', network.weeks), (sql, week) =>
      writeWeek(sql, network, week),
    );
    await putBack(sqls, secondary, progress('indexes and constraints', secondary.definitions.length));
    await goOnCounting(first.sql);
    await sideBySide(
      sqls,
      filledTables.length,
      progress('statistics', filledTables.length),
      async (sql, n) => {
        await sql`vacuum (analyze) ${sql(filledTables[n] ?? '')}`;
      },
    );
    await first.sql`analyze`;
    await first.sql`update bench.network set completed_at = now()`;
  } finally {
    await Promise.all(connections.map(({ close }) => close()));
  }
}

async function openConnections(url: string): Promise<Database[]> {
  const connections = Array.from({ length: Math.max(2, Math.min(4, availableParallelism())) }, () =>
    connect(url, {
      poolSize: 1,
      statementTimeoutMs: 0,
      largeStatements: true,
      applicationName: 'vitalmed bench',
    }),
  );
  for (const { sql } of connections) {
    await sql`set synchronous_commit = off`;
    await sql`set maintenance_work_mem = '1GB'`;
    // Each connection has a core: helpers of theirs would only take turns.
    await sql`set max_parallel_maintenance_workers = 0`;
    await sql`set work_mem = '128MB'`;
    await sql`set temp_buffers = '128MB'`;
    await makeWeekTable(sql);
  }
  return connections;
}

/** Does `count` pieces of work, each connection the next one that waits. */
async function sideBySide(
  sqls: Sql[],
  count: number,
  done: () => void,
  work: (sql: Sql, n: number) => Promise<void>,
): Promise<void> {
  let next = 0;
  await Promise.all(
    sqls.map(async (sql) => {
      for (let n = next++; n < count; n = next++) {
        await work(sql, n);
        done();
      }
    }),
  );
}

/** Identities were given by number; the product's own go on behind them. */
async function goOnCounting(sql: Sql): Promise<void> {
  for (const table of ['site', 'specialty', 'room', 'doctor', 'schedule', 'slot', 'event']) {
    await sql`select setval(pg_get_serial_sequence(${table}, 'id'), (select max(id) from ${sql(table)}))`;
  }
}
