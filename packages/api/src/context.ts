import type { Realm, SessionUser } from '@vitalmed/auth';
import type { ChangeFeed, ServiceContext } from '@vitalmed/services';

/** The cookies that a request came with, and those that its answer sets. */
export type Cookies = {
  session: string | null;
  keepSession(token: string): void;
  clearSession(): void;
  /** The registration that this browser began and hasn't confirmed. */
  signUp: string | null;
  keepSignUp(signUpId: string): void;
  /** What this browser keeps to be known to the accounts that signed in with it. */
  browser: string | null;
  keepBrowser(kept: string): void;
  /** Whether this browser wrote a moment ago, so that its searches have to show that. */
  ownWrites: boolean;
  keepOwnWrites(seconds: number): void;
};

/** What a procedure acts with: made anew for each request. */
export type RequestContext = ServiceContext & {
  realm: Realm;
  user: SessionUser | null;
  feed: ChangeFeed;
  /** Resolves once every search of the portal shows what is in the database now. */
  searchesSettled(): Promise<void>;
  /** Whether the session that the request came with still holds now; streams ask again and again. */
  sessionHolds(): Promise<boolean>;
  /** How often a stream asks that, in milliseconds. */
  sessionCheckMs: number;
  cookies: Cookies;
};
