import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { readBody } from './call.ts';

export type RawAnswer = ReturnType<typeof readBody> & {
  status: number;
  headers: IncomingMessage['headers'];
  text: string;
};

type RawRequest = { method?: string; headers?: Record<string, string>; body?: string | Buffer | Buffer[] };

/**
 * Sends exactly these headers and bytes, which fetch wouldn't: it adds and forbids some. A list of buffers goes
 * out in chunks, without a Content-Length.
 */
export async function send(url: string, { method = 'POST', headers = {}, body = '' }: RawRequest) {
  const length = Array.isArray(body) ? {} : { 'content-length': String(Buffer.byteLength(body)) };
  const outgoing = request(url, { method, headers: { ...length, ...headers }, agent: false });
  const answered = once(outgoing, 'response') as Promise<[IncomingMessage]>;
  // A server that refuses early closes while we still write: its answer is what counts.
  outgoing.on('error', () => undefined);
  if (Array.isArray(body)) for (const chunk of body) outgoing.write(chunk);
  outgoing.end(Array.isArray(body) ? undefined : body);
  const [response] = await answered;
  let text = '';
  try {
    for await (const part of response.setEncoding('utf8')) text += part;
  } catch (error) {
    if (!response.complete) throw error;
  }
  const answer: RawAnswer = {
    status: response.statusCode ?? 0,
    headers: response.headers,
    text,
    ...readBody(text),
  };
  return answer;
}
