import type { AnyRouter, TRPCError } from '@trpc/server';
import { fetchRequestHandler } from '@trpc/server/adapters/fetch';
import type { Realm } from '@vitalmed/auth';
import { type AppointmentView, getAppointment, getAppointmentInput } from '@vitalmed/services';
import { type Context, Hono } from 'hono';
import { publicError } from './error-map.ts';
import { httpRefusal, jsonOnly, noAccountBatch, sameOriginOnly } from './http-guards.ts';
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
  const setCookies: string[] = [];
  const body = c.get('body') as string | undefined;
  const { method, url, headers, signal } = c.req.raw;
  const response = await fetchRequestHandler({
    endpoint: '/trpc',
    router: ROUTERS[options.realm],
    req: new Request(url, { method, headers, signal, body }),
    maxBatchSize: MAX_BATCH,
    createContext: () =>
      requestContext(
        dependencies,
        { realm: options.realm, headers, clientAddress: options.clientAddress(c) },
        (header) => setCookies.push(header),
      ),
    responseMeta: ({ errors }) => ({ headers: retryAfter(errors) }),
    onError: ({ error, path, ctx }) => {
      if (error.code !== 'INTERNAL_SERVER_ERROR') return;
      options.onFault(error.cause ?? error, { procedure: path ?? '', requestId: ctx?.requestId });
    },
  });
  const answered = new Response(response.body, response);
  for (const header of setCookies) answered.headers.append('set-cookie', header);
  return answered;
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
    { realm: options.realm, headers: c.req.raw.headers, clientAddress: options.clientAddress(c) },
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
