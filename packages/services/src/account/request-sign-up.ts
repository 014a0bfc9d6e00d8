import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import type { ServiceContext } from '../context.ts';
import type { Result } from '../result.ts';
import { refusedPassword } from './good-password.ts';
import { documentNumber, email, locale, password, personName, phone } from './inputs.ts';
import { type MailAnswer, mailAnswer } from './ports.ts';

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
/** A code that is good for so long still serves whoever asks again. */
const stillServesMinutes = 10;

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
): Promise<Result<{ signUpId: string; mail: MailAnswer }>> {
  const { credentials, rateLimits } = ctx.auth;
  const address = ctx.clientAddress;
  const mayAsk = await rateLimits.newPassword({ address });
  if (!mayAsk.ok) return mayAsk;
  const about = [input.email, input.firstName, input.lastName, input.documentNumber];
  const refused = await refusedPassword(ctx.auth, input.password, about, 'anybody');
  if (refused) return refused;
  const { email } = input;
  const request = { realm: 'patient', email, address, browser: null, kind: 'sign-up' } as const;
  const verdict = await rateLimits.mailRequest(request);
  if (!verdict.ok) return verdict;
  const hashed = await credentials.hash(input.password);
  if (!hashed.ok) return hashed;

  const signUpId = uuidv7();
  await keepSignUp(ctx, { ...input, signUpId, passwordHash: hashed.hash }, verdict.mail);
  ctx.messageWaiting();
  return { ok: true, signUpId, mail: mailAnswer(verdict) };
}

type PendingSignUp = Input & { signUpId: string; passwordHash: string };

/**
 * Without `mail` the registration takes over the code that the mailbox got last, while that still serves: it proves as
 * well that whoever types it reads that mailbox.
 */
async function keepSignUp(ctx: ServiceContext, pending: PendingSignUp, mail: boolean) {
  const { sql } = ctx.db;
  const { firstName, lastName, documentNumber, phone } = pending;
  const expiresAt = new Date(ctx.now.getTime() + signUpMinutes * 60_000);
  const stillServes = new Date(ctx.now.getTime() + stillServesMinutes * 60_000);
  await sql`
    with account as (
      select locale from "user" where email = ${pending.email} and role = 'patient'
    ), latest as (
      select id, expires_at from sign_up
      where not ${mail} and email = ${pending.email} and code_of is null and expires_at > ${stillServes}
      order by created_at desc, id desc limit 1
    ), pending as (
      insert into sign_up (id, email, password_hash, details, locale, code_of, expires_at, created_at)
      select ${pending.signUpId}, ${pending.email}, ${pending.passwordHash},
        ${sql.json({ firstName, lastName, documentNumber, phone })}, ${pending.locale},
        (select id from latest), coalesce((select expires_at from latest), ${expiresAt}), ${ctx.now}
      where not exists (select from account)
      returning id, code_of
    ), recorded as (
      insert into event (type, at, actor_kind) values ('account.sign-up-requested', ${ctx.now}, 'anonymous')
    )
    insert into notification (kind, recipient, locale, sign_up_id)
    select
      (case when exists (select from account) then 'already-registered' else 'sign-up-code' end)::notification_kind,
      ${pending.email},
      coalesce((select locale from account), ${pending.locale}),
      (select id from pending)
    where ${mail} or exists (select from pending where code_of is null)`;
}
