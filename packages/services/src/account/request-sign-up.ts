import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import type { ServiceContext } from '../context.ts';
import { type Result, refuse } from '../result.ts';
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
  const mayAsk = await rateLimits.newPassword({ address: ctx.clientAddress });
  if (!mayAsk.ok) return mayAsk;
  const about = [input.email, input.firstName, input.lastName, input.documentNumber];
  const refused = await refusedPassword(ctx.auth, input.password, about, 'anybody');
  if (refused) return refused;
  const verdict = await mayMail(ctx, input.email);
  if (!verdict.ok) return verdict;
  const hashed = await credentials.hash(input.password);
  if (!hashed.ok) return hashed;

  const { firstName, lastName, documentNumber, phone, email, locale } = input;
  const details = { firstName, lastName, documentNumber, phone };
  const signUpId = await keepSignUp(ctx, { email, locale, details, passwordHash: hashed.hash }, verdict.mail);
  return { ok: true, signUpId, mail: mailAnswer(verdict) };
}

export const resendSignUpCodeInput = z.object({ email, locale });

/**
 * Begins the registration that this browser asked for once more, with a code and tries of its own: nobody types a
 * password twice for a mail that got lost. 'not-found' when it ended or was never this browser's.
 */
export async function resendSignUpCode(
  ctx: ServiceContext,
  { email, locale }: z.infer<typeof resendSignUpCodeInput>,
  kept: { signUpId: string | null },
): Promise<Result<{ signUpId: string; mail: MailAnswer }>> {
  const asked = z.uuid().safeParse(kept.signUpId?.toLowerCase());
  if (!asked.success) return refuse('not-found');
  const [begun] = await ctx.db.sql<Pick<PendingSignUp, 'details' | 'passwordHash'>[]>`
    select details, password_hash as "passwordHash" from sign_up
    where id = ${asked.data} and email = ${email} and used_at is null and expires_at > ${ctx.now}`;
  if (!begun) return refuse('not-found');
  const verdict = await mayMail(ctx, email);
  if (!verdict.ok) return verdict;
  const signUpId = await keepSignUp(ctx, { ...begun, email, locale }, verdict.mail);
  return { ok: true, signUpId, mail: mailAnswer(verdict) };
}

function mayMail({ auth, clientAddress: address }: ServiceContext, email: string) {
  return auth.rateLimits.mailRequest({ realm: 'patient', email, address, browser: null, kind: 'sign-up' });
}

type PendingSignUp = Pick<Input, 'email' | 'locale'> & {
  passwordHash: string;
  details: Pick<Input, 'firstName' | 'lastName' | 'documentNumber' | 'phone'>;
};

/**
 * Without `mail` the registration takes over the code that the mailbox got last, while that still serves: it proves as
 * well that whoever types it reads that mailbox. For an e-mail that has an account it is kept all the same, with a code
 * that nobody is told: tries at it are counted and answered as anybody's.
 */
async function keepSignUp(ctx: ServiceContext, pending: PendingSignUp, mail: boolean): Promise<string> {
  const { sql } = ctx.db;
  const signUpId = uuidv7();
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
      select ${signUpId}, ${pending.email}, ${pending.passwordHash}, ${sql.json(pending.details)}, ${pending.locale},
        (select id from latest), coalesce((select expires_at from latest), ${expiresAt}), ${ctx.now}
      returning id, code_of
    ), recorded as (
      insert into event (type, at, actor_kind) values ('account.sign-up-requested', ${ctx.now}, 'anonymous')
    )
    insert into notification (kind, recipient, locale, sign_up_id)
    select
      (case when exists (select from account) then 'already-registered' else 'sign-up-code' end)::notification_kind,
      ${pending.email},
      coalesce((select locale from account), ${pending.locale}),
      (select id from pending where not exists (select from account))
    where ${mail} or exists (select from pending where code_of is null and not exists (select from account))`;
  ctx.messageWaiting();
  return signUpId;
}
