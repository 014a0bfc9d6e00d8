import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js';
import type postgres from 'postgres';
import { type Host, readAddress, urlOfHost } from './connection/address.ts';
import { declareArrays, type TypeTables } from './connection/array-types.ts';
import { DatabaseLost } from './connection/database-lost.ts';
import { LivingPool } from './connection/living-pool.ts';
import * as schema from './schema/index.ts';
import { within } from './within.ts';

/** PostgreSQL type numbers whose text form this module decides. */
const oid = {
  json: 114,
  int8: 20,
  date: 1082,
  time: 1083,
  timestamp: 1114,
  timestamptz: 1184,
  jsonb: 3802,
} as const;

/** What a database's rows look like: int8 as number, timestamptz as Date, date as 'YYYY-MM-DD'. */
type Types = { int8: number };

export type Sql = postgres.Sql<Types>;
/** The `sql` of an open transaction, as `sql.begin` hands it to its callback. */
export type TransactionSql = postgres.TransactionSql<Types>;
export type Orm = PostgresJsDatabase<typeof schema>;

export type Database = {
  /** Tagged templates over the pool; statements are prepared. */
  sql: Sql;
  /** drizzle over the same pool, with the same types. */
  orm: Orm;
  /** Whether it answers within that time, in milliseconds; never rejects and never takes longer. */
  isWell(withinMs: number): Promise<boolean>;
  /** Ends the pool; running queries get five seconds to finish. Safe to call twice. */
  close(): Promise<void>;
};

export type ConnectOptions = {
  /** Connections of this process at most; 10 unless told. */
  poolSize?: number;
  /** Shown in pg_stat_activity; 'vitalmed' unless told. */
  applicationName?: string;
  /**
   * Milliseconds before PostgreSQL cancels a statement; 15,000 unless told, 0 for never. A server that is silent for one
   * second more while it owes an answer is given up, with every connection to it.
   */
  statementTimeoutMs?: number;
  /** Milliseconds in which a connection must stand; 5,000 unless told. */
  connectWithinMs?: number;
  /** Takes only a server that takes writes, which a URL with several hosts or target_session_attrs asks for too. */
  primaryOnly?: boolean;
  /** Milliseconds that a transaction may wait for its client; 30,000 unless told, 0 for never. */
  idleInTransactionTimeoutMs?: number;
  /**
   * False answers a commit before it is on disk: a crash of PostgreSQL may undo the last second of this pool's
   * writes, latest first, and never a part of one. Only for work that is done again when it was undone.
   */
  durableCommits?: boolean;
  /**
   * True leaves planning to the server's own settings: for loads and reports, whose statements run seldom and read much.
   * Otherwise each statement is planned once a connection (docs/decisions/0008-one-plan.md).
   */
  largeStatements?: boolean;
  /** Called when a connection is lost that stood. */
  onConnectionLost?: (why: DatabaseLost) => void;
};

/** One plan for all parameters; pages out of order cost hardly more than in order, in memory and on flash. */
const planning = { plan_cache_mode: 'force_generic_plan', random_page_cost: 1.1 };

/** An answer that hasn't begun by this time after the server's own limit won't come, in milliseconds. */
const marginMs = 1_000;

/**
 * Opens a lazy pool: no connection is made before the first query, so this never throws for a server that is
 * down; the first query does. The session's time zone is UTC.
 *
 * @throws TypeError when the URL is none
 */
export function connect(url: string, options: ConnectOptions = {}): Database {
  const { statementTimeoutMs = 15_000, connectWithinMs = 5_000 } = options;
  const address = readAddress(url);
  if (options.primaryOnly) address.primaryOnly = true;
  const pool = new LivingPool({
    address,
    poolSize: options.poolSize ?? 10,
    applicationName: options.applicationName ?? 'vitalmed',
    settings: { ...sessionSettings({ ...options, statementTimeoutMs }), ...address.settings },
    connectWithinMs,
    answerWithinMs: statementTimeoutMs === 0 ? Number.POSITIVE_INFINITY : statementTimeoutMs + marginMs,
    findPrimary: () => findPrimary(url, connectWithinMs),
    prepare: decideTypes,
    onSessionLost: options.onConnectionLost,
  });
  const sql = facade(pool);
  const orm = drizzle(sql, { schema });
  decideTypes(sql);
  return {
    sql,
    orm,
    isWell: (withinMs) =>
      within(withinMs, sql`select 1`)
        .then(() => true)
        .catch(() => false),
    close: () => pool.close(),
  };
}

function sessionSettings(options: ConnectOptions): Record<string, string | number> {
  return {
    synchronous_commit: options.durableCommits === false ? 'off' : 'on',
    statement_timeout: options.statementTimeoutMs ?? 0,
    idle_in_transaction_session_timeout: options.idleInTransactionTimeoutMs ?? 30_000,
    ...(options.largeStatements ? {} : planning),
  };
}

/** The driver that its pool has at the time of each call. */
function facade(pool: LivingPool): Sql {
  return new Proxy((() => undefined) as unknown as Sql, {
    apply: (_target, _this, args: Parameters<Sql>) => pool.sql(...args),
    get: (_target, name) => Reflect.get(pool.sql, name),
  });
}

/**
 * The host of the URL that takes writes: of a primary and its standbys the primary, whichever that is now. With one host
 * it is that host, asked nothing.
 *
 * @throws DatabaseLost when none does
 */
async function findPrimary(url: string, withinMs: number): Promise<Host> {
  const { hosts } = readAddress(url);
  const [only, second] = hosts;
  if (only && !second) return only;
  const asked = hosts.map(async (host) => {
    const db = connect(urlOfHost(url, host), { poolSize: 1, primaryOnly: true, connectWithinMs: withinMs });
    try {
      await db.sql`select 1`;
      return host;
    } finally {
      void db.close();
    }
  });
  return Promise.any(asked).catch((cause) => {
    throw new DatabaseLost('NOT_PRIMARY', { cause });
  });
}

/** The URL of that primary alone, for drivers that know one host. */
export async function primaryUrl(url: string): Promise<string> {
  return urlOfHost(url, await findPrimary(url, 5_000));
}

/**
 * Both drivers' handling of times and JSON, decided once in a form that suits both: drizzle's columns accept a Date as
 * well as a text, and send ready-made texts. Ids and counts stay far below 2^53, so an int8 can be a number.
 */
function decideTypes(sql: Sql): void {
  const tables = sql.options as unknown as TypeTables;
  const { parsers, serializers } = tables;
  parsers[oid.int8] = Number;
  parsers[oid.timestamptz] = (text) => new Date(text);
  parsers[oid.date] = parsers[oid.time] = parsers[oid.timestamp] = asItIs;
  serializers[oid.int8] = serializers[oid.date] = serializers[oid.time] = String;
  serializers[oid.timestamptz] = serializers[oid.timestamp] = isoInstant;
  // A text is taken as JSON already: drizzle encodes before it gets here, and raw queries pass objects.
  serializers[oid.json] = serializers[oid.jsonb] = jsonText;
  declareArrays(tables);
}

const asItIs = (text: string) => text;
const isoInstant = (value: unknown) => (value instanceof Date ? value.toISOString() : value);
const jsonText = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value));
