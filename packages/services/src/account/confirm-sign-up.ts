import { searchText } from '@vitalmed/core';
import { z } from 'zod';
import type { ServiceContext } from '../context.ts';
import { type Result, refuse } from '../result.ts';
import { email } from './inputs.ts';
import type { AccountUser, Entrance, StartedSession } from './ports.ts';

export const confirmSignUpInput = z.object({
  email,
  code: z
    .string()
    .max(20)
    .transform((text) => text.replace(/\D/g, ''))
    .pipe(z.string().length(6, 'bad-code')),
});
type Input = z.infer<typeof confirmSignUpInput>;

const maxAttempts = 5;

/**
 * Makes the account and signs in. Every way to fail is 'code-wrong' (wrong, expired, another browser's, no such
 * registration): more would tell who has an account. After five tries no code serves any more, the right one neither:
 * 'code-spent', with or without an account. Attempts count for this registration alone, so that nobody else's guesses
 * keep the right code out; without one there is nothing to guess, and the network counts.
 *
 * `signUpId` is what `requestSignUp` gave to this browser, null when it brings none.
 */
export async function confirmSignUp(
  ctx: ServiceContext,
  input: Input,
  entrance: Entrance & { signUpId: string | null },
): Promise<Result<{ user: AccountUser; session: StartedSession; browser: string }>> {
  const { rateLimits, sessions, tokens } = ctx.auth;
  // The attempt is counted before the code is looked at, so that parallel guesses count too.
  const signUpId = z.uuid().safeParse(entrance.signUpId?.toLowerCase());
  const pending = signUpId.success ? await countAttempt(ctx, signUpId.data, input.email) : null;
  if (!pending) {
    const verdict = await rateLimits.strayCode({ address: ctx.clientAddress });
    if (!verdict.ok) return verdict;
    const spent = signUpId.success && (await wasTriedOut(ctx, signUpId.data, input.email));
    return refuse(spent ? 'code-spent' : 'code-wrong');
  }
  if (!tokens.signUpCodeMatches(pending.codeOf, input.code)) return refuse('code-wrong');

  const user = await makeAccount(ctx, pending.id, pending.lastName, pending.firstName);
  if (!user) return refuse('code-wrong');
  const { passwordHash, ...account } = user;
  const proof = { userId: user.id, realm: 'patient', passwordHash } as const;
  const session = await sessions.start({ ...proof, replacing: entrance.token });
  if (!session) return refuse('bad-credentials');
  const browser = tokens.rememberBrowser(entrance.browser, { realm: 'patient', email: input.email });
  return { ok: true, user: account, session, browser };
}

async function countAttempt({ db: { sql }, now }: ServiceContext, signUpId: string, email: string) {
  const [pending] = await sql<{ id: string; codeOf: string; firstName: string; lastName: string }[]>`
    update sign_up set attempts = attempts + 1
    where id = ${signUpId} and email = ${email} and used_at is null and expires_at > ${now}
      and attempts < ${maxAttempts}
    returning id, coalesce(code_of, id) as "codeOf",
      details->>'firstName' as "firstName", details->>'lastName' as "lastName"`;
  return pending ?? null;
}

async function wasTriedOut({ db: { sql }, now }: ServiceContext, signUpId: string, email: string) {
  const [spent] = await sql`
    select from sign_up
    where id = ${signUpId} and email = ${email} and used_at is null and expires_at > ${now}
      and attempts >= ${maxAttempts}`;
  return spent !== undefined;
}

/**
 * User and patient in one statement; null when the registration was used or the e-mail got an account meanwhile.
 *
 * A document typed into a form proves nothing. The clinic's own record is linked only when it has no account
 * yet, somebody has seen its document, and it holds this e-mail, whose mailbox the code has just proved. Otherwise the
 * patient is new and their file claimed, whatever records hold the same number (docs/decisions/0010-claimed-files.md).
 */
async function makeAccount(ctx: ServiceContext, signUpId: string, lastName: string, firstName: string) {
  const { sql } = ctx.db;
  const [user] = await sql<(AccountUser & { passwordHash: string })[]>`
    with claimed as (
      update sign_up set used_at = ${ctx.now}
      where id = ${signUpId} and used_at is null and expires_at > ${ctx.now}
      returning *
    ), account as (
      insert into "user" (role, email, password_hash, first_name, last_name, locale)
      select 'patient', email, password_hash, details->>'firstName', details->>'lastName', locale from claimed
      on conflict (email) where role = 'patient' do nothing
      returning *
    ), known as (
      select patient.id from patient
      join claimed on patient.document_number = claimed.details->>'documentNumber'
        and lower(patient.email) = claimed.email
      where patient.user_id is null and patient.merged_into_id is null and patient.document_verified
      for update of patient
    ), linked as (
      update patient set user_id = account.id, account_proven_at = ${ctx.now}, account_proof = 'code',
        revision = patient.revision + 1
      from account, known
      where patient.id = known.id
      returning patient.id
    ), made as (
      insert into patient (user_id, document_number, document_verified, first_name, last_name, search_name, phone, email)
      select account.id, details->>'documentNumber', false, account.first_name, account.last_name,
        ${searchText(`${lastName} ${firstName}`)}, details->>'phone', account.email
      from account, claimed where not exists (select from known)
      returning id
    ), recorded as (
      insert into event (type, at, actor_kind, actor_id, patient_id, data)
      select 'account.signed-up', ${ctx.now}, 'patient', account.id, p.id, jsonb_build_object('linked', p.linked)
      from account, (select id, true as linked from linked union all select id, false from made) p
    )
    select id, email, first_name as "firstName", last_name as "lastName", role, locale,
      password_hash as "passwordHash"
    from account`;
  return user ?? null;
}
