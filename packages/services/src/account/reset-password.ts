import { z } from 'zod';
import type { ServiceContext } from '../context.ts';
import { type Result, refuse } from '../result.ts';
import { refusedPassword } from './good-password.ts';
import { password } from './inputs.ts';
import type { AccountName, Entrance } from './ports.ts';

export const resetPasswordInput = z.object({ token: z.string().max(200), password });
type Input = z.infer<typeof resetPasswordInput>;

/**
 * Sets a new password with a mailed token, once, and ends every session of the account. Whoever can read the owner's
 * mail is the owner: what was tried before is forgotten, and `browser` is what theirs keeps to be known from now on.
 */
export async function resetPassword(
  ctx: ServiceContext,
  input: Input,
  entrance: Pick<Entrance, 'browser'>,
): Promise<Result<{ browser: string }>> {
  const { credentials, rateLimits, tokens } = ctx.auth;
  const opened = tokens.open('password-reset', input.token);
  // Checked before any hashing: a made-up token costs us nothing.
  const owner = opened.ok ? await ownerOf(ctx, opened.id) : null;
  if (!opened.ok || !owner) return refuse('token-expired');
  const { realm, email, firstName, lastName } = owner;
  const refused = await refusedPassword(ctx.auth, input.password, [email, firstName, lastName], 'known');
  if (refused) return refused;
  const hashed = await credentials.hash(input.password, 'known');
  if (!hashed.ok) return hashed;
  if (!(await changePassword(ctx, opened.id, hashed.hash))) return refuse('token-expired');
  await rateLimits.forgive({ realm, email, address: ctx.clientAddress });
  return { ok: true, browser: tokens.rememberBrowser(entrance.browser, { realm, email }) };
}

type Owner = AccountName & { firstName: string; lastName: string };

/** What the account says of its owner, while the token is good. */
async function ownerOf({ db: { sql }, now }: ServiceContext, tokenId: string): Promise<Owner | null> {
  const [owner] = await sql<Owner[]>`
    select t.realm, u.email, u.first_name as "firstName", u.last_name as "lastName"
    from account_token t join "user" u on u.id = t.user_id
    where t.id = ${tokenId} and t.purpose = 'password-reset' and t.used_at is null and t.expires_at > ${now}
      and u.status = 'active' and u.access_version = t.access_version`;
  return owner ?? null;
}

/**
 * Spends the token (and any other that waits), and with it changes the password, all in one statement. Sessions and
 * links that come into being meanwhile, which it can't see, end with the account's access version.
 */
async function changePassword({ db: { sql }, now }: ServiceContext, tokenId: string, hash: string) {
  const changed = await sql`
    with spent as (
      update account_token set used_at = ${now}
      where id = ${tokenId} and purpose = 'password-reset' and used_at is null and expires_at > ${now}
      returning user_id, access_version
    ), changed as (
      update "user" set password_hash = ${hash} from spent
      where "user".id = spent.user_id and "user".access_version = spent.access_version and status = 'active'
      returning "user".id, role
    ), others as (
      update account_token set used_at = ${now} from changed
      where user_id = changed.id and used_at is null and account_token.id <> ${tokenId}
    ), ended as (
      delete from session using changed where session.user_id = changed.id returning session.id
    )
    insert into event (type, at, actor_kind, actor_id, data)
    select 'account.password-changed', ${now}, role::text::actor_kind, id,
      jsonb_build_object('by', 'reset', 'sessionsEnded', (select count(*) from ended))
    from changed
    returning id`;
  return changed.count === 1;
}
