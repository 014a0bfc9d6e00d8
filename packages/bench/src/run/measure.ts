import { bareClaim } from '../limits/bare-claim.ts';
import { runPgbench } from '../limits/pgbench.ts';
import type { Limit, Prepared, Scenario } from '../scenarios/world.ts';
import { type Measured, median } from '../work/measured.ts';
import { brokenInvariants, eventsSince, lastEvent } from './invariants.ts';
import type { Lab } from './lab.ts';
import { allDelivered, giveBack } from './tidy.ts';

export type RunOptions = {
  connections: number[];
  rounds: number;
  /** How long each run of each round lasts. */
  seconds: number;
  /** Things used up a round at most. */
  most: number;
};

/** One line of the report: a scenario at one number of connections. */
export type Row = {
  scenario: string;
  connections: number;
  perSecond: number;
  p50Ms: number;
  p99Ms: number;
  errors: number;
  limitPerSecond: number;
  /** Null where pgbench is the limit, which tells no quantiles. */
  limitP99Ms: number | null;
  ratioToLimit: number;
  /** What is broken or went wrong, in words. */
  faults: string[];
};

type Pair = { product: Measured; limit: MeasuredLimit; errors: number; faults: string[] };

/**
 * Lets the server do the scenario unmeasured, as it has long done where it is in use: what V8 hasn't compiled yet
 * takes two to five times as long.
 */
export async function warmUp(lab: Lab, scenario: Scenario, { seconds, most, connections }: RunOptions) {
  const since = await lastEvent(lab.db);
  const busiest = Math.max(...connections);
  const prepared = await scenario.prepare(lab.world, { connections: busiest, most, number: -busiest });
  await measureProduct(lab, { prepared, connections: busiest, seconds });
  await giveBack(lab.db, since);
  await allDelivered(lab.db);
}

/**
 * Measures scenarios and their limits in turn, round after round, and takes the medians. Scenarios that are compared
 * belong into one call: a machine that changes its pace between two rounds changes it for each of them.
 */
export async function measureInTurn(
  lab: Lab,
  scenarios: readonly Scenario[],
  connections: number,
  { rounds, seconds, most }: RunOptions,
): Promise<Row[]> {
  const measured = scenarios.map((scenario) => ({ scenario, pairs: [] as Pair[] }));
  for (let number = 0; number < rounds; number++) {
    for (const { scenario, pairs } of measured) {
      const prepared = await scenario.prepare(lab.world, {
        connections,
        most,
        number: number * 100 + connections,
      });
      pairs.push(await measurePair(lab, scenario, { prepared, connections, seconds }));
    }
  }
  return measured.map(({ scenario, pairs }) => rowOf(scenario, connections, pairs));
}

function rowOf(scenario: Scenario, connections: number, pairs: readonly Pair[]): Row {
  const middle = (value: (pair: Pair) => number) => median(pairs.map(value));
  return {
    scenario: scenario.name,
    connections,
    perSecond: middle(({ product }) => product.perSecond),
    p50Ms: middle(({ product }) => product.p50Ms),
    p99Ms: middle(({ product }) => product.p99Ms),
    errors: pairs.reduce((total, { errors }) => total + errors, 0),
    limitPerSecond: middle(({ limit }) => limit.perSecond),
    limitP99Ms: pairs.some(({ limit }) => limit.p99Ms === null)
      ? null
      : middle(({ limit }) => limit.p99Ms ?? 0),
    // Where nothing was done there is a fault that says so, and no ratio.
    ratioToLimit: middle(({ product, limit }) =>
      limit.perSecond > 0 ? product.perSecond / limit.perSecond : 0,
    ),
    faults: pairs.flatMap(({ faults }) => faults),
  };
}

type Run = { prepared: Prepared; connections: number; seconds: number };

async function measurePair(lab: Lab, scenario: Scenario, run: Run): Promise<Pair> {
  const beforeLimit = await lastEvent(lab.db);
  const limit = await measureLimit(lab, run.prepared.limit, run);
  await giveBack(lab.db, beforeLimit);
  await allDelivered(lab.db);

  const since = await lastEvent(lab.db);
  const product = await measureProduct(lab, run);
  const faults = [...limit.faults, ...(await brokenInvariants(lab.db, since))];
  faults.push(...(await countedOtherwise(lab, scenario, product, since)));
  const unexpected = Object.entries(product.outcomes).filter(
    ([outcome]) => !scenario.expected.includes(outcome),
  );
  faults.push(
    ...unexpected.map(([outcome, count]) => `${count} × ${outcome}: ${product.samples[outcome] ?? ''}`),
  );
  faults.push(...idleness(run.prepared, product));
  await giveBack(lab.db, since);
  await allDelivered(lab.db);
  return {
    product,
    limit,
    errors: unexpected.reduce((total, [, count]) => total + count, 0),
    faults: faults.map((fault) => `${scenario.name}, ${run.connections} connections: ${fault}`),
  };
}

/** Why nothing was done, in words; empty when something was. */
export function idleness(
  { requests }: Pick<Prepared, 'requests'>,
  { outcomes }: Pick<Measured, 'outcomes'>,
): string[] {
  if ((outcomes['200'] ?? 0) > 0) return [];
  if (requests.length === 0) return ['nothing was done: the network holds nothing (any more) to do it with'];
  const answers = Object.entries(outcomes).map(([outcome, count]) => `${count} × ${outcome}`);
  return [`nothing was done: of ${requests.length} requests ${answers.join(', ') || 'none was sent'}`];
}

export function measureProduct(
  { client, products }: Lab,
  { prepared, connections, seconds, ratePerSecond }: Run & { ratePerSecond?: number },
): Promise<Measured> {
  const { realm, requests, repeat } = prepared;
  const ports = products.map(({ origins }) => origins[realm].port);
  const { origin } = products[0].origins[realm];
  return client.ask({ ports, origin, connections, seconds, repeat, requests, ratePerSecond });
}

type MeasuredLimit = { perSecond: number; p99Ms: number | null; faults: string[] };

async function measureLimit(
  lab: Lab,
  limit: Limit,
  { prepared, connections, seconds }: Run,
): Promise<MeasuredLimit> {
  const { url, driver, client, pgbench, rawHttpPort } = lab;
  switch (limit.by) {
    case 'raw-http': {
      const { requests } = prepared;
      const origin = 'http://127.0.0.1';
      return fromMeasured(
        await client.ask({ ports: [rawHttpPort], origin, connections, seconds, repeat: true, requests }),
        '200',
      );
    }
    case 'statement':
      return fromMeasured(
        await driver.ask({ url, connections, seconds, repeat: prepared.repeat, items: limit.items }),
        'ok',
      );
    case 'claims': {
      const transactions = Math.max(1, Math.floor(limit.targets / connections));
      if (pgbench) {
        const job = { url, connections, transactions, first: 0, script: bareClaim(':n') };
        return { perSecond: await runPgbench(pgbench, job), p99Ms: null, faults: [] };
      }
      const items = Array.from({ length: limit.targets }, (_, target) => ({
        kind: 'claim' as const,
        target,
      }));
      return fromMeasured(await driver.ask({ url, connections, seconds, repeat: false, items }), 'ok');
    }
    default:
      return limit satisfies never;
  }
}

function fromMeasured({ perSecond, p99Ms, outcomes, samples }: Measured, good: string): MeasuredLimit {
  const bad = Object.entries(outcomes).filter(([outcome]) => outcome !== good);
  return {
    perSecond,
    p99Ms,
    faults: bad.map(([outcome, count]) => `limit: ${count} × ${outcome} ${samples[outcome] ?? ''}`),
  };
}

/** Successes are counted from what stands in the database; replies that say otherwise are a fault. */
async function countedOtherwise(
  { db }: Lab,
  { writes }: Scenario,
  { outcomes }: Measured,
  since: number,
): Promise<string[]> {
  if (!writes) return [];
  const replied = (outcomes['200'] ?? 0) * writes.each;
  const written = await eventsSince(db, writes.event, since);
  return written === replied
    ? []
    : [`${written} events "${writes.event}" stand against ${replied} that were answered`];
}
