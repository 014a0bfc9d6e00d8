import { randomUUID } from 'node:crypto';
import { actorOf, cookieValue, type Realm, type Sessions } from '@vitalmed/auth';
import type { AuthPorts, ChangeFeed, Locale, SearchDatabase, ServiceContext } from '@vitalmed/services';
import { serialize } from 'hono/utils/cookie';
import type { Cookies, RequestContext } from './context.ts';
import type { StreamPlaces } from './stream-places.ts';

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
  /** Where streams count, of all origins together. */
  streams: StreamPlaces;
  /** Aborted when this process is about to end: its streams end then, so that who watches comes back elsewhere. */
  leaving?: AbortSignal;
  /** How often a stream asks whether its session still holds, in milliseconds; 10,000 unless told. */
  sessionCheckMs?: number;
};

/** As long as browsers keep any cookie: 400 days from the last sign-in. */
const BROWSER_KNOWN_SECONDS = 400 * 24 * 60 * 60;

type Incoming = {
  realm: Realm;
  header(name: string): string | undefined;
  clientAddress: string;
  /** Whether it may change anything: a person did something, then. */
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
  // Only what somebody does keeps their session awake; what a screen asks for by itself merely looks at it.
  const valid = await (writes
    ? sessions.use(realm, cookies.session)
    : sessions.validate(realm, cookies.session));
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
    locale: valid?.user.locale ?? localeOf(header('accept-language')),
    requestId: randomUUID(),
    clientAddress,
    auth: { ...auth, sessions },
    messageWaiting,
    realm,
    user: valid?.user ?? null,
    feed,
    sessionCheckMs,
    // Also not when the account was given another file: what is told from then on is that one's.
    sessionHolds: async () =>
      (await sessions.validate(realm, cookies.session))?.user.patientId === valid?.user.patientId,
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
  const browserName = secure ? '__Host-vitalmed_browser' : 'vitalmed_browser';
  const options = { httpOnly: true, secure, sameSite: 'Lax', path: '/' } as const;
  return {
    session: sessions.readToken(realm, header),
    keepSession: (token) => setCookie(sessions.setCookie(realm, token)),
    clearSession: () => setCookie(sessions.clearCookie(realm)),
    signUp: cookieValue(header, signUpName),
    browser: cookieValue(header, browserName),
    keepBrowser: (kept) =>
      setCookie(serialize(browserName, kept, { ...options, maxAge: BROWSER_KNOWN_SECONDS })),
    ownWrites: cookieValue(header, ownWritesName) !== null,
    keepSignUp: (signUpId) => setCookie(serialize(signUpName, signUpId, { ...options, maxAge: 30 * 60 })),
    keepOwnWrites: (seconds) => setCookie(serialize(ownWritesName, '1', { ...options, maxAge: seconds })),
  };
}

function localeOf(acceptLanguage: string | undefined): Locale {
  return acceptLanguage?.toLowerCase().startsWith('en') ? 'en' : 'es-AR';
}
