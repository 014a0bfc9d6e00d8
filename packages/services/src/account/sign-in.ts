import { z } from 'zod';
import type { ServiceContext } from '../context.ts';
import { type Result, refuse } from '../result.ts';
import { opensDoor } from './door.ts';
import { email, password } from './inputs.ts';
import type { AccountUser, Entrance, StartedSession, Turn } from './ports.ts';

export const signInInput = z.object({ email, password });
type Input = z.infer<typeof signInInput>;

/**
 * Starts a session with a new token, in place of the one that the browser had. Unknown e-mail, wrong password,
 * disabled account and another door's account are one answer after the same work: 'bad-credentials'.
 * `browser` is what the browser keeps from now on, to be known to this account.
 */
export async function signIn(
  ctx: ServiceContext,
  input: Input,
  entrance: Entrance,
): Promise<Result<{ user: AccountUser; session: StartedSession; browser: string }>> {
  const { rateLimits, sessions, tokens } = ctx.auth;
  const { realm, token } = entrance;
  const account = { realm, email: input.email };
  const browser = tokens.knownBrowser(entrance.browser, account);
  const attempt = { ...account, address: ctx.clientAddress, browser };
  const checked = await rateLimits.signIn(attempt, (turn) => checkPassword(ctx, input, entrance, turn));
  if (!checked.ok) return checked;
  const { user, passwordHash } = checked;
  const session = await sessions.start({ userId: user.id, realm, passwordHash, replacing: token });
  // The password was changed, or the account disabled, while this one was being compared.
  if (!session) return refuse('bad-credentials');
  return { ok: true, user, session, browser: tokens.rememberBrowser(entrance.browser, account) };
}

async function checkPassword(
  ctx: ServiceContext,
  { email, password }: Input,
  entrance: Entrance,
  turn: Turn,
): Promise<Result<{ user: AccountUser; passwordHash: string }>> {
  const account = await findAccount(ctx, email, entrance);
  const verified = await ctx.auth.credentials.verify(account?.passwordHash ?? null, password, turn);
  if (!verified.ok) return verified;
  if (!account || !verified.matches || !account.mayEnter) return refuse('bad-credentials');
  const { passwordHash, mayEnter: _, ...user } = account;
  return { ok: true, user, passwordHash };
}

type Account = AccountUser & { passwordHash: string; mayEnter: boolean };

async function findAccount({ db }: ServiceContext, email: string, { realm }: Entrance) {
  const [account] = await db.sql<Account[]>`
    select u.id, u.email, u.first_name as "firstName", u.last_name as "lastName", u.role, u.locale,
      u.password_hash as "passwordHash",
      u.status = 'active' and (u.role <> 'doctor' or coalesce(d.active, false)) as "mayEnter"
    from "user" u left join doctor d on d.user_id = u.id
    where u.email = ${email} and ${opensDoor(db, realm)}`;
  return account ?? null;
}
