import type { Reason } from '@vitalmed/core';
import type { Context, MiddlewareHandler } from 'hono';

/** The largest request that any form of ours makes is a hundredth of this. */
const MAX_BODY_BYTES = 64 * 1024;

type Status = 400 | 403 | 404 | 405 | 413 | 415;

/** An error in the shape that tRPC clients read, for what never reaches a procedure. */
export function httpRefusal(c: Context, status: Status, reason: Reason, hint: string): Response {
  const error = {
    message: reason,
    code: -32600,
    data: { code: CODES[status], httpStatus: status, reason, details: { hint } },
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
};

/**
 * Cross-site request forgery: a change is taken only from a page of this origin, as the browser itself says
 * (Sec-Fetch-Site, or Origin where that is missing). Hono's own check leaves JSON alone, so this is ours.
 */
export function sameOriginOnly(origin: string): MiddlewareHandler {
  return async (c, next) => {
    if (c.req.method === 'GET' || c.req.method === 'HEAD') return next();
    const site = c.req.header('sec-fetch-site');
    const from = c.req.header('origin');
    const ours =
      site === undefined
        ? from === origin
        : site === 'same-origin' && (from === undefined || from === origin);
    if (!ours) return httpRefusal(c, 403, 'forbidden', `send it from ${origin}, with that Origin header`);
    return next();
  };
}

/** Bodies are JSON in UTF-8 of a bounded size, read here once; `jsonBody` gives the text on. */
export const jsonOnly: MiddlewareHandler<{ Variables: { body: string | undefined } }> = async (c, next) => {
  if (c.req.method === 'GET' || c.req.method === 'HEAD') return next();
  if (c.req.method !== 'POST') return httpRefusal(c, 405, 'bad-input', 'use GET or POST');
  const [mediaType] = (c.req.header('content-type') ?? '').split(';');
  if (mediaType?.trim().toLowerCase() !== 'application/json') {
    return httpRefusal(c, 415, 'bad-input', 'send application/json');
  }
  const bytes = await readBounded(c);
  if (bytes === 'too-large') return httpRefusal(c, 413, 'bad-input', `send at most ${MAX_BODY_BYTES} bytes`);
  try {
    c.set('body', new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return httpRefusal(c, 400, 'bad-input', 'send UTF-8');
  }
  return next();
};

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
export const noAccountBatch: MiddlewareHandler = async (c, next) => {
  const calls = calledProcedures(c.req.url);
  if (calls === null) return httpRefusal(c, 400, 'bad-input', 'send an address in UTF-8');
  if (calls.length > 1 && calls.some((call) => call.startsWith('account.'))) {
    return httpRefusal(c, 400, 'bad-input', 'account calls come one by one');
  }
  return next();
};

/** The procedures that tRPC will read from the address: it decodes first and splits then. Null for what is no text. */
function calledProcedures(url: string): string[] | null {
  try {
    const path = decodeURIComponent(new URL(url).pathname);
    return path.slice('/trpc'.length).replace(/^[/]+/, '').split(',');
  } catch {
    return null;
  }
}
