import type { IncomingMessage, RequestListener } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { type ApiDependencies, apiFirst, createApi } from '@vitalmed/api';
import type { Realm } from '@vitalmed/auth';
import { calendarFile } from '@vitalmed/emails';
import { Hono } from 'hono';
import { routePath } from 'hono/route';
import type { Config } from '../config.ts';
import { faultEntry, type Logger } from '../log.ts';
import { migrationsFolder } from '../paths.ts';
import { clientAddress } from './client-address.ts';
import { contactPage } from './contact-page.ts';
import { healthRoutes } from './health.ts';
import { securityHeaders, withHeaders } from './security-headers.ts';
import { staticApp } from './static-app.ts';

export type OriginOptions = {
  realm: Realm;
  origin: string;
  config: Config;
  api: ApiDependencies;
  log: Logger;
  /** The built app's folder; null in development, where its own dev server has it. */
  assets: string | null;
  /** By when a query or a mutation is answered, in milliseconds. */
  answerWithinMs: number;
  /** Pages that only this origin has, such as the local mailbox. */
  extra: Hono | null;
};

/** Whoever asks for our health hears of it within a second. */
const wellWithinMs = 900;

/** All that one origin serves, as a listener for node:http: its API, its app, and whether this process is well. */
export function originListener({
  realm,
  origin,
  config,
  api,
  log,
  assets,
  extra,
  answerWithinMs,
}: OriginOptions): RequestListener {
  const app = new Hono<{ Bindings: { incoming: IncomingMessage } }>();
  const headers = securityHeaders({ https: origin.startsWith('https:') });
  app.use('/healthz', withHeaders(headers));
  app.get('/healthz', async (c) => {
    c.header('cache-control', 'no-store');
    const well = await api.db.isWell(wellWithinMs);
    return c.json({ database: well ? 'ok' : 'away' }, well ? 200 : 503);
  });
  const calls = createApi(api, {
    realm,
    origin,
    headers,
    answerWithinMs,
    clientAddress: (incoming) => clientAddress(incoming, config.trustedProxies),
    calendarFile: (appointment, locale) =>
      calendarFile(
        {
          ...appointment,
          doctor: appointment.doctor.name,
          specialty: appointment.specialty.name,
        },
        {
          method: appointment.status === 'cancelled' ? 'CANCEL' : 'PUBLISH',
          locale,
          organizer: config.sender,
          writtenAt: api.clock(),
          url: `${config.portal.origin}/mis-turnos`,
        },
      ),
    onFault: (error, about) => log.error({ ...about, ...faultEntry(error) }, 'a procedure failed'),
  });
  app.route('/', calls.app);
  // After the API, which brings the same headers itself, in the way that is cheapest for it.
  app.use(withHeaders(headers));
  app.route('/', healthRoutes({ db: api.db, migrationsFolder }));
  if (realm === 'patient') app.route('/', contactPage(api));
  if (extra) app.route('/', extra);
  if (assets) app.route('/', staticApp(assets));
  app.onError((error, c) => {
    const { incoming } = c.env;
    // Its client went away before it had sent all: nobody's bug, and nobody is there to be told.
    const cutOff = incoming.destroyed && !incoming.complete;
    if (cutOff) log.debug({ route: routePath(c) }, 'a request was cut off');
    else log.error({ route: routePath(c), ...faultEntry(error) }, 'a request failed');
    for (const [name, value] of Object.entries(headers)) c.header(name, value);
    c.header('cache-control', 'no-store');
    return c.json(
      {
        error: {
          message: 'internal',
          code: -32603,
          data: { code: 'INTERNAL_SERVER_ERROR', httpStatus: 500, reason: 'internal', details: null },
        },
      },
      500,
    );
  });
  return apiFirst(calls, getRequestListener(app.fetch));
}
