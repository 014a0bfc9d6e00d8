import { createHash, randomBytes } from 'node:crypto';
import type { Sql } from '@vitalmed/db';
import { type Adapter, Lucia, type TimeSpan } from 'lucia';
import { cookieValue } from './cookie-value.ts';
import { type Realm, type Role, realms } from './realm.ts';
import {
  beginSession,
  type SessionAttributes,
  sessionAdapter,
  type UserAttributes,
} from './session-adapter.ts';

/** Who is signed in: plain data, safe to hand to any layer. */
export type SessionUser = {
  id: string;
  role: Role;
  email: string;
  firstName: string;
  lastName: string;
  patientId: string | null;
  doctorId: number | null;
  /** The language that the account chose. */
  locale: 'es-AR' | 'en';
};

export type ValidSession = {
  session: { id: string; realm: Realm; expiresAt: Date; endsAt: Date };
  user: SessionUser;
  /** The idle end was moved on: set the cookie again, with the token that came in. */
  fresh: boolean;
};

export type Sessions = {
  /**
   * A new session with a new token; the one that the browser had (`replacing`) ends. Instants are UTC. Null when the
   * password that was verified (by its hash) isn't the account's any more, or the account isn't active.
   */
  start(input: {
    userId: string;
    realm: Realm;
    passwordHash: string;
    replacing?: string | null;
  }): Promise<{ token: string; expiresAt: Date } | null>;
  /**
   * Looks, and moves nothing. Null for whatever doesn't hold now: unknown, ended, another realm's, of a disabled user.
   */
  validate(realm: Realm, token: string | null): Promise<ValidSession | null>;
  /** The same for what a person did: it moves the idle end on. What a screen does by itself never comes here. */
  use(realm: Realm, token: string | null): Promise<ValidSession | null>;
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

const createDate = (span: TimeSpan) => new Date(Date.now() + span.milliseconds());

/** `secure`: the origins are https, so cookies are Secure and carry the __Host- prefix. */
export function createSessions(sql: Sql, options: { secure: boolean }): Sessions {
  const adapters: Record<Realm, Adapter> = {
    patient: sessionAdapter(sql, 'patient'),
    backoffice: sessionAdapter(sql, 'backoffice'),
    doctor: sessionAdapter(sql, 'doctor'),
  };
  const lucias: Record<Realm, RealmLucia> = {
    patient: luciaFor(adapters, 'patient', options.secure),
    backoffice: luciaFor(adapters, 'backoffice', options.secure),
    doctor: luciaFor(adapters, 'doctor', options.secure),
  };

  return {
    async start({ userId, realm, passwordHash, replacing }) {
      const token = randomBytes(32).toString('base64url');
      const { idle, absolute } = realms[realm];
      const expiresAt = createDate(idle);
      const endsAt = createDate(absolute);
      const id = sessionIdOf(token);
      const begun = await beginSession(sql, { id, userId, realm, passwordHash, expiresAt, endsAt });
      if (!begun) return null;
      if (replacing) await lucias[realm].invalidateSession(sessionIdOf(replacing));
      return { token, expiresAt };
    },
    async validate(realm, token) {
      if (!token || !tokenPattern.test(token)) return null;
      const [session, user] = await adapters[realm].getSessionAndUser(sessionIdOf(token));
      if (!session || !user) return null;
      const { id, expiresAt, attributes } = session;
      return {
        session: { id, realm, expiresAt, endsAt: attributes.endsAt },
        user: { ...user.attributes, id: user.id },
        fresh: false,
      };
    },
    async use(realm, token) {
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
    readToken: (realm, header) => cookieValue(header, lucias[realm].sessionCookieName),
    setCookie: (realm, token) => lucias[realm].createSessionCookie(token).serialize(),
    clearCookie: (realm) => lucias[realm].createBlankSessionCookie().serialize(),
    cookieName: (realm) => lucias[realm].sessionCookieName,
  };
}

type RealmLucia = Lucia<SessionAttributes, UserAttributes>;

function luciaFor(adapters: Record<Realm, Adapter>, realm: Realm, secure: boolean): RealmLucia {
  const { cookie, idle } = realms[realm];
  return new Lucia(adapters[realm], {
    sessionExpiresIn: idle,
    sessionCookie: {
      name: secure ? `__Host-${cookie}` : cookie,
      attributes: { secure, sameSite: 'lax', path: '/' },
    },
    getSessionAttributes: ({ endsAt }) => ({ endsAt }),
    getUserAttributes: (attributes) => ({ ...attributes }),
  });
}
