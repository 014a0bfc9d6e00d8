import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AnyRouter } from '@trpc/server';
import type { Realm } from '@vitalmed/auth';
import { type AppointmentView, getAppointment, getAppointmentInput } from '@vitalmed/services';
import { type Context, Hono } from 'hono';
import { againWhileAway, deadlineIn } from './bounded.ts';
import {
  type Addressed,
  type Caller,
  type CallOptions,
  createCaller,
  type PlainHttpAnswer,
} from './calls.ts';
import { publicError, unavailableError } from './error-map.ts';
import {
  httpRefusal,
  procedurePath,
  type Refused,
  readJson,
  refusedBatch,
  refusedOrigin,
} from './http-guards.ts';
import { type ApiDependencies, requestContext } from './request-context.ts';
import { backofficeRouter } from './routers/backoffice.ts';
import { doctorRouter } from './routers/doctor.ts';
import { portalRouter } from './routers/portal.ts';

export type ApiOptions = Omit<CallOptions, 'router'> & {
  /** The one origin whose pages may change anything here, such as https://turnos.example.org. */
  origin: string;
  /** An iCalendar file of the appointment. */
  calendarFile(appointment: AppointmentView, locale: 'es-AR' | 'en'): string;
  /** On every answer, errors too; `cache-control: no-store` comes with them. */
  headers: Readonly<Record<string, string>>;
};

export type Api = {
  /** Everything under /trpc and /api of one origin. Nothing of it is ever cached, answers or errors. */
  app: Hono<ApiEnv>;
  /**
   * The answer to a plain query, straight from Node's request: no router, no Request and no Response are made.
   * Null for all that is the app's to answer, refusals too. Rejects where the app would answer 500.
   */
  answerQuery(incoming: IncomingMessage): Promise<PlainHttpAnswer | null>;
  /** Answers a plain subscription in the same way, for as long as it lasts. False for all that is the app's. */
  answerSubscription(incoming: IncomingMessage, outgoing: ServerResponse): boolean;
};

/** Node's own request, which its server hands to Hono. */
type ApiEnv = { Bindings: { incoming: IncomingMessage } };
type ApiContext = Context<ApiEnv>;

const ROUTERS: Record<Realm, AnyRouter> = {
  patient: portalRouter,
  backoffice: backofficeRouter,
  doctor: doctorRouter,
};

export function createApi(dependencies: ApiDependencies, options: ApiOptions): Api {
  const app = new Hono<ApiEnv>();
  const headers = { ...options.headers, 'cache-control': 'no-store' };
  const caller = createCaller(dependencies, { ...options, headers, router: ROUTERS[options.realm] });
  // One handler and no middleware: each step of Hono's chain costs a call more than all guards together.
  app.all('/trpc/*', async (c) => {
    const taken = await takeRequest(c, options.origin);
    return 'status' in taken ? withHeaders(httpRefusal(c, taken), headers) : callProcedures(c, taken, caller);
  });
  if (options.realm === 'patient') {
    app.get('/api/appointments/:id/calendar.ics', async (c) => {
      const deadline = deadlineIn(options.answerWithinMs ?? Number.POSITIVE_INFINITY);
      const send = () => deadline.holds(againWhileAway(() => sendCalendarFile(c, dependencies, options)));
      const answer = await toldIfAway(c, 'query', send);
      deadline.clear();
      return withHeaders(answer, headers);
    });
  }
  app.all('/api/*', (c) => withHeaders(httpRefusal(c, NO_SUCH_ADDRESS), headers));
  return {
    app,
    async answerQuery(incoming) {
      const simple = readSimple(incoming);
      return simple && caller.plain({ ...simple, body: undefined }, incoming);
    },
    answerSubscription(incoming, outgoing) {
      if (!incoming.headers.accept?.includes('text/event-stream')) return false;
      const simple = readSimple(incoming);
      return simple !== null && caller.subscription(simple, incoming, outgoing);
    },
  };
}

const NO_SUCH_ADDRESS: Refused = { status: 404, reason: 'not-found', hint: 'no such address' };

/** What a request to /trpc asks for, once no guard had anything against it. */
type Taken = { path: string; body: string | undefined };

/** Every guard of /trpc, whichever way the call is answered then. */
async function takeRequest(c: ApiContext, origin: string): Promise<Taken | Refused> {
  const foreign = refusedOrigin(c, origin);
  if (foreign) return foreign;
  const body = await readJson(c);
  if ('status' in body) return body;
  const address = takeAddress(c.req.url);
  return 'status' in address ? address : { path: address.path, body: body.text };
}

/** The guards of the address. A query has no others: it changes nothing and brings no body. */
function takeAddress(address: string): { path: string } | Refused {
  const procedures = procedurePath(address);
  return 'status' in procedures ? procedures : (refusedBatch(procedures.path) ?? procedures);
}

async function callProcedures(c: ApiContext, { path, body }: Taken, caller: Caller): Promise<Response> {
  const { incoming } = c.env;
  const query = (name: string) => c.req.query(name);
  const plain = await caller.plain({ method: c.req.method, path, query, body }, incoming);
  if (plain) return new Response(plain.body, { status: plain.status, headers: withCookies(plain) });
  const { method, url, headers, signal } = c.req.raw;
  const begun = method === 'POST' ? 'mutation' : 'query';
  return toldIfAway(c, begun, () =>
    caller.stock(new Request(url, { method, headers, signal, body }), incoming),
  );
}

/** The answer, or a refusal that tells when to try again if the database is away. */
async function toldIfAway(
  c: ApiContext,
  begun: 'query' | 'mutation',
  answer: () => Promise<Response>,
): Promise<Response> {
  try {
    return await answer();
  } catch (failure) {
    const error = unavailableError(failure, begun);
    if (!error) throw failure;
    const { reason, details } = publicError(error);
    const response = httpRefusal(c, { status: 503, reason, hint: 'try again', details });
    response.headers.set('retry-after', String(details?.retryAfterSeconds));
    return response;
  }
}

/** Of letters, dots and commas alone: there is nothing to decode or to make normal, as there may be for the app. */
const SIMPLE_ADDRESS = /^[/]trpc[/][\w.,]+(?:[?][^#]*)?$/;

/** What a GET asks for, if its address is simple and every guard lets it pass; null hands it to the app. */
function readSimple({ method, url = '' }: IncomingMessage): Addressed | null {
  if (method !== 'GET' || !SIMPLE_ADDRESS.test(url)) return null;
  const taken = takeAddress(`http://localhost${url}`);
  if ('status' in taken) return null;
  const start = url.indexOf('?');
  const search = start < 0 ? null : new URLSearchParams(url.slice(start));
  return { method, path: taken.path, query: (name) => search?.get(name) ?? undefined };
}

function withHeaders(response: Response, headers: Readonly<Record<string, string>>): Response {
  for (const [name, value] of Object.entries(headers)) response.headers.set(name, value);
  return response;
}

/** A plain object is written as it is; only an answer with cookies needs Headers, which take several of a name. */
function withCookies({ headers, cookies }: PlainHttpAnswer): Record<string, string> | Headers {
  if (cookies.length === 0) return headers;
  const all = new Headers(headers);
  for (const cookie of cookies) all.append('set-cookie', cookie);
  return all;
}

async function sendCalendarFile(
  c: ApiContext,
  dependencies: ApiDependencies,
  { realm, clientAddress, calendarFile }: ApiOptions,
): Promise<Response> {
  const ctx = await requestContext(
    dependencies,
    {
      realm,
      header: (name) => c.req.header(name),
      clientAddress: clientAddress(c.env.incoming),
      writes: false,
    },
    (header) => c.header('set-cookie', header, { append: true }),
  );
  const input = getAppointmentInput.safeParse({ id: c.req.param('id') });
  const found = input.success ? await getAppointment(ctx, input.data) : null;
  if (!found?.ok) {
    const hint = 'sign in as the patient whose appointment it is';
    return httpRefusal(c, { status: 404, reason: 'not-found', hint });
  }
  return c.body(calendarFile(found.appointment, ctx.locale), 200, {
    'content-type': 'text/calendar; charset=utf-8',
    'content-disposition': 'attachment; filename="turno.ics"',
  });
}
