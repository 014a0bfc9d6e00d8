import type { Database } from '@vitalmed/db';
import type { Network } from '../generate/network.ts';
import type { StatementItem } from '../limits/statements.ts';
import type { LoadRequest } from '../load/plan.ts';
import type { Realm } from '../load/realm.ts';
import type { PatientPool } from './patient-pool.ts';

/** What scenarios make their requests from. */
export type World = {
  /** The bench's own pool, used between runs only. */
  db: Database;
  network: Network;
  /** Cookies of secretaries, to be used in turn. */
  secretaries: string[];
  patients: PatientPool;
};

/** How much is wanted of one round. */
export type Round = {
  connections: number;
  /** Requests that may be used up at most. */
  most: number;
  /** Counts all rounds of the run: material that is used up differs by it. */
  number: number;
};

/** What stands beside a scenario: how fast the bare work could go at most. */
export type Limit =
  | { by: 'statement'; items: StatementItem[] }
  /** Claims of targets that `prepare` wrote, by pgbench where it exists. */
  | { by: 'claims'; targets: number }
  | { by: 'raw-http' };

export type Prepared = {
  realm: Realm;
  requests: LoadRequest[];
  /** Whether the requests may be sent again and again. */
  repeat: boolean;
  limit: Limit;
};

export type Scenario = {
  name: string;
  /** What a person does, in a few words. */
  what: string;
  /** Outcomes that aren't errors. */
  expected: string[];
  /** The event that tells of a success, and how many of them each success writes; absent where nothing is written. */
  writes?: { event: string; each: number };
  prepare(world: World, round: Round): Promise<Prepared>;
};

/** As the product's clients send it: a batch of one call. */
export function query(procedure: string, input: unknown, cookie?: string): LoadRequest {
  const batch = input === undefined ? '{}' : JSON.stringify({ 0: input });
  return { method: 'GET', path: `/trpc/${procedure}?batch=1&input=${encodeURIComponent(batch)}`, cookie };
}

export function mutation(procedure: string, input: unknown, cookie: string): LoadRequest {
  return { method: 'POST', path: `/trpc/${procedure}?batch=1`, cookie, body: JSON.stringify({ 0: input }) };
}
