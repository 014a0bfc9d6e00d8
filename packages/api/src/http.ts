import type { AnyRouter, TRPCError } from '@trpc/server';
import { fetchRequestHandler } from '@trpc/server/adapters/fetch';
import type { Realm } from '@vitalmed/auth';
import { type AppointmentView, getAppointment, getAppointmentInput } from '@vitalmed/services';
import { type Context, Hono } from 'hono';
import type { ContentfulStatusCode, StatusCode } from 'hono/utils/http-status';
import type { RequestContext } from './context.ts';
import { publicError } from './error-map.ts';
import { httpRefusal, jsonOnly, noAccountBatch, sameOriginOnly } from './http-guards.ts';
import { answerPlainCall } from './plain-call.ts';
import { type ApiDependencies, requestContext } from './request-context.ts';
import { backofficeRouter } from './routers/backoffice.ts';
import { doctorRouter } from './routers/doctor.ts';
import { portalRouter } from './routers/portal.ts';

export type ApiOptions = {
  realm: Realm;
  /** The one origin whose pages may change anything here, such as https://turnos.example.org. */
  origin: string;
  /** The caller's address behind as many proxies as are trusted. */
  clientAddress(c: Context): string;
  /** An iCalendar file of the appointment. */
  calendarFile(appointment: AppointmentView, locale: 'es-AR' | 'en'): string;
  /** Hears of bugs only: expected refusals are answers. */
  onFault(error: unknown, about: { procedure: string; requestId: string | undefined }): void;
};

const ROUTERS: Record<Realm, AnyRouter> = {
  patient: portalRouter,
  backoffice: backofficeRouter,
  doctor: doctorRouter,
};

/** The most calls that one HTTP request may batch. */
const MAX_BATCH = 12;

/** Everything under /trpc and /api of one origin. Nothing of it is ever cached, answers or errors. */
export function createApi(dependencies: ApiDependencies, options: ApiOptions): Hono {
  const api = new Hono();
  api.use('*', async (c, next) => {
    await next();
    c.header('cache-control', 'no-store');
  });
  api.use('/trpc/*', sameOriginOnly(options.origin), jsonOnly, noAccountBatch);
  api.all('/trpc/*', (c) => callProcedures(c, dependencies, options));
  if (options.realm === 'patient') {
    api.get('/api/appointments/:id/calendar.ics', (c) => sendCalendarFile(c, dependencies, options));
  }
  api.all('/api/*', (c) => httpRefusal(c, 404, 'not-found', 'no such address'));
  return api;
}

async function callProcedures(
  c: Context,
  dependencies: ApiDependencies,
  options: ApiOptions,
): Promise<Response> {
  const router = ROUTERS[options.realm];
  const body = c.get('body') as string | undefined;
  const createContext = () =>
    requestContext(
      dependencies,
      { realm: options.realm, header: (name) => c.req.header(name), clientAddress: options.clientAddress(c) },
      (header) => c.header('set-cookie', header, { append: true }),
    );
  const onError = (error: TRPCError, path: string | undefined, ctx: RequestContext | undefined) => {
    if (error.code !== 'INTERNAL_SERVER_ERROR') return;
    options.onFault(error.cause ?? error, { procedure: path ?? '', requestId: ctx?.requestId });
  };
  const plain = await answerPlainCall(
    {
      method: c.req.method,
      path: c.req.path.slice('/trpc/'.length),
      query: (name) => c.req.query(name),
      header: (name) => c.req.header(name),
      body,
    },
    { router, maxBatchSize: MAX_BATCH, createContext, onError },
  );
  if (plain) {
    c.header('vary', 'trpc-accept, accept');
    for (const [name, value] of retryAfter(plain.errors)) c.header(name, value);
    return c.body(plain.body, plain.status as ContentfulStatusCode, { 'content-type': 'application/json' });
  }
  const { method, url, headers, signal } = c.req.raw;
  const response = await fetchRequestHandler({
    endpoint: '/trpc',
    router,
    req: new Request(url, { method, headers, signal, body }),
    maxBatchSize: MAX_BATCH,
    createContext,
    responseMeta: ({ errors }) => ({ headers: retryAfter(errors) }),
    onError: ({ error, path, ctx }) => onError(error, path, ctx),
  });
  // Onto the context's own answer, which may already carry cookies.
  for (const [name, value] of response.headers) c.header(name, value);
  return c.newResponse(response.body, response.status as StatusCode);
}

/** The Retry-After of a refusal for asking too often; of a batch, the longest. */
function retryAfter(errors: readonly TRPCError[]): Headers {
  const seconds = errors.flatMap((error) => {
    const { details } = publicError(error);
    return typeof details?.retryAfterSeconds === 'number' ? [details.retryAfterSeconds] : [];
  });
  return new Headers(seconds.length > 0 ? { 'retry-after': String(Math.max(...seconds)) } : {});
}

async function sendCalendarFile(
  c: Context,
  dependencies: ApiDependencies,
  options: ApiOptions,
): Promise<Response> {
  const ctx = await requestContext(
    dependencies,
    { realm: options.realm, header: (name) => c.req.header(name), clientAddress: options.clientAddress(c) },
    (header) => c.header('set-cookie', header, { append: true }),
  );
  const input = getAppointmentInput.safeParse({ id: c.req.param('id') });
  const found = input.success ? await getAppointment(ctx, input.data) : null;
  if (!found?.ok) return httpRefusal(c, 404, 'not-found', 'sign in as the patient whose appointment it is');
  return c.body(options.calendarFile(found.appointment, ctx.locale), 200, {
    'content-type': 'text/calendar; charset=utf-8',
    'content-disposition': 'attachment; filename="turno.ics"',
  });
}
