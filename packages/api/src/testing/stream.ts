import type { Realm } from '@vitalmed/auth';
import { type CallOptions, headersOf } from './call.ts';
import type { TestApi } from './test-api.ts';

/** A server-sent event; `data` is its JSON. */
export type Message = { event: string; id: string | null; data: unknown };

export type Stream = {
  /** The next message of any kind but pings; null when the stream has ended. */
  next(): Promise<Message | null>;
  /** The next one that tells of changes or of a resync (none). Throws when the stream ends instead. */
  nextChanges(): Promise<{ id: string; kind: unknown; changes: Record<string, unknown>[] }>;
  /** All text that came so far. */
  text(): string;
  /** Breaks the connection, as a phone does in a tunnel. */
  close(): void;
};

type StreamOptions = CallOptions & {
  input?: unknown;
  lastEventId?: string;
};

/** Opens a subscription and waits until it stands: from then on it must miss nothing. */
export async function openStream(
  api: TestApi,
  realm: Realm,
  path: string,
  { input = {}, lastEventId, ...options }: StreamOptions = {},
): Promise<Stream> {
  const gone = new AbortController();
  const url = `${api.addresses[realm]}/trpc/${path}?input=${encodeURIComponent(JSON.stringify(input))}`;
  const headers = {
    ...headersOf(api, realm, options),
    accept: 'text/event-stream',
    ...(lastEventId ? { 'last-event-id': lastEventId } : {}),
  };
  const response = await fetch(url, { headers, signal: gone.signal });
  if (!response.body) throw new Error(`No stream but ${response.status}`);
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  let read = 0;

  async function next(): Promise<Message | null> {
    for (;;) {
      const end = text.indexOf('\n\n', read);
      if (end >= 0) {
        const message = parse(text.slice(read, end));
        read = end + 2;
        if (message.event !== 'ping') return message;
      } else {
        const chunk = await reader.read();
        if (chunk.done) return null;
        text += chunk.value;
      }
    }
  }

  async function nextChanges(): ReturnType<Stream['nextChanges']> {
    for (let message = await next(); message; message = await next()) {
      if (message.event !== 'message' || !message.id) continue;
      const { kind, changes = [] } = message.data as { kind: string; changes?: Record<string, unknown>[] };
      if (kind !== 'ready') return { id: message.id, kind, changes };
    }
    throw new Error(`The stream ended: ${text}`);
  }

  const stream = { next, nextChanges, text: () => text, close: () => gone.abort() };
  await stands(stream, lastEventId !== undefined);
  return stream;
}

/** A stream from now on says 'ready'. One that goes on where it was says at once what it missed, if anything. */
async function stands(stream: Stream, goesOn: boolean): Promise<void> {
  const first = await stream.next();
  if (first?.event !== 'connected') throw new Error(`Not connected: ${JSON.stringify(first)}`);
  if (goesOn) return;
  const ready = await stream.next();
  if (ready?.event === 'serialized-error') return;
  if (!JSON.stringify(ready?.data).includes('"ready"'))
    throw new Error(`Not ready: ${JSON.stringify(ready)}`);
}

function parse(block: string): Message {
  const fields = new Map(
    block.split('\n').map((line) => {
      const colon = line.indexOf(':');
      return [line.slice(0, colon), line.slice(colon + 1).trimStart()] as const;
    }),
  );
  return {
    event: fields.get('event') ?? 'message',
    id: fields.get('id') ?? null,
    data: JSON.parse(fields.get('data') || 'null'),
  };
}
