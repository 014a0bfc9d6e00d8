import type { AnyRouter, TRPCError } from '@trpc/server';
import { fetchRequestHandler } from '@trpc/server/adapters/fetch';
import type { Realm } from '@vitalmed/auth';
import { type AppointmentView, getAppointment, getAppointmentInput } from '@vitalmed/services';
import { type Context, Hono } from 'hono';
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
  /** On every answer, errors too; `cache-control: no-store` comes with them. */
  headers: Readonly<Record<string, string>>;
  /** Hears of bugs only: expected refusals are answers. */
  onFault(error: unknown, about: { procedure: string; requestId: string | undefined }): void;
};

const ROUTERS: Record<Realm, AnyRouter> = {
  patient: portalRouter,
  backoffice: backofficeRouter,
  doctor: doctorRouter,
};

/** `complete`: the answer brought all its headers. To touch them again would build Headers for each plain call. */
type ApiEnv = { Variables: { body: string | undefined; complete: true | undefined } };

/** What tRPC's answers depend on. */
const VARY = 'trpc-accept, accept';

/** The most calls that one HTTP request may batch. */
const MAX_BATCH = 12;

/** Everything under /trpc and /api of one origin. Nothing of it is ever cached, answers or errors. */
export function createApi(dependencies: ApiDependencies, options: ApiOptions): Hono<ApiEnv> {
  const api = new Hono<ApiEnv>();
  const headers = { ...options.headers, 'cache-control': 'no-store' };
  for (const path of ['/trpc/*', '/api/*']) {
    api.use(path, async (c, next) => {
      await next();
      if (!c.get('complete')) for (const [name, value] of Object.entries(headers)) c.header(name, value);
    });
  }
  api.use('/trpc/*', sameOriginOnly(options.origin), jsonOnly, noAccountBatch);
  api.all('/trpc/*', (c) => callProcedures(c, dependencies, { ...options, headers }));
  if (options.realm === 'patient') {
    api.get('/api/appointments/:id/calendar.ics', (c) => sendCalendarFile(c, dependencies, options));
  }
  api.all('/api/*', (c) => httpRefusal(c, 404, 'not-found', 'no such address'));
  return api;
}

async function callProcedures(
  c: Context<ApiEnv>,
  dependencies: ApiDependencies,
  options: ApiOptions,
): Promise<Response> {
  const router = ROUTERS[options.realm];
  const body = c.get('body');
  const cookies: string[] = [];
  const createContext = () =>
    requestContext(
      dependencies,
      { realm: options.realm, header: (name) => c.req.header(name), clientAddress: options.clientAddress(c) },
      (cookie) => cookies.push(cookie),
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
    c.set('complete', true);
    const own = { 'content-type': 'application/json', vary: VARY, ...retryAfter(plain.errors) };
    return new Response(plain.body, {
      status: plain.status,
      headers: withCookies({ ...options.headers, ...own }, cookies),
    });
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
  const answered = new Response(response.body, response);
  for (const cookie of cookies) answered.headers.append('set-cookie', cookie);
  return answered;
}

/** A plain object is written as it is; only an answer with cookies needs Headers, which take several of a name. */
function withCookies(
  headers: Record<string, string>,
  cookies: readonly string[],
): Record<string, string> | Headers {
  if (cookies.length === 0) return headers;
  const all = new Headers(headers);
  for (const cookie of cookies) all.append('set-cookie', cookie);
  return all;
}

/** The Retry-After of a refusal for asking too often; of a batch, the longest. */
function retryAfter(errors: readonly TRPCError[]): Record<string, string> {
  const seconds = errors.flatMap((error) => {
    const { details } = publicError(error);
    return typeof details?.retryAfterSeconds === 'number' ? [details.retryAfterSeconds] : [];
  });
  return seconds.length > 0 ? { 'retry-after': String(Math.max(...seconds)) } : {};
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
