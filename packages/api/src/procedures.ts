import { initTRPC, TRPCError } from '@trpc/server';
import type { RequestContext } from './context.ts';
import { publicError, unavailableError } from './error-map.ts';

const trpc = initTRPC.context<RequestContext>().create({
  isDev: false,
  errorFormatter: ({ shape, error }) => {
    const { reason, details } = publicError(error);
    const { code, httpStatus } = shape.data;
    return { ...shape, message: reason, data: { code, httpStatus, reason, details } };
  },
  sse: { ping: { enabled: true, intervalMs: 15_000 }, client: { reconnectAfterInactivityMs: 40_000 } },
});

export const router = trpc.router;

/** The ladder: anybody, then whoever signed in at this origin. What a role may do, the use cases decide. */
export const anyone = trpc.procedure.use(async ({ type, next }) => {
  const result = await next();
  if (result.ok) return result;
  const error = unavailableError(result.error, type);
  return error ? { ...result, error } : result;
});

export const signedIn = anyone.use(({ ctx, next }) => {
  if (!ctx.user || ctx.actor.kind === 'anonymous') throw new TRPCError({ code: 'UNAUTHORIZED' });
  return next({ ctx: { ...ctx, user: ctx.user } });
});
