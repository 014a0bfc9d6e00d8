import { generate } from '../generate/index.ts';
import { type Network, networkOf, type Recipe } from '../generate/network.ts';
import { shownProgress } from '../generate/progress.ts';
import { databaseServer } from './database-server.ts';
import { dropOwnDatabase, ownDatabase } from './own-database.ts';

export type WithNetworkOptions = { recipe: Recipe; quick: boolean; fresh: boolean; dataDir: string };

export const say = (text: string) => process.stderr.write(`${text}\n`);

/** Does the work on a database that holds the network, made now or by an earlier run. A quick run's goes with it. */
export async function withNetwork<T>(
  { recipe, quick, fresh, dataDir }: WithNetworkOptions,
  work: (url: string, network: Network) => Promise<T>,
): Promise<T> {
  const server = await databaseServer({ dataDir, quick, log: say });
  try {
    const network = networkOf(recipe);
    // A quick run's name is its own: two may run at once on the server of the tests.
    const name = quick ? `vitalmed_bench_quick_${process.pid}` : `vitalmed_bench_${recipe.scale}`;
    const own = await ownDatabase(server.url, { name, recipe, fresh });
    if (!own.generated) await generateInto(own.url, network);
    try {
      return await work(own.url, network);
    } finally {
      if (quick) await dropOwnDatabase(server.url, name, recipe);
    }
  } finally {
    await server.stop();
  }
}

async function generateInto(url: string, network: Network): Promise<void> {
  const started = performance.now();
  say(
    `Generating ${network.scale}: ${network.doctors} doctors, ${network.patients} patients, about ${network.doctors * 10_000} slots`,
  );
  await generate(url, network, shownProgress());
  say(`Generated in ${((performance.now() - started) / 1000).toFixed(1)} s`);
}
