import type { ServiceContext } from '../context.ts';
import type { Result } from '../result.ts';
import type { AccountUser } from './ports.ts';

/** Whoever is signed in, as they are now; null for nobody. */
export async function me({
  db: { sql },
  actor,
}: ServiceContext): Promise<Result<{ user: AccountUser | null }>> {
  if (!('userId' in actor)) return { ok: true, user: null };
  const [user] = await sql<AccountUser[]>`
    select id, email, first_name as "firstName", last_name as "lastName", role, locale
    from "user" where id = ${actor.userId} and status = 'active'`;
  return { ok: true, user: user ?? null };
}
