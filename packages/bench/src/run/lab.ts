import { connect, type Database } from '@vitalmed/db';
import type { Network } from '../generate/network.ts';
import type { DriverJob } from '../limits/job.ts';
import { findPgbench } from '../limits/pgbench.ts';
import type { LoadPlan } from '../load/plan.ts';
import { patientPool } from '../scenarios/patient-pool.ts';
import { openSessions } from '../scenarios/sessions.ts';
import type { World } from '../scenarios/world.ts';
import { type ProductServer, startProduct } from '../server/product-server.ts';
import { type Forked, forked } from '../work/forked.ts';
import type { Measured } from '../work/measured.ts';

/** Everything that takes part in a measurement, each in a process of its own. */
export type Lab = {
  url: string;
  db: Database;
  network: Network;
  world: World;
  /** Processes of the product over one database; most runs have one. */
  products: [ProductServer, ...ProductServer[]];
  client: Forked<LoadPlan, Measured>;
  driver: Forked<DriverJob, Measured>;
  rawHttpPort: number;
  pgbench: string | null;
  close(): Promise<void>;
};

const secretariesAtMost = 32;

export type LabOptions = {
  patientsWanted: number;
  /** Where the server's CPU profile goes, if anywhere. */
  profileTo: string | null;
  /** Messages are sent by a second server process, as the product's WORKER variable allows. */
  workerApart: boolean;
  /** How many processes answer requests; the first sends the messages. */
  servers: number;
};

export async function openLab(
  url: string,
  network: Network,
  { patientsWanted, profileTo, workerApart, servers }: LabOptions,
): Promise<Lab> {
  const db = connect(url, {
    poolSize: 4,
    statementTimeoutMs: 0,
    largeStatements: true,
    applicationName: 'vitalmed bench',
  });
  const raw = forked<'listen', { port: number }>(new URL('../server/raw-http-process.ts', import.meta.url));
  const client = forked<LoadPlan, Measured>(new URL('../load/client-process.ts', import.meta.url));
  const driver = forked<DriverJob, Measured>(new URL('../limits/driver-process.ts', import.meta.url));
  const stopHelpers = async () => {
    await Promise.all([raw.stop(), client.stop(), driver.stop()]);
    await db.close();
  };
  try {
    const { port: rawHttpPort } = await raw.ask('listen');
    const world = await makeWorld(db, network, patientsWanted);
    const mailPort = rawHttpPort;
    const product = await startProduct(url, { mailPort, profileTo, worker: !workerApart });
    const others = await Promise.all(
      Array.from({ length: servers - 1 }, () => startProduct(url, { mailPort, worker: false })),
    );
    const messenger = workerApart ? await startProduct(url, { mailPort }) : null;
    const close = async () => {
      try {
        for (const server of [product, ...others, messenger]) await server?.stop();
      } finally {
        await stopHelpers();
      }
    };
    return {
      url,
      db,
      network,
      world,
      products: [product, ...others],
      client,
      driver,
      rawHttpPort,
      pgbench: findPgbench(),
      close,
    };
  } catch (error) {
    await stopHelpers();
    throw error;
  }
}

async function makeWorld(db: Database, network: Network, patientsWanted: number): Promise<World> {
  const users = await db.sql<{ id: string }[]>`
    select id from "user" where id in (select bench.id('secretary', n) from generate_series(1, ${network.sites}) n) limit ${secretariesAtMost}`;
  const secretaries = await openSessions(
    db,
    'backoffice',
    users.map(({ id }) => id),
  );
  return { db, network, secretaries, patients: await patientPool(db, network, patientsWanted) };
}
