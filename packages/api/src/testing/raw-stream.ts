import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';

export type RawStream = {
  status: number | undefined;
  headers: IncomingMessage['headers'];
  /**
   * All text so far, once it holds `end` so many times (two characters at least); all there is, where the stream ends before. Between two
   * questions nothing is read, as by a client who has stalled.
   */
  until(end: string, times?: number): Promise<string>;
  close(): void;
};

/** Opens a stream and reads it as it comes over the wire, with headers and line ends as they are. */
export async function openRaw(url: string, headers: Record<string, string> = {}): Promise<RawStream> {
  const request = get(url, { headers: { accept: 'text/event-stream', ...headers }, agent: false });
  const [response] = (await once(request, 'response')) as [IncomingMessage];
  // Whoever closes a stream needn't hear that it broke.
  request.on('error', () => undefined);
  response.on('error', () => undefined);
  const parts = response.setEncoding('utf8').iterator({ destroyOnReturn: false });
  let text = '';
  return {
    status: response.statusCode,
    headers: response.headers,
    async until(end, times = 1) {
      let found = 0;
      for (let rest = text; ; ) {
        const pieces = rest.split(end);
        found += pieces.length - 1;
        if (found >= times) return text;
        const part = await parts.next();
        if (part.done) return text;
        text += part.value;
        // What is looked for may have come in two parts.
        rest = `${pieces.at(-1)?.slice(1 - end.length)}${part.value}`;
      }
    },
    close: () => request.destroy(),
  };
}

/** Headers without those that tell how and when this one answer was sent. */
export function lasting({
  date,
  'transfer-encoding': _,
  'content-length': __,
  ...others
}: RawStream['headers']) {
  return others;
}
