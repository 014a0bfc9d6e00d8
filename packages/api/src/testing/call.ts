import type { AnyRouter } from '@trpc/server';
import type { Realm } from '@vitalmed/auth';
import { backofficeRouter } from '../routers/backoffice.ts';
import { doctorRouter } from '../routers/doctor.ts';
import { portalRouter } from '../routers/portal.ts';
import type { TestApi } from './test-api.ts';

type ProcedureType = 'query' | 'mutation' | 'subscription';

const routers: Record<Realm, AnyRouter> = {
  patient: portalRouter,
  backoffice: backofficeRouter,
  doctor: doctorRouter,
};

/** Every procedure of a realm and its type, as the router itself lists them. */
export function proceduresOf(realm: Realm): Map<string, ProcedureType> {
  const procedures: Record<string, { _def: { type: ProcedureType } }> = routers[realm]._def.procedures;
  return new Map(Object.entries(procedures).map(([path, { _def }]) => [path, _def.type]));
}

export type Answer = {
  status: number;
  headers: Headers;
  text: string;
  /** What the procedure answered; undefined for a refusal. */
  data: unknown;
  /** The stable word of a refusal; null for an answer. */
  reason: string | null;
  details: Record<string, unknown> | null;
};

export type CallOptions = {
  /** The session's token, sent in the realm's cookie. */
  token?: string | null;
  /** The caller's network address, for the rate limits. */
  address?: string;
  headers?: Record<string, string>;
};

/** Calls a procedure as a browser's page of that origin does. A subscription's answer is its first message. */
export function call(
  api: TestApi,
  realm: Realm,
  path: string,
  input?: unknown,
  options: CallOptions = {},
): Promise<Answer> {
  return callWithJson(api, realm, path, input === undefined ? undefined : JSON.stringify(input), options);
}

/** Like `call`, with the input as its JSON text, which may say what no value can. */
export async function callWithJson(
  api: TestApi,
  realm: Realm,
  path: string,
  json: string | undefined,
  options: CallOptions = {},
): Promise<Answer> {
  const type = proceduresOf(realm).get(path);
  const query = json === undefined ? '' : `?input=${encodeURIComponent(json)}`;
  const headers = headersOf(api, realm, options);
  if (type === 'mutation') return post(api, realm, path, json ?? 'null', options);
  const url = `${api.addresses[realm]}/trpc/${path}${query}`;
  if (type !== 'subscription') return readAnswer(await fetch(url, { headers }));
  const gone = new AbortController();
  const response = await fetch(url, { headers, signal: gone.signal });
  try {
    return await firstMessage(response);
  } finally {
    gone.abort();
  }
}

/** Posts that body as it is, which needn't be JSON at all. */
export async function post(
  api: TestApi,
  realm: Realm,
  path: string,
  body: NonNullable<RequestInit['body']>,
  options: CallOptions = {},
): Promise<Answer> {
  const headers = { 'content-type': 'application/json', ...headersOf(api, realm, options) };
  const streamed = body instanceof ReadableStream ? { duplex: 'half' as const } : {};
  const url = `${api.addresses[realm]}/trpc/${path}`;
  return readAnswer(await fetch(url, { method: 'POST', headers, body, ...streamed }));
}

export function headersOf(api: TestApi, realm: Realm, { token, address, headers }: CallOptions) {
  return {
    origin: api.origins[realm],
    'sec-fetch-site': 'same-origin',
    ...(token ? { cookie: `${api.sessions.cookieName(realm)}=${token}` } : {}),
    ...(address ? { 'x-test-address': address } : {}),
    ...headers,
  };
}

export async function readAnswer(response: Response): Promise<Answer> {
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, ...readBody(text) };
}

/** Of a batch the first answer. What isn't JSON has neither data nor reason. */
export function readBody(text: string): Pick<Answer, 'data' | 'reason' | 'details'> {
  const none = { data: undefined, reason: null, details: null };
  if (!/^[[{]/.test(text)) return none;
  const parsed: unknown = JSON.parse(text);
  const [body] = (Array.isArray(parsed) ? parsed : [parsed]) as Body[];
  if (!body?.error) return { ...none, data: body?.result?.data };
  return { data: undefined, reason: body.error.data.reason, details: body.error.data.details };
}

type PublicError = { data: { reason: string; details: Record<string, unknown> | null; httpStatus: number } };
type Body = { result?: { data: unknown }; error?: PublicError };

/** Server-sent events answer 200 before the procedure does: the first message tells whether it was refused. */
async function firstMessage(response: Response): Promise<Answer> {
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  while (
    !/^data: .*(serialized-error|"kind")|^event: serialized-error/m.test(text) ||
    !text.endsWith('\n\n')
  ) {
    const chunk = await reader?.read();
    if (!chunk || chunk.done) break;
    text += chunk.value;
  }
  const [, data = 'null'] = /^event: serialized-error\ndata: (.*)$/m.exec(text) ?? [];
  const error = JSON.parse(data) as PublicError | null;
  const { headers } = response;
  if (!error) return { status: response.status, headers, text, data: text, reason: null, details: null };
  const { httpStatus, reason, details } = error.data;
  return { status: httpStatus, headers, text, data: undefined, reason, details };
}
