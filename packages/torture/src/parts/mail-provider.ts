import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Speaks Resend's API, takes every mail, and drops the twin of a key that it knows. */
export type MailProvider = {
  url: string;
  /** The keys of all mails so far: each of them arrived once. */
  arrived(): ReadonlySet<string>;
  /** Mails that came again under a known key and were dropped. */
  twins(): number;
  close(): Promise<void>;
};

export async function startMailProvider(): Promise<MailProvider> {
  const keys = new Set<string>();
  let twins = 0;
  const server = createServer((request, response) => {
    request.resume().once('end', () => {
      const key = String(request.headers['idempotency-key']);
      if (keys.has(key)) twins += 1;
      keys.add(key);
      response
        .writeHead(200, { 'content-type': 'application/json' })
        .end(JSON.stringify({ id: `re_${key}` }));
    });
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    arrived: () => keys,
    twins: () => twins,
    async close() {
      server.closeAllConnections();
      await once(server.close(), 'close');
    },
  };
}
