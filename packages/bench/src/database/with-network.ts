import { generate } from '../generate/index.ts';
import { type Network, networkOf, type Recipe, type ScaleName } from '../generate/network.ts';
import { shownProgress } from '../generate/progress.ts';
import { databaseServer } from './database-server.ts';
import { dropOwnDatabase, ownDatabase } from './own-database.ts';

export type WithNetworkOptions = { recipe: Recipe; quick: boolean; fresh: boolean; dataDir: string };

export const say = (text: string) => process.stderr.write(`${text}\n`);

/** Does the work on a database that holds the network, made now or by an earlier run. A quick run's goes with it. */
export function withNetwork<T>(
  options: WithNetworkOptions,
  work: (url: string, network: Network) => Promise<T>,
): Promise<T> {
  return withNetworks(options, [options.recipe.scale], ([made]) => {
    if (!made) throw new Error('No network was made');
    return work(made.url, made.network);
  });
}

export type MadeNetwork = { url: string; network: Network };

/** The same for networks of several scales, each in a database of its own on one server. */
export async function withNetworks<T>(
  { recipe, quick, fresh, dataDir }: WithNetworkOptions,
  scales: readonly ScaleName[],
  work: (made: MadeNetwork[]) => Promise<T>,
): Promise<T> {
  const server = await databaseServer({ dataDir, quick, log: say });
  // A quick run's names are its own: two may run at once on the server of the tests.
  const nameOf = (scale: ScaleName) =>
    quick ? `vitalmed_bench_quick_${process.pid}_${scale}` : `vitalmed_bench_${scale}`;
  const made: MadeNetwork[] = [];
  try {
    for (const scale of scales) {
      const network = networkOf({ ...recipe, scale });
      const own = await ownDatabase(server.url, { name: nameOf(scale), recipe: network, fresh });
      made.push({ url: own.url, network });
      if (!own.generated) await generateInto(own.url, network);
    }
    return await work(made);
  } finally {
    for (const { network } of quick ? made : []) {
      await dropOwnDatabase(server.url, nameOf(network.scale), network);
    }
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
