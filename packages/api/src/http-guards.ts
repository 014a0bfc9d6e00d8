import type { Reason } from '@vitalmed/core';
import type { Context } from 'hono';

/** The largest request that any form of ours makes is a hundredth of this. */
const MAX_BODY_BYTES = 64 * 1024;

/** Refuses what isn't UTF-8. Making one takes longer than reading a body with it. */
const utf8 = new TextDecoder('utf-8', { fatal: true });

type Status = 400 | 403 | 404 | 405 | 413 | 415 | 503;

/** Why a request isn't taken. */
export type Refused = {
  status: Status;
  reason: Reason;
  hint: string;
  /** What else a client may know. */
  details?: Record<string, unknown> | null;
};

/** An error in the shape that tRPC clients read, for what never reaches a procedure. */
export function httpRefusal(c: Context, { status, reason, hint, details }: Refused): Response {
  const error = {
    message: reason,
    code: -32600,
    data: { code: CODES[status], httpStatus: status, reason, details: { hint, ...details } },
  };
  return c.json({ error }, status);
}

const CODES: Record<Status, string> = {
  400: 'BAD_REQUEST',
  403: 'FORBIDDEN',
  404: 'NOT_FOUND',
  405: 'METHOD_NOT_SUPPORTED',
  413: 'PAYLOAD_TOO_LARGE',
  415: 'UNSUPPORTED_MEDIA_TYPE',
  503: 'SERVICE_UNAVAILABLE',
};

/**
 * Cross-site request forgery: a change is taken only from a page of this origin, as the browser itself says
 * (Sec-Fetch-Site, or Origin where that is missing). Hono's own check leaves JSON alone, so this is ours.
 */
export function refusedOrigin({ req }: Context, origin: string): Refused | null {
  if (isReading(req.method)) return null;
  const site = req.header('sec-fetch-site');
  const from = req.header('origin');
  const ours =
    site === undefined ? from === origin : site === 'same-origin' && (from === undefined || from === origin);
  return ours
    ? null
    : { status: 403, reason: 'forbidden', hint: `send it from ${origin}, with that Origin header` };
}

/** The text of a body, which is JSON in UTF-8 of a bounded size; undefined where the method has none. */
export async function readJson(c: Context): Promise<{ text: string | undefined } | Refused> {
  if (isReading(c.req.method)) return { text: undefined };
  if (c.req.method !== 'POST') return { status: 405, reason: 'bad-input', hint: 'use GET or POST' };
  const [mediaType] = (c.req.header('content-type') ?? '').split(';');
  if (mediaType?.trim().toLowerCase() !== 'application/json') {
    return { status: 415, reason: 'bad-input', hint: 'send application/json' };
  }
  const bytes = await readBounded(c);
  if (bytes === 'too-large') {
    return { status: 413, reason: 'bad-input', hint: `send at most ${MAX_BODY_BYTES} bytes` };
  }
  try {
    return { text: utf8.decode(bytes) };
  } catch {
    return { status: 400, reason: 'bad-input', hint: 'send UTF-8' };
  }
}

/** Reads at most the bound. A length that is told is kept by Node's parser; one that isn't is counted here. */
async function readBounded(c: Context): Promise<ArrayBuffer | 'too-large'> {
  const told = c.req.header('content-length');
  if (told !== undefined) return Number(told) > MAX_BODY_BYTES ? 'too-large' : c.req.arrayBuffer();
  const body = new Uint8Array(MAX_BODY_BYTES);
  let size = 0;
  for await (const chunk of c.req.raw.body ?? []) {
    if (size + chunk.byteLength > MAX_BODY_BYTES) return 'too-large';
    body.set(chunk, size);
    size += chunk.byteLength;
  }
  return body.buffer.slice(0, size);
}

/** Passwords and codes are tried one a request, so that a batch can't outrun the limits. */
export function refusedBatch(path: string): Refused | null {
  const calls = path.replace(/^[/]+/, '').split(',');
  return calls.length > 1 && calls.some((call) => call.startsWith('account.'))
    ? { status: 400, reason: 'bad-input', hint: 'account calls come one by one' }
    : null;
}

/**
 * What follows /trpc/ in a request's address, which is whole and normal, so that no URL has to be made of it. Decoded
 * here once, for the guard and for the call: as tRPC does it, before it is split at commas.
 */
export function procedurePath(address: string): { path: string } | Refused {
  const [, encoded] = /^[a-z]+:[/]{2}[^/]*[/]trpc[/]([^?#]*)/.exec(address) ?? [];
  // Hono's router decodes, so "/%74rpc/" comes here too, where tRPC would cut the path in the wrong place.
  if (encoded === undefined) return { status: 404, reason: 'not-found', hint: 'no such address' };
  try {
    return { path: decodeURIComponent(encoded) };
  } catch {
    return { status: 400, reason: 'bad-input', hint: 'send an address in UTF-8' };
  }
}

function isReading(method: string): boolean {
  return method === 'GET' || method === 'HEAD';
}
