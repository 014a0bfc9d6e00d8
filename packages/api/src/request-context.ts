import { randomUUID } from 'node:crypto';
import { actorOf, type Realm, type Sessions } from '@vitalmed/auth';
import type { AuthPorts, ChangeFeed, Locale, SearchDatabase, ServiceContext } from '@vitalmed/services';
import { parse, serialize } from 'hono/utils/cookie';
import type { Cookies, RequestContext } from './context.ts';

/** What all requests of one server share. The composition root makes it once. */
export type ApiDependencies = {
  db: ServiceContext['db'];
  sessions: Sessions;
  auth: Pick<AuthPorts, 'credentials' | 'tokens' | 'rateLimits'>;
  feed: ChangeFeed;
  /** Answers the portal's searches where there is one; the desk acts on what it sees, so it asks the primary. */
  replica?: SearchDatabase;
  /** Whether the origins are https: cookies are then Secure. */
  secure: boolean;
  clock(): Date;
  messageWaiting(): void;
  /** Aborted when this process is about to end: its streams end then, so that who watches comes back elsewhere. */
  leaving?: AbortSignal;
  /** How often a stream asks whether its session still holds, in milliseconds; 10,000 unless told. */
  sessionCheckMs?: number;
};

type Incoming = {
  realm: Realm;
  header(name: string): string | undefined;
  clientAddress: string;
  /** Whether it may change anything. */
  writes: boolean;
};

/**
 * Who asks and with what. Reads the session once; `setCookie` takes the headers that the answer must carry,
 * also when the request fails.
 */
export async function requestContext(
  dependencies: ApiDependencies,
  { realm, header, clientAddress, writes }: Incoming,
  setCookie: (header: string) => void,
): Promise<RequestContext> {
  const { db, sessions, auth, feed, clock, messageWaiting, sessionCheckMs = 10_000 } = dependencies;
  const cookies = cookiesOf(dependencies, realm, header('cookie') ?? null, setCookie);
  const valid = await sessions.validate(realm, cookies.session);
  // The idle end moved on, so the browser's copy has to live longer too.
  if (valid?.fresh && cookies.session) cookies.keepSession(cookies.session);
  const replica = realm === 'patient' ? dependencies.replica : undefined;
  if (replica && writes) cookies.keepOwnWrites(replica.ownWritesSeconds);
  return {
    db,
    search: (question) => (replica && !cookies.ownWrites ? replica.read(question) : question(db)),
    searchesSettled: async () => replica?.settled(),
    now: clock(),
    actor: actorOf(valid?.user ?? null),
    locale: localeOf(header('accept-language')),
    requestId: randomUUID(),
    clientAddress,
    auth: { ...auth, sessions },
    messageWaiting,
    realm,
    user: valid?.user ?? null,
    feed,
    sessionCheckMs,
    sessionHolds: async () => (await sessions.validate(realm, cookies.session)) !== null,
    cookies,
  };
}

function cookiesOf(
  { sessions, secure }: ApiDependencies,
  realm: Realm,
  header: string | null,
  setCookie: (header: string) => void,
): Cookies {
  const signUpName = secure ? '__Host-vitalmed_sign_up' : 'vitalmed_sign_up';
  const ownWritesName = secure ? '__Host-vitalmed_wrote' : 'vitalmed_wrote';
  const options = { httpOnly: true, secure, sameSite: 'Lax', path: '/' } as const;
  return {
    session: sessions.readToken(realm, header),
    keepSession: (token) => setCookie(sessions.setCookie(realm, token)),
    clearSession: () => setCookie(sessions.clearCookie(realm)),
    signUp: header ? (parse(header, signUpName)[signUpName] ?? null) : null,
    ownWrites: header?.includes(ownWritesName) ?? false,
    keepSignUp: (signUpId) => setCookie(serialize(signUpName, signUpId, { ...options, maxAge: 30 * 60 })),
    keepOwnWrites: (seconds) => setCookie(serialize(ownWritesName, '1', { ...options, maxAge: seconds })),
  };
}

function localeOf(acceptLanguage: string | undefined): Locale {
  return acceptLanguage?.toLowerCase().startsWith('en') ? 'en' : 'es-AR';
}
