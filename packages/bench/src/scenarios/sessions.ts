import { createHash } from 'node:crypto';
import type { Database } from '@vitalmed/db';
import { cookieNames, type Realm } from '../load/realm.ts';

const atOnce = 5_000;

/** As long as the product lets a new session be idle: it moves the end on only when half of that is over. */
const idle: Record<Realm, string> = { patient: '30 days', backoffice: '1 hour', doctor: '1 hour' };

/**
 * Opens a session for each user as signing in does, but for the password's 100 ms. Answers with their cookies, in
 * order. The tokens follow from the users, so that another run finds the same sessions.
 */
export async function openSessions({ sql }: Database, realm: Realm, userIds: string[]): Promise<string[]> {
  const tokens = userIds.map((userId) =>
    createHash('sha256').update(`bench ${realm} ${userId}`).digest('base64url'),
  );
  for (let from = 0; from < userIds.length; from += atOnce) {
    const ids = tokens
      .slice(from, from + atOnce)
      .map((token) => createHash('sha256').update(token).digest('hex'));
    await sql`
      insert into session (id, user_id, realm, expires_at, ends_at, access_version)
      select s.id, u.id, ${realm}, now() + ${idle[realm]}::interval, now() + interval '30 days', u.access_version
      from unnest(${ids}::text[], ${userIds.slice(from, from + atOnce)}::uuid[]) s (id, user_id)
      join "user" u on u.id = s.user_id
      on conflict (id) do update
        set expires_at = excluded.expires_at, ends_at = excluded.ends_at, access_version = excluded.access_version`;
  }
  return tokens.map((token) => `${cookieNames[realm]}=${token}`);
}
