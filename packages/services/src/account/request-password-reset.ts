import { z } from 'zod';
import type { ServiceContext } from '../context.ts';
import type { Result } from '../result.ts';
import { opensDoor } from './door.ts';
import { email, locale } from './inputs.ts';
import { type Entrance, type MailAnswer, mailAnswer, type Realm } from './ports.ts';

export const requestPasswordResetInput = z.object({ email, locale });
type Input = z.infer<typeof requestPasswordResetInput>;

/** How long the mailed link is good for. */
export const passwordResetMinutes = 60;
/** A link that is good for so long still serves whoever asks again. */
const stillServesMinutes = 20;

/**
 * Owes a reset link to the owner of an account of this door. The same answer and statement for everybody else. A
 * mailbox that had enough of them gets another only when none that it has still serves.
 */
export async function requestPasswordReset(
  ctx: ServiceContext,
  input: Input,
  { realm, browser: kept }: Entrance,
): Promise<Result<{ mail: MailAnswer }>> {
  const { rateLimits, tokens } = ctx.auth;
  const account = { realm, email: input.email };
  const browser = tokens.knownBrowser(kept, account);
  const request = { ...account, address: ctx.clientAddress, browser, kind: 'password-reset' } as const;
  const verdict = await rateLimits.mailRequest(request);
  if (!verdict.ok) return verdict;
  await oweLink(ctx, input, realm, verdict.mail);
  ctx.messageWaiting();
  return { ok: true, mail: mailAnswer(verdict) };
}

async function oweLink({ db, now }: ServiceContext, input: Input, realm: Realm, mail: boolean) {
  const { sql } = db;
  const expiresAt = new Date(now.getTime() + passwordResetMinutes * 60_000);
  const stillServes = new Date(now.getTime() + stillServesMinutes * 60_000);
  await sql`
    with account as (
      select id, access_version from "user" u
      where email = ${input.email} and ${opensDoor(db, realm)} and status = 'active'
    ), token as (
      insert into account_token (purpose, user_id, access_version, realm, expires_at, created_at)
      select 'password-reset', id, access_version, ${realm}, ${expiresAt}, ${now} from account
      where ${mail} or not exists (
        select from account_token t
        where t.user_id = account.id and t.purpose = 'password-reset' and t.realm = ${realm}
          and t.access_version = account.access_version and t.used_at is null and t.expires_at > ${stillServes}
      )
      returning id
    ), owed as (
      insert into notification (kind, recipient, locale, account_token_id)
      select 'password-reset', ${input.email}, ${input.locale}::locale, id from token
    )
    insert into event (type, at, actor_kind, data)
    values ('account.password-reset-requested', ${now}, 'anonymous', ${sql.json({ realm })})`;
}
