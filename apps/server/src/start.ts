import { setMaxListeners } from 'node:events';
import type { RequestListener } from 'node:http';
import { type ApiDependencies, createStreamPlaces } from '@vitalmed/api';
import {
  createCredentials,
  createRateLimits,
  createSessions,
  createSignedTokens,
  type Realm,
} from '@vitalmed/auth';
import { connect, type Database, type SearchDatabase, searchReplica } from '@vitalmed/db';
import { ChangeFeed } from '@vitalmed/services';
import type { Hono } from 'hono';
import { appSecret } from './app-secret.ts';
import { type AppOrigin, type Config, mailboxFolder } from './config.ts';
import { databaseServer, migrated } from './database.ts';
import { type Door, openDoor } from './http/door.ts';
import { limitedServer } from './http/limits.ts';
import { originListener } from './http/origin-app.ts';
import { startMessages } from './jobs/messages.ts';
import { faultEntry, type Logger } from './log.ts';
import { mailboxPage } from './mailbox/mailbox-page.ts';
import { appFolder } from './paths.ts';

export type RunningServer = {
  db: Database;
  /**
   * Nobody new is let in; what has begun is answered, streams are told to come back elsewhere and running jobs end,
   * each in bounded time. The database goes last.
   */
  stop(): Promise<void>;
};

type StartOptions = {
  config: Config;
  log: Logger;
  /** Whether this process also serves the built apps; in development their own dev servers do. */
  withApps: boolean;
  /** Runs on the migrated database before the first request is taken. */
  prepare?(db: Database): Promise<void>;
};

/** What has begun when the server is told to stop gets so long; every request of ours ends by itself before. */
const longestAnswerMs = 12_000;

/** The composition root: configuration -> database, mailer, clock -> three origins and the worker. */
export async function start({ config, log, withApps, prepare }: StartOptions): Promise<RunningServer> {
  const ends: (() => Promise<void>)[] = [];
  const stop = async () => {
    for (const end of ends.reverse()) {
      await end().catch((error: unknown) => log.error(faultEntry(error), 'a part did not end in order'));
    }
  };
  try {
    const server = await databaseServer(config, (message) => log.info(message));
    ends.push(server.stop);
    await migrated(server.url, (message) => log.info(message));
    if (prepare) await prepared(server.url, prepare);
    const db = connect(server.url, {
      ...serving,
      poolSize: config.poolSize,
      onConnectionLost: (why) => log.warn({ database: why.code }, 'connections to the database were lost'),
    });
    ends.push(db.close);
    const replica = openReplica(config, { db, url: server.url }, log);
    if (replica) ends.push(() => replica.close());

    const secret = appSecret(config);
    const worker = config.worker ? await startMessages({ config, url: server.url, secret }, log) : null;
    const leaving = new AbortController();
    // Every stream hears it, and there may be thousands.
    setMaxListeners(0, leaving.signal);
    const doors: Door[] = [];
    ends.push(async () => {
      leaving.abort();
      await Promise.all([worker?.stop(), ...doors.map((door) => door.close(longestAnswerMs))]);
    });
    const messageWaiting = () => worker?.kick();
    const api = apiDependencies(config, { db, replica, secret, messageWaiting, leaving: leaving.signal });
    for (const [listener, port] of origins(config, { api, log, withApps })) {
      const server = limitedServer(listener, { behindProxy: config.trustedProxies > 0 });
      doors.push(await openDoor(server, config.host, port));
    }
    return { db, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/**
 * Whoever waits for an answer has it, or is told to try again, within five seconds: the database refuses what takes
 * three, a silent one is given up after four, and what else takes time ends with the request.
 */
const serving = { statementTimeoutMs: 3_000, connectWithinMs: 3_000, primaryOnly: true } as const;
const answerWithinMs = 4_500;

/** On connections of its own: filling a database takes statements longer than any request's. */
async function prepared(url: string, prepare: (db: Database) => Promise<void>): Promise<void> {
  const db = connect(url, { primaryOnly: true, statementTimeoutMs: 60_000 });
  try {
    await prepare(db);
  } finally {
    await db.close();
  }
}

function openReplica(
  { databaseReplicaUrl, poolSize }: Config,
  { db: primary, url: primaryUrl }: { db: Database; url: string },
  log: Logger,
): SearchDatabase | undefined {
  if (databaseReplicaUrl === null) return undefined;
  return searchReplica({
    primary,
    primaryUrl,
    replicaUrl: databaseReplicaUrl,
    poolSize,
    onState: (state) => log.info({ replica: state }, 'The replica for searches changed its state'),
  });
}

type Shared = Pick<ApiDependencies, 'db' | 'replica' | 'messageWaiting' | 'leaving'> & { secret: string };

function apiDependencies(config: Config, { db, secret, ...shared }: Shared): ApiDependencies {
  const secure = config.portal.origin.startsWith('https:');
  return {
    db,
    sessions: createSessions(db.sql, { secure }),
    auth: {
      credentials: createCredentials(),
      tokens: createSignedTokens(secret),
      rateLimits: createRateLimits(db.sql),
    },
    feed: new ChangeFeed(db),
    streams: createStreamPlaces(),
    secure,
    clock: () => new Date(),
    ...shared,
  };
}

function origins(
  config: Config,
  { api, log, withApps }: { api: ApiDependencies; log: Logger; withApps: boolean },
): [RequestListener, number][] {
  const mailbox = config.mailbox ? mailboxPage(mailboxFolder(config)) : null;
  const rooms = [
    ['patient', config.portal, 'patient-portal', mailbox],
    ['backoffice', config.backoffice, 'backoffice', null],
    ['doctor', config.doctor, 'doctor-view', null],
  ] as const satisfies readonly [Realm, AppOrigin, string, Hono | null][];
  return rooms.map(([realm, { origin, port }, app, extra]) => [
    originListener({
      realm,
      origin,
      config,
      api,
      log,
      extra,
      answerWithinMs,
      assets: withApps ? appFolder(app) : null,
    }),
    port,
  ]);
}
