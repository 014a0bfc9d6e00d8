import { createHash, randomBytes } from 'node:crypto';
import type { Sql } from '@vitalmed/db';
import { Lucia } from 'lucia';
import { type Realm, type Role, realms } from './realm.ts';
import { type SessionAttributes, sessionAdapter, type UserAttributes } from './session-adapter.ts';

/** Who is signed in: plain data, safe to hand to any layer. */
export type SessionUser = {
  id: string;
  role: Role;
  email: string;
  firstName: string;
  lastName: string;
  patientId: string | null;
  doctorId: number | null;
};

export type ValidSession = {
  session: { id: string; realm: Realm; expiresAt: Date; endsAt: Date };
  user: SessionUser;
  /** The idle end was moved on: set the cookie again, with the token that came in. */
  fresh: boolean;
};

export type Sessions = {
  /** A new session with a new token; the one that the browser had (`replacing`) ends. Instants are UTC. */
  start(input: {
    userId: string;
    realm: Realm;
    replacing?: string | null;
  }): Promise<{ token: string; expiresAt: Date }>;
  /** Null for whatever doesn't hold now: unknown, ended, another realm's, of a disabled user. */
  validate(realm: Realm, token: string | null): Promise<ValidSession | null>;
  end(realm: Realm, token: string): Promise<void>;
  /** Ends every session of the user, in every realm. */
  endAll(userId: string): Promise<void>;
  removeExpired(): Promise<void>;
  /** The token in a Cookie header, or null. */
  readToken(realm: Realm, cookieHeader: string | null | undefined): string | null;
  /** The value of the Set-Cookie header that keeps the token, and the one that takes it away. */
  setCookie(realm: Realm, token: string): string;
  clearCookie(realm: Realm): string;
  cookieName(realm: Realm): string;
};

/** 32 bytes in base64url. Anything else isn't ours and isn't worth a query. */
const tokenPattern = /^[\w-]{43}$/;

/** What is stored. lucia would keep the token itself, so it is only ever given this digest. */
export const sessionIdOf = (token: string) => createHash('sha256').update(token).digest('hex');

/** `secure`: the origins are https, so cookies are Secure and carry the __Host- prefix. */
export function createSessions(sql: Sql, options: { secure: boolean }): Sessions {
  const lucias: Record<Realm, RealmLucia> = {
    patient: luciaFor(sql, 'patient', options.secure),
    backoffice: luciaFor(sql, 'backoffice', options.secure),
    doctor: luciaFor(sql, 'doctor', options.secure),
  };

  return {
    async start({ userId, realm, replacing }) {
      const token = randomBytes(32).toString('base64url');
      const endsAt = new Date(Date.now() + realms[realm].absolute.milliseconds());
      const session = await lucias[realm].createSession(
        userId,
        { endsAt },
        { sessionId: sessionIdOf(token) },
      );
      if (replacing) await lucias[realm].invalidateSession(sessionIdOf(replacing));
      return { token, expiresAt: session.expiresAt };
    },
    async validate(realm, token) {
      if (!token || !tokenPattern.test(token)) return null;
      const { session, user } = await lucias[realm].validateSession(sessionIdOf(token));
      if (!session) return null;
      const { id, expiresAt, endsAt, fresh } = session;
      return { session: { id, realm, expiresAt, endsAt }, user: { ...user }, fresh };
    },
    async end(realm, token) {
      await lucias[realm].invalidateSession(sessionIdOf(token));
    },
    async endAll(userId) {
      await lucias.patient.invalidateUserSessions(userId);
    },
    async removeExpired() {
      await lucias.patient.deleteExpiredSessions();
    },
    readToken: (realm, header) => (header ? lucias[realm].readSessionCookie(header) : null),
    setCookie: (realm, token) => lucias[realm].createSessionCookie(token).serialize(),
    clearCookie: (realm) => lucias[realm].createBlankSessionCookie().serialize(),
    cookieName: (realm) => lucias[realm].sessionCookieName,
  };
}

type RealmLucia = Lucia<SessionAttributes, UserAttributes>;

function luciaFor(sql: Sql, realm: Realm, secure: boolean): RealmLucia {
  const { cookie, idle } = realms[realm];
  return new Lucia(sessionAdapter(sql, realm), {
    sessionExpiresIn: idle,
    sessionCookie: {
      name: secure ? `__Host-${cookie}` : cookie,
      attributes: { secure, sameSite: 'lax', path: '/' },
    },
    getSessionAttributes: ({ endsAt }) => ({ endsAt }),
    getUserAttributes: (attributes) => ({ ...attributes }),
  });
}
