import type { AnyRouter, TRPCError } from '@trpc/server';
import { fetchRequestHandler } from '@trpc/server/adapters/fetch';
import type { Realm } from '@vitalmed/auth';
import { type AppointmentView, getAppointment, getAppointmentInput } from '@vitalmed/services';
import { type Context, Hono } from 'hono';
import type { RequestContext } from './context.ts';
import { publicError } from './error-map.ts';
import {
  httpRefusal,
  procedurePath,
  type Refused,
  readJson,
  refusedBatch,
  refusedOrigin,
} from './http-guards.ts';
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

/** What tRPC's answers depend on. */
const VARY = 'trpc-accept, accept';

/** The most calls that one HTTP request may batch. */
const MAX_BATCH = 12;

/** What a request to /trpc asks for, once no guard had anything against it. */
type Taken = { path: string; body: string | undefined };

/** Everything under /trpc and /api of one origin. Nothing of it is ever cached, answers or errors. */
export function createApi(dependencies: ApiDependencies, options: ApiOptions): Hono {
  const api = new Hono();
  const headers = { ...options.headers, 'cache-control': 'no-store' };
  const callProcedures = procedureCaller(dependencies, { ...options, headers });
  // One handler and no middleware: each step of Hono's chain costs a call more than all guards together.
  api.all('/trpc/*', async (c) => {
    const taken = await takeRequest(c, options.origin);
    return 'status' in taken ? withHeaders(httpRefusal(c, taken), headers) : callProcedures(c, taken);
  });
  if (options.realm === 'patient') {
    api.get('/api/appointments/:id/calendar.ics', async (c) =>
      withHeaders(await sendCalendarFile(c, dependencies, options), headers),
    );
  }
  api.all('/api/*', (c) => withHeaders(httpRefusal(c, NO_SUCH_ADDRESS), headers));
  return api;
}

const NO_SUCH_ADDRESS: Refused = { status: 404, reason: 'not-found', hint: 'no such address' };

/** Every guard of /trpc, whichever way the call is answered then. */
async function takeRequest(c: Context, origin: string): Promise<Taken | Refused> {
  const foreign = refusedOrigin(c, origin);
  if (foreign) return foreign;
  const body = await readJson(c);
  if ('status' in body) return body;
  const address = procedurePath(c.req.url);
  if ('status' in address) return address;
  return refusedBatch(address.path) ?? { path: address.path, body: body.text };
}

/** Answers calls that were taken: plain ones directly, all others by the stock adapter. */
function procedureCaller(dependencies: ApiDependencies, options: ApiOptions) {
  const router = ROUTERS[options.realm];
  const plainHeaders = Object.freeze({ ...options.headers, 'content-type': 'application/json', vary: VARY });
  const onError = (error: TRPCError, path: string | undefined, ctx: RequestContext | undefined) => {
    if (error.code !== 'INTERNAL_SERVER_ERROR') return;
    options.onFault(error.cause ?? error, { procedure: path ?? '', requestId: ctx?.requestId });
  };
  return async (c: Context, { path, body }: Taken): Promise<Response> => {
    const cookies: string[] = [];
    const createContext = () =>
      requestContext(
        dependencies,
        {
          realm: options.realm,
          header: (name) => c.req.header(name),
          clientAddress: options.clientAddress(c),
        },
        (cookie) => cookies.push(cookie),
      );
    const call = { router, maxBatchSize: MAX_BATCH, createContext };
    const plain = await answerPlainCall(
      {
        method: c.req.method,
        path,
        query: (name) => c.req.query(name),
        header: (name) => c.req.header(name),
        body,
      },
      { ...call, onError },
    );
    if (plain) {
      const { status, errors } = plain;
      const headers = errors.length > 0 ? { ...plainHeaders, ...retryAfter(errors) } : plainHeaders;
      return new Response(plain.body, { status, headers: withCookies(headers, cookies) });
    }
    const { method, url, headers, signal } = c.req.raw;
    const response = await fetchRequestHandler({
      ...call,
      endpoint: '/trpc',
      req: new Request(url, { method, headers, signal, body }),
      responseMeta: ({ errors }) => ({ headers: retryAfter(errors) }),
      onError: ({ error, path, ctx }) => onError(error, path, ctx),
    });
    const answered = withHeaders(new Response(response.body, response), options.headers);
    for (const cookie of cookies) answered.headers.append('set-cookie', cookie);
    return answered;
  };
}

function withHeaders(response: Response, headers: Readonly<Record<string, string>>): Response {
  for (const [name, value] of Object.entries(headers)) response.headers.set(name, value);
  return response;
}

/** A plain object is written as it is; only an answer with cookies needs Headers, which take several of a name. */
function withCookies(
  headers: Readonly<Record<string, string>>,
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
  if (!found?.ok) {
    const hint = 'sign in as the patient whose appointment it is';
    return httpRefusal(c, { status: 404, reason: 'not-found', hint });
  }
  return c.body(options.calendarFile(found.appointment, ctx.locale), 200, {
    'content-type': 'text/calendar; charset=utf-8',
    'content-disposition': 'attachment; filename="turno.ics"',
  });
}
