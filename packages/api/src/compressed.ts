import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { acceptedEncoding } from './accepted-encoding.ts';
import type { PlainHttpAnswer } from './plain-http-answer.ts';

/** A packet of the network: below, nothing is gained. */
const LEAST_CHARACTERS = 1_000;
/** More answers than these at once go as they are: in a storm nobody waits for a thread. */
const MOST_AT_ONCE = 8;

const brotli = promisify(brotliCompress);
const zip = promisify(gzip);

type Compress = (body: string) => Promise<Buffer<ArrayBuffer>>;

/** The quickest of each: half a megabyte takes 2 ms in another thread and leaves as a fifth. */
const COMPRESS: Record<'br' | 'gzip', Compress> = {
  br: (body) => brotli(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } }),
  gzip: (body) => zip(body, { level: 1 }),
};

let running = 0;

/**
 * The answer in fewer bytes for whoever takes them so. Its size tells nothing to a foreign page (BREACH): no answer
 * holds a session's token, and a page of another site can't ask with the session's cookie.
 */
export function compressed(
  answer: PlainHttpAnswer,
  acceptEncoding: string | undefined,
): PlainHttpAnswer | Promise<PlainHttpAnswer> {
  const { body } = answer;
  // Most answers are small, and for them nothing is to be waited for.
  if (typeof body !== 'string' || body.length < LEAST_CHARACTERS || running >= MOST_AT_ONCE) return answer;
  const encoding = acceptedEncoding(acceptEncoding, ['br', 'gzip']);
  return encoding ? compress(answer, body, encoding) : answer;
}

async function compress(
  answer: PlainHttpAnswer,
  body: string,
  encoding: 'br' | 'gzip',
): Promise<PlainHttpAnswer> {
  const { headers } = answer;
  running += 1;
  try {
    const smaller = await COMPRESS[encoding](body);
    const vary = headers.vary ? `${headers.vary}, accept-encoding` : 'accept-encoding';
    return { ...answer, body: smaller, headers: { ...headers, 'content-encoding': encoding, vary } };
  } finally {
    running -= 1;
  }
}
