import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import {
  type Credentials,
  createCredentials,
  createRateLimits,
  createSessions,
  createSignedTokens,
  type Realm,
  type Sessions,
  type SignedTokens,
} from '@vitalmed/auth';
import { connect, type Database } from '@vitalmed/db';
import { createTestDatabase } from '@vitalmed/db/testing';
import { ChangeFeed, type SearchDatabase } from '@vitalmed/services';
import { createApi } from '../http.ts';
import { apiFirst } from '../listener.ts';
import type { ApiDependencies } from '../request-context.ts';
import { createStreamPlaces, STREAM_BOUNDS, type StreamBounds } from '../stream-places.ts';

/** A Saturday morning in Buenos Aires, two days before the factories' testDate. */
export const testNow = new Date('2030-06-01T12:00:00Z');

const realms = ['patient', 'backoffice', 'doctor'] as const satisfies readonly Realm[];

export type TestApi = {
  db: Database;
  sessions: Sessions;
  tokens: SignedTokens;
  /** The pages of which origin may change anything there. Not where the API listens: a browser tells it. */
  origins: Record<Realm, string>;
  /** Where each realm's API listens, such as http://127.0.0.1:41234. */
  addresses: Record<Realm, string>;
  /** Bugs that the API reported; empty in every test that passes. */
  faults: unknown[];
  /** Addresses of all requests that the API left to the app, which has the stock adapter. */
  toApp: string[];
  /** Another process of the same clinic: its own pool, feed and listeners on the same database. */
  twin(): Promise<TestApi>;
  /** Stops it, and its twins first; the database goes with the one that made it. */
  stop(): Promise<void>;
};

type TestApiOptions = {
  /** Whether the origins are https. */
  secure?: boolean;
  sessionCheckMs?: number;
  /** In place of a server's own. */
  streams?: Partial<StreamBounds>;
  clock?: () => Date;
  /** In place of those at their usual cost. */
  credentials?: Credentials;
  /** In place of one at its usual pace. */
  feed?: (db: Database) => ChangeFeed;
  /** A database, with its replica if it has one, in place of an empty one of its own. */
  given?: { url: string; db: Database; replica?: SearchDatabase };
  /** As the server bounds its answers, in milliseconds; not at all unless told. */
  answerWithinMs?: number;
};

/**
 * The three APIs as a server runs them, over HTTP on free ports, with the real ports of auth and an empty,
 * migrated database of their own. Callers name their network address in the header x-test-address.
 */
export async function startTestApi(options: TestApiOptions = {}): Promise<TestApi> {
  if (options.given) return listenOn(options.given.url, options.given.db, options);
  const database = await createTestDatabase({ poolSize: 10 });
  const api = await listenOn(database.url, database.db, options);
  return {
    ...api,
    stop: async () => {
      await api.stop();
      await database.drop();
    },
  };
}

async function listenOn(url: string, db: Database, options: TestApiOptions): Promise<TestApi> {
  const secure = options.secure ?? false;
  const sessions = createSessions(db.sql, { secure });
  const tokens = createSignedTokens('a secret of the tests, long enough for its use');
  const faults: unknown[] = [];
  const toApp: string[] = [];
  const dependencies: ApiDependencies = {
    db,
    sessions,
    auth: {
      credentials: options.credentials ?? createCredentials(),
      tokens,
      rateLimits: createRateLimits(db.sql),
    },
    feed: options.feed?.(db) ?? new ChangeFeed(db),
    replica: options.given?.replica,
    secure,
    clock: options.clock ?? (() => testNow),
    messageWaiting: () => undefined,
    streams: createStreamPlaces({ ...STREAM_BOUNDS, ...options.streams }),
    sessionCheckMs: options.sessionCheckMs,
  };
  const scheme = secure ? 'https' : 'http';
  const origins = byRealm((realm) => `${scheme}://${realm}.clinic.test`);
  const listeners = await Promise.all(
    realms.map((realm) =>
      listen(dependencies, {
        realm,
        origin: origins[realm],
        faults,
        toApp,
        answerWithinMs: options.answerWithinMs,
      }),
    ),
  );
  const twins: TestApi[] = [];
  return {
    db,
    sessions,
    tokens,
    origins,
    addresses: byRealm((realm) => listeners[realms.indexOf(realm)]?.address ?? ''),
    faults,
    toApp,
    async twin() {
      const ownDb = connect(url, { poolSize: 10 });
      const api = await listenOn(url, ownDb, options);
      const stop = async () => {
        await api.stop();
        await ownDb.close();
      };
      const twin = { ...api, stop };
      twins.push(twin);
      return twin;
    },
    async stop() {
      await Promise.all(twins.splice(0).map((twin) => twin.stop()));
      await Promise.all(listeners.map((listener) => listener.close()));
    },
  };
}

type Origin = Pick<TestApiOptions, 'answerWithinMs'> & {
  realm: Realm;
  origin: string;
  faults: unknown[];
  toApp: string[];
};

async function listen(
  dependencies: ApiDependencies,
  { realm, origin, faults, toApp, answerWithinMs }: Origin,
) {
  const api = createApi(dependencies, {
    realm,
    headers: { 'x-content-type-options': 'nosniff' },
    origin,
    answerWithinMs,
    clientAddress: ({ headers }) => String(headers['x-test-address'] ?? '203.0.113.7'),
    // Everything that it is told: whatever a file could say is in it.
    calendarFile: (told, locale) =>
      `BEGIN:VCALENDAR\r\nLANGUAGE:${locale}\r\nUID:${told.id}\r\nCOMMENT:${JSON.stringify(told)}\r\nEND:VCALENDAR\r\n`,
    onFault: (error) => faults.push(error),
  });
  const app = getRequestListener(api.app.fetch);
  const server = createServer(
    apiFirst(api, (incoming, outgoing) => {
      toApp.push(incoming.url ?? '');
      return app(incoming, outgoing);
    }),
  );
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    address: `http://127.0.0.1:${port}`,
    async close() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

function byRealm<T>(make: (realm: Realm) => T): Record<Realm, T> {
  return { patient: make('patient'), backoffice: make('backoffice'), doctor: make('doctor') };
}
