import type { ServiceContext } from '../context.ts';
import type { Result } from '../result.ts';
import type { Entrance } from './ports.ts';

/** Ends the browser's session, if it has one. Live streams of that session end with it. */
export async function signOut(ctx: ServiceContext, { realm, token }: Entrance): Promise<Result> {
  if (token) await ctx.auth.sessions.end(realm, token);
  return { ok: true };
}
