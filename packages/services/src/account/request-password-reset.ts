import { z } from 'zod';
import type { ServiceContext } from '../context.ts';
import type { Result } from '../result.ts';
import { opensDoor } from './door.ts';
import { email, locale } from './inputs.ts';
import type { Entrance } from './ports.ts';

export const requestPasswordResetInput = z.object({ email, locale });
type Input = z.infer<typeof requestPasswordResetInput>;

/** How long the mailed link is good for. */
export const passwordResetMinutes = 60;

/** Owes a reset link to the owner of an account of this door. The same answer and statement for everybody else. */
export async function requestPasswordReset(
  ctx: ServiceContext,
  input: Input,
  { realm }: Entrance,
): Promise<Result> {
  const verdict = await ctx.auth.rateLimits.mailRequest({ address: ctx.clientAddress, email: input.email });
  if (!verdict.ok) return verdict;
  const { sql } = ctx.db;
  const expiresAt = new Date(ctx.now.getTime() + passwordResetMinutes * 60_000);
  await sql`
    with account as (
      select id, access_version from "user" u
      where email = ${input.email} and ${opensDoor(ctx.db, realm)} and status = 'active'
    ), token as (
      insert into account_token (purpose, user_id, access_version, realm, expires_at, created_at)
      select 'password-reset', id, access_version, ${realm}, ${expiresAt}, ${ctx.now} from account
      returning id
    ), owed as (
      insert into notification (kind, recipient, locale, account_token_id)
      select 'password-reset', ${input.email}, ${input.locale}::locale, id from token
    )
    insert into event (type, at, actor_kind, data)
    values ('account.password-reset-requested', ${ctx.now}, 'anonymous', ${sql.json({ realm })})`;
  ctx.messageWaiting();
  return { ok: true };
}
