import type { Locale } from '../context.ts';

/** What the account use cases need of whoever keeps passwords, sessions and counters. The server wires it. */

/** The origin that a request came to; patients and staff never share a session. */
export type Realm = 'patient' | 'backoffice' | 'doctor';

export type RateLimited = { ok: false; reason: 'rate-limited'; details: { retryAfterSeconds: number } };
export type Verdict = { ok: true } | RateLimited;

/** Who has shown who they are (a browser known to the account, a mailed link) goes before anybody else. */
export type Turn = 'known' | 'anybody';
type PasswordWeakness = 'too-short' | 'too-long' | 'too-common';

export type Credentials = {
  /** What is wrong with a new password, or null; `about` are facts about its owner that it must not repeat. */
  weakness(
    password: string,
    about: readonly string[],
    turn?: Turn,
  ): Promise<{ ok: true; weakness: PasswordWeakness | null } | RateLimited>;
  hash(password: string, turn?: Turn): Promise<{ ok: true; hash: string } | RateLimited>;
  /** With null (no such account) it takes as long and matches nothing. */
  verify(
    hash: string | null,
    password: string,
    turn?: Turn,
  ): Promise<{ ok: true; matches: boolean } | RateLimited>;
};

export type Sessions = {
  /** Null when the hash of the password that was verified isn't the account's any more, or the account isn't active. */
  start(input: {
    userId: string;
    realm: Realm;
    passwordHash: string;
    replacing?: string | null;
  }): Promise<StartedSession | null>;
  end(realm: Realm, token: string): Promise<void>;
};

export type Tokens = {
  sign(purpose: 'password-reset', id: string): string;
  open(purpose: 'password-reset', token: string): { ok: true; id: string } | { ok: false };
  signUpCode(id: string): string;
  signUpCodeMatches(id: string, code: string): boolean;
  fileCode(id: string): string;
  fileCodeMatches(id: string, code: string): boolean;
  /** The browser's own name when that account knows it, by what it keeps; null otherwise. */
  knownBrowser(kept: string | null, account: AccountName): string | null;
  /** What the browser keeps from now on, to be known to that account too. */
  rememberBrowser(kept: string | null, account: AccountName): string;
};

export type AccountName = { realm: Realm; email: string };

/** `browser` is its name where the account knows it, null for any other: strangers count by their network. */
export type Attempt = AccountName & { address: string; browser: string | null };

/** Whether to mail; a mailbox that had enough gets no more for a while, and its latest mail still serves. */
export type MailVerdict = { ok: true; mail: true } | { ok: true; mail: false; retryAfterSeconds: number };

export type RateLimits = {
  /** Calls `tryIt` when another attempt may be made; counts it when it answers 'bad-credentials'. */
  signIn<T extends { ok: true } | { ok: false; reason: string }>(
    attempt: Attempt,
    tryIt: (turn: Turn) => Promise<T>,
  ): Promise<T | RateLimited>;
  mailRequest(
    request: Attempt & { kind: 'sign-up' | 'password-reset' | 'file-proof' },
  ): Promise<MailVerdict | RateLimited>;
  /** After a code without a registration of this browser. */
  strayCode(from: { address: string }): Promise<Verdict>;
  /** Before a stranger's new password is weighed. */
  newPassword(from: { address: string }): Promise<Verdict>;
  /** After a mailed link was used. */
  forgive(owner: AccountName & { address: string }): Promise<void>;
};

export type AuthPorts = {
  credentials: Credentials;
  sessions: Sessions;
  tokens: Tokens;
  rateLimits: RateLimits;
};

/**
 * How somebody came in: to which origin, with which session, and with what their browser keeps to be known by
 * (null for none). Read from the request, never typed.
 */
export type Entrance = { realm: Realm; token: string | null; browser: string | null };

/** What an answer to a request for a mail says: whether another was sent, or when the next may be asked for. */
export type MailAnswer = { mailed: true } | { mailed: false; retryAfterSeconds: number };

export function mailAnswer(verdict: MailVerdict): MailAnswer {
  return verdict.mail ? { mailed: true } : { mailed: false, retryAfterSeconds: verdict.retryAfterSeconds };
}

/** Whoever signed in, as their own screens show them. */
export type AccountUser = {
  id: string;
  email: string;
  firstName: string;
  lastName: string;
  role: 'patient' | 'secretary' | 'doctor' | 'admin';
  /** The language of their screens, mails and files. */
  locale: Locale;
};

export type StartedSession = { token: string; expiresAt: Date };
