import postgres from 'postgres';
import type { Sql } from '../client.ts';
import type { Address, Host } from './address.ts';
import { DatabaseLost } from './database-lost.ts';
import { openSocket } from './open-socket.ts';
import { Session, type SessionOptions } from './session.ts';

export type PoolOptions = {
  address: Address;
  poolSize: number;
  applicationName: string;
  /** Settings of each session, by name; set once it is signed in, since poolers refuse them before. */
  settings: Record<string, string | number>;
  connectWithinMs: number;
  /** How long the server may be silent while it owes an answer, in milliseconds; Infinity for ever. */
  answerWithinMs: number;
  /** The server of several hosts that takes writes. */
  findPrimary(): Promise<Host>;
  /** Decides the types of a driver that was just made. */
  prepare(sql: Sql): void;
  onSessionLost?: (why: DatabaseLost) => void;
};

/** While no connection can be made, one is tried this often; whoever asks in between is told at once. */
const tryEveryMs = 100;
/** How often silent sessions are looked for. */
const lookEveryMs = 100;
/** What runs on the other sessions when one is lost has this long to end, in seconds. */
const graceSeconds = 3;

/**
 * A driver's pool that is thrown away whole when one of its sessions is lost, and replaced at once: the driver's own way
 * back takes up to 20 s, and can leave a connection that never speaks again. What runs elsewhere in it may end.
 */
export class LivingPool {
  readonly #options: PoolOptions;
  /** Each with the driver that it was made for. */
  readonly #sessions = new Map<Session, Sql>();
  /** Drivers that were replaced, and whether their last sessions have ended. */
  readonly #retired = new Map<Sql, Promise<void>>();
  readonly #looking: NodeJS.Timeout;
  #sql: Sql;
  #primary: Promise<Host> | null = null;
  #failure: DatabaseLost | null = null;
  #tryAgainAt = 0;
  #closing: Promise<void> | null = null;

  constructor(options: PoolOptions) {
    this.#options = options;
    this.#sql = this.#begin();
    this.#looking = setInterval(() => this.#look(), lookEveryMs);
    this.#looking.unref();
  }

  /** The driver to ask now. */
  get sql(): Sql {
    return this.#sql;
  }

  /** Running queries get some seconds to finish. */
  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    await Promise.all([this.#sql.end({ timeout: graceSeconds }), ...this.#retired.values()]);
    clearInterval(this.#looking);
    for (const session of this.#sessions.keys()) session.end();
  }

  #begin(): Sql {
    const { address, poolSize, applicationName, prepare } = this.#options;
    const options = {
      host: 'localhost',
      user: address.user,
      password: address.password,
      database: address.database,
      max: poolSize,
      prepare: true,
      // Types are declared, never asked: nobody would hear of that query's failure.
      fetch_types: false,
      // TLS, several hosts, time limits and pauses are the session's.
      ssl: false,
      connect_timeout: 0,
      backoff: 0,
      onnotice: () => undefined,
      connection: {
        application_name: applicationName,
        TimeZone: 'UTC',
        ...(address.startupOptions ? { options: address.startupOptions } : {}),
      },
      socket: () => this.#openSession(sql),
    };
    const sql: Sql = postgres(
      options as unknown as postgres.Options<Record<string, postgres.PostgresType>>,
    ) as unknown as Sql;
    prepare(sql);
    return sql;
  }

  #openSession(of: Sql): Session {
    const { connectWithinMs, answerWithinMs, address, onSessionLost } = this.#options;
    const options: SessionOptions = {
      connectWithinMs,
      answerWithinMs,
      primaryOnly: address.primaryOnly,
      opening: settingStatements(this.#options.settings),
      open: () => this.#connect(),
      onReady: () => {
        this.#failure = null;
      },
      onFailed: (why) => {
        this.#failure = why;
        this.#primary = null;
      },
      onLost: (why) => {
        this.#primary = null;
        if (of === this.#sql) this.#replace();
        onSessionLost?.(why);
      },
    };
    const session = new Session(options);
    this.#sessions.set(session, of);
    session.once('close', () => this.#sessions.delete(session));
    return session;
  }

  async #connect() {
    const { address, connectWithinMs, findPrimary } = this.#options;
    const now = performance.now();
    if (this.#failure && now < this.#tryAgainAt) throw new DatabaseLost(this.#failure.code);
    this.#tryAgainAt = now + tryEveryMs;
    const [only] = address.hosts;
    const several = address.hosts.length > 1 && address.primaryOnly;
    if (several) this.#primary ??= findPrimary();
    const host = await (this.#primary ?? only);
    return openSocket(host ?? { host: 'localhost', port: 5432 }, address.tls, connectWithinMs);
  }

  #replace(): void {
    if (this.#closing) return;
    const old = this.#sql;
    this.#sql = this.#begin();
    const ended = old.end({ timeout: graceSeconds }).then(() => {
      this.#retired.delete(old);
    });
    this.#retired.set(old, ended);
  }

  #look(): void {
    const now = performance.now();
    for (const [session, of] of this.#sessions) {
      session.check(now);
      // What waited in a replaced driver may have got a session of its own since.
      if (of !== this.#sql && !this.#retired.has(of)) session.leaveIfAtRest();
    }
  }
}

function settingStatements(settings: Record<string, string | number>): string | null {
  const statements = Object.entries(settings).map(
    ([name, value]) => `set ${name.replaceAll(/[^\w.]/g, '')} = '${String(value).replaceAll("'", "''")}'`,
  );
  return statements.length > 0 ? statements.join(';') : null;
}
