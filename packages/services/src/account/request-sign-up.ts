import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import type { ServiceContext } from '../context.ts';
import type { Result } from '../result.ts';
import { refusedPassword } from './good-password.ts';
import { documentNumber, email, locale, password, personName, phone } from './inputs.ts';

export const requestSignUpInput = z.object({
  firstName: personName,
  lastName: personName,
  documentNumber,
  phone,
  email,
  password,
  locale,
});
type Input = z.infer<typeof requestSignUpInput>;

/** How long the mailed code is good for. */
export const signUpMinutes = 30;

/**
 * Keeps a registration until the mailed code confirms it. Answer, work and mail are alike whether or not the
 * e-mail has an account: who asks can't tell, the owner of the mailbox can.
 *
 * `signUpId` belongs in a cookie of the browser that asked. The code counts only together with it, so nobody
 * can slip their own registration (and password) under somebody else's code.
 */
export async function requestSignUp(
  ctx: ServiceContext,
  input: Input,
): Promise<Result<{ signUpId: string }>> {
  const { credentials, rateLimits } = ctx.auth;
  const about = [input.email, input.firstName, input.lastName, input.documentNumber];
  const refused = await refusedPassword(ctx.auth, input.password, about, 'anybody');
  if (refused) return refused;
  const verdict = await rateLimits.mailRequest({ address: ctx.clientAddress, email: input.email });
  if (!verdict.ok) return verdict;
  const hashed = await credentials.hash(input.password);
  if (!hashed.ok) return hashed;

  const signUpId = uuidv7();
  await keepSignUp(ctx, { ...input, signUpId, passwordHash: hashed.hash });
  ctx.messageWaiting();
  return { ok: true, signUpId };
}

async function keepSignUp(ctx: ServiceContext, pending: Input & { signUpId: string; passwordHash: string }) {
  const { sql } = ctx.db;
  const { firstName, lastName, documentNumber, phone } = pending;
  const expiresAt = new Date(ctx.now.getTime() + signUpMinutes * 60_000);
  await sql`
    with account as (
      select locale from "user" where email = ${pending.email} and role = 'patient'
    ), pending as (
      insert into sign_up (id, email, password_hash, details, locale, expires_at, created_at)
      select ${pending.signUpId}, ${pending.email}, ${pending.passwordHash},
        ${sql.json({ firstName, lastName, documentNumber, phone })}, ${pending.locale}, ${expiresAt}, ${ctx.now}
      where not exists (select from account)
      returning id
    ), recorded as (
      insert into event (type, at, actor_kind) values ('account.sign-up-requested', ${ctx.now}, 'anonymous')
    )
    insert into notification (kind, recipient, locale, sign_up_id)
    values (
      (case when exists (select from account) then 'already-registered' else 'sign-up-code' end)::notification_kind,
      ${pending.email},
      coalesce((select locale from account), ${pending.locale}),
      (select id from pending)
    )`;
}
