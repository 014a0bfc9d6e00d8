import { gather, inBatches, removedAtOnce, type Sql } from '@vitalmed/db';
import type { Adapter, DatabaseSession, Lucia } from 'lucia';
import { type Realm, type Role, realms } from './realm.ts';

export type UserAttributes = {
  role: Role;
  email: string;
  firstName: string;
  lastName: string;
  patientId: string | null;
  doctorId: number | null;
  locale: 'es-AR' | 'en';
};

export type SessionAttributes = { endsAt: Date };

declare module 'lucia' {
  interface Register {
    Lucia: Lucia<SessionAttributes, UserAttributes>;
    UserId: string;
    DatabaseUserAttributes: UserAttributes;
    DatabaseSessionAttributes: SessionAttributes;
  }
}

type SessionRow = { id: string; userId: string; expiresAt: Date; endsAt: Date };
type SessionAndUserRow = SessionRow & UserAttributes;

/** Lucia's storage in our own tables, for one realm. */
export function sessionAdapter(sql: Sql, realm: Realm): Adapter {
  // Every request reads its session: under load those that come together ask together.
  const validSession = gather<string, SessionAndUserRow | null>({
    run: (ids) => validSessions(sql, realm, ids),
    atOnce: 2,
    most: 64,
  });
  return {
    async getSessionAndUser(sessionId) {
      const row = await validSession(sessionId);
      if (!row) return [null, null];
      const { id, userId, expiresAt, endsAt, ...attributes } = row;
      return [toSession({ id, userId, expiresAt, endsAt }), { id: userId, attributes }];
    },
    async getUserSessions(userId) {
      const rows = await sql<SessionRow[]>`
        select id, user_id as "userId", expires_at as "expiresAt", ends_at as "endsAt"
        from session where user_id = ${userId} and realm = ${realm}`;
      return rows.map(toSession);
    },
    // Sessions begin by `beginSession`, which may find that they mustn't: lucia has no answer for that.
    setSession: () => Promise.reject(new Error('Sessions begin by beginSession')),
    async updateSessionExpiration(sessionId, expiresAt) {
      await sql`
        update session set expires_at = least(${expiresAt}::timestamptz, ends_at)
        where id = ${sessionId} and expires_at < least(${expiresAt}::timestamptz, ends_at)`;
    },
    async deleteSession(sessionId) {
      await sql`
        with ended as (delete from session where id = ${sessionId} and realm = ${realm} returning user_id)
        insert into event (type, actor_kind, actor_id, data)
        select 'session.ended', u.role::text::actor_kind, u.id, jsonb_build_object('realm', ${realm}::text)
        from ended join "user" u on u.id = ended.user_id`;
    },
    async deleteUserSessions(userId) {
      await sql`
        with ended as (delete from session where user_id = ${userId} returning user_id)
        insert into event (type, actor_kind, actor_id, data)
        select 'session.ended', u.role::text::actor_kind, u.id, jsonb_build_object('sessions', count(*))
        from ended join "user" u on u.id = ended.user_id
        group by u.id, u.role`;
    },
    async deleteExpiredSessions() {
      // The idle end never lies after the absolute one.
      await inBatches(
        () => sql`
          delete from session
          where id = any(array(
            select id from session where expires_at <= now() order by expires_at limit ${removedAtOnce}
          ))`,
      );
    },
  };
}

export type NewSession = {
  id: string;
  userId: string;
  realm: Realm;
  /** The hash that the password was compared with, or that a proven registration brought along. */
  passwordHash: string;
  expiresAt: Date;
  endsAt: Date;
};

/**
 * False, and no session, when the password has changed since it was looked at, or the account was disabled. A change
 * under way is waited for; one that comes later counts the user's version up, and ends this session by that.
 */
export async function beginSession(sql: Sql, session: NewSession): Promise<boolean> {
  const { id, userId, realm, passwordHash, expiresAt, endsAt } = session;
  const begun = await sql`
    with holder as (
      select u.id, u.role, u.access_version from "user" u
      where u.id = ${userId} and u.password_hash = ${passwordHash} and u.status = 'active'
      for share
    ), started as (
      insert into session (id, user_id, realm, expires_at, ends_at, access_version)
      select ${id}, holder.id, ${realm}, ${expiresAt}, ${endsAt}, holder.access_version from holder
    )
    insert into event (type, actor_kind, actor_id, data)
    select 'session.started', role::text::actor_kind, id, jsonb_build_object('realm', ${realm}::text)
    from holder
    returning id`;
  return begun.count === 1;
}

/**
 * Each session's row, in the order asked; null for those that don't hold. Everything that ends a session is in this one
 * SELECT: idle end, absolute end, password, status or role changed since, another realm's cookie.
 */
async function validSessions(sql: Sql, realm: Realm, ids: string[]): Promise<(SessionAndUserRow | null)[]> {
  const rows = await sql<SessionAndUserRow[]>`
    select s.id, s.user_id as "userId", s.expires_at as "expiresAt", s.ends_at as "endsAt",
      u.role, u.email, u.first_name as "firstName", u.last_name as "lastName",
      u.locale, p.id as "patientId", d.id as "doctorId"
    from session s
    join "user" u on u.id = s.user_id
    left join patient p on p.user_id = u.id
    left join doctor d on d.user_id = u.id and d.active
    where s.id = any(${ids}) and s.realm = ${realm} and s.expires_at > now() and s.ends_at > now()
      and u.status = 'active' and u.access_version = s.access_version and u.role::text = any(${[...realms[realm].roles]})
      and (u.role <> 'doctor' or d.id is not null)`;
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.map((id) => byId.get(id) ?? null);
}

function toSession(row: SessionRow): DatabaseSession {
  return { id: row.id, userId: row.userId, expiresAt: row.expiresAt, attributes: { endsAt: row.endsAt } };
}
