import { once } from 'node:events';
import { type AddressInfo, connect, createServer } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { slowLine } from './slow-line.ts';

it('carries what was sent, whole and in order, no faster than it may', async () => {
  const bytes = 200_000;
  const sent = Buffer.alloc(bytes, 'vitalmed');
  const server = createServer((socket) => socket.end(sent)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const line = await slowLine((server.address() as AddressInfo).port, 4);
  onTestFinished(async () => {
    await line.close();
    server.close();
  });
  const began = performance.now();
  const both = await Promise.all(
    [1, 2].map(async () => {
      const chunks: Buffer[] = [];
      for await (const chunk of connect(line.port, '127.0.0.1')) chunks.push(chunk);
      return Buffer.concat(chunks);
    }),
  );
  // Two connections share 500,000 bytes a second.
  expect(performance.now() - began).toBeGreaterThan(((2 * bytes) / 500_000) * 1000 - 50);
  for (const received of both) expect(received.equals(sent)).toBe(true);
  expect(line.carried()).toBe(2 * bytes);
});
