import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';
import * as schema from './schema/index.ts';

/** PostgreSQL type numbers whose text form this module decides. */
const oid = { json: 114, int8: 20, date: 1082, timestamp: 1114, timestamptz: 1184, jsonb: 3802 } as const;

/** Array types that drizzle replaces and that postgres.js would otherwise read by their element type. */
const arrayOids = [1182, 1115, 1185, 1231];

/** Ids and counts stay far below 2^53, so an int8 can be a number. */
const int8: postgres.PostgresType<number> = {
  to: oid.int8,
  from: [oid.int8],
  parse: Number,
  serialize: String,
};

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
  /** Ends the pool; running queries get five seconds to finish. Safe to call twice. */
  close(): Promise<void>;
};

export type ConnectOptions = {
  /** Connections of this process at most; 10 unless told. */
  poolSize?: number;
  /** Shown in pg_stat_activity; 'vitalmed' unless told. */
  applicationName?: string;
  /** Milliseconds before PostgreSQL cancels a statement; 15,000 unless told, 0 for never. */
  statementTimeoutMs?: number;
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
  /** Called when a connection of the pool ends, whoever ended it. */
  onConnectionEnd?: (connectionId: number) => void;
};

/** One plan for all parameters; pages out of order cost hardly more than in order, in memory and on flash. */
const planning = { plan_cache_mode: 'force_generic_plan', random_page_cost: 1.1 };

/**
 * Opens a lazy pool: no connection is made before the first query, so this never throws for a server that is
 * down; the first query does. The session's time zone is UTC.
 */
export function connect(url: string, options: ConnectOptions = {}): Database {
  const sql: Sql = postgres(url, {
    max: options.poolSize ?? 10,
    prepare: true,
    connect_timeout: 10,
    types: { int8 },
    onnotice: () => undefined,
    onclose: options.onConnectionEnd,
    connection: {
      application_name: options.applicationName ?? 'vitalmed',
      TimeZone: 'UTC',
      synchronous_commit: options.durableCommits === false ? 'off' : 'on',
      statement_timeout: options.statementTimeoutMs ?? 15_000,
      idle_in_transaction_session_timeout: options.idleInTransactionTimeoutMs ?? 30_000,
      ...(options.largeStatements ? {} : planning),
    },
  });
  const orm = drizzle(sql, { schema });
  decideTypes(sql);
  return { sql, orm, close: () => sql.end({ timeout: 5 }) };
}

/**
 * drizzle's driver turns off the pool's own handling of times and JSON, for raw queries too. This puts it back
 * in a form that suits both: drizzle's columns accept a Date as well as a text, and send ready-made texts.
 */
function decideTypes(sql: Sql): void {
  const { parsers, serializers } = sql.options as unknown as {
    parsers: Record<number, (text: string) => unknown>;
    serializers: Record<number, (value: unknown) => unknown>;
  };
  for (const type of arrayOids) {
    delete parsers[type];
    delete serializers[type];
  }
  parsers[oid.timestamptz] = (text) => new Date(text);
  serializers[oid.timestamptz] = serializers[oid.timestamp] = isoInstant;
  serializers[oid.date] = String;
  // A text is taken as JSON already: drizzle encodes before it gets here, and raw queries pass objects.
  serializers[oid.json] = serializers[oid.jsonb] = jsonText;
}

const isoInstant = (value: unknown) => (value instanceof Date ? value.toISOString() : value);
const jsonText = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value));
