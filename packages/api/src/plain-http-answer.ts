import type { ServerResponse } from 'node:http';

export type PlainHttpAnswer = {
  status: number;
  headers: Readonly<Record<string, string>>;
  /** Values of Set-Cookie headers. */
  cookies: readonly string[];
  /** A text, or its bytes when they were compressed. */
  body: string | Buffer<ArrayBuffer>;
};

export function writeAnswer(
  outgoing: ServerResponse,
  { status, headers, cookies, body }: PlainHttpAnswer,
): void {
  const own = { ...headers, 'content-length': Buffer.byteLength(body) };
  outgoing.writeHead(status, cookies.length > 0 ? { ...own, 'set-cookie': [...cookies] } : own);
  outgoing.end(body);
}

/** A plain object is written as it is; only an answer with cookies needs Headers, which take several of a name. */
export function responseOf({ status, headers, cookies, body }: PlainHttpAnswer): Response {
  if (cookies.length === 0) return new Response(body, { status, headers });
  const all = new Headers(headers);
  for (const cookie of cookies) all.append('set-cookie', cookie);
  return new Response(body, { status, headers: all });
}
