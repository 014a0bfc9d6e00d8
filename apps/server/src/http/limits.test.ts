import { once } from 'node:events';
import type { Server } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { CONNECTION_LIMITS, type ConnectionLimits, limitedServer } from './limits.ts';

/** All at a test's pace. */
const quick: ConnectionLimits = {
  ...CONNECTION_LIMITS,
  headersTimeout: 300,
  requestTimeout: 600,
  connectionsCheckingInterval: 50,
  keepAliveTimeout: 300,
  keepAliveTimeoutBehindProxy: 60_000,
  silence: 60_000,
};
const forEver = quick.silence;

let server: Server;
const sockets: Socket[] = [];
const dripping: ReturnType<typeof setInterval>[] = [];

afterEach(() => {
  for (const timer of dripping.splice(0)) clearInterval(timer);
  for (const socket of sockets.splice(0)) socket.destroy();
  server.closeAllConnections();
  server.close();
});

type Given = { limits?: Partial<ConnectionLimits>; behindProxy?: boolean };

/** Answers what was posted; at /stream it says something ever again; at /large more than a socket holds. */
async function given({ limits = {}, behindProxy = false }: Given = {}): Promise<void> {
  server = limitedServer(
    async (incoming, outgoing) => {
      if (incoming.url === '/stream') {
        const timer = setInterval(() => outgoing.write('more\n'), 50);
        dripping.push(timer);
        outgoing.once('close', () => clearInterval(timer));
        return;
      }
      if (incoming.url === '/large') return outgoing.end(Buffer.alloc(64 * 1024 * 1024));
      let size = 0;
      try {
        for await (const part of incoming) size += part.length;
      } catch {
        return;
      }
      outgoing.end(`${size} ${Object.keys(incoming.headers).length}`);
    },
    { behindProxy, limits: { ...quick, ...limits } },
  ).listen(0, '127.0.0.1');
  await once(server, 'listening');
}

async function opened(): Promise<{ socket: Socket; said: () => string; closed: Promise<unknown> }> {
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
  sockets.push(socket);
  let text = '';
  socket.on('data', (part) => (text += part));
  // A reset is an end like another here.
  socket.on('error', () => undefined);
  const closed = new Promise((resolve) => socket.once('close', resolve));
  await once(socket, 'connect');
  return { socket, said: () => text, closed };
}

/** Sends the text, then one more piece again and again, as long as the other side listens. */
function drip(socket: Socket, text: string, piece: string): void {
  socket.write(text);
  dripping.push(setInterval(() => socket.writable && socket.write(piece), 20));
}

const started = 'POST / HTTP/1.1\r\nhost: x\r\n';

describe('a connection', () => {
  it.each<[string, (socket: Socket) => void]>([
    ['says nothing', () => undefined],
    ['never ends its first line', (socket) => drip(socket, 'GET /', 'x')],
    ['never ends its header', (socket) => drip(socket, started, 'a: b\r\n')],
    ['stops within its header', (socket) => socket.write(started)],
    ['never ends its body', (socket) => drip(socket, `${started}content-length: 60000\r\n\r\n`, 'x')],
    ['stops within its body', (socket) => socket.write(`${started}content-length: 9\r\n\r\nx`)],
    [
      'never ends a body of no told length',
      (socket) => drip(socket, `${started}transfer-encoding: chunked\r\n\r\n`, '1\r\nx\r\n'),
    ],
    ['has asked and asks no more', (socket) => socket.write(`${started}content-length: 0\r\n\r\n`)],
    [
      'has asked and never ends what it asks next',
      (socket) => drip(socket, `${started}content-length: 0\r\n\r\n${started}`, 'a: b\r\n'),
    ],
  ])('that %s is ended', async (_, talk) => {
    await given();
    const { socket, closed } = await opened();
    talk(socket);
    await closed;
  });

  it('that takes nothing of its answer is ended', async () => {
    await given({ limits: { silence: 300 } });
    const { socket } = await opened();
    socket.pause().write('GET /large HTTP/1.1\r\nhost: x\r\n\r\n');
    const connections = () =>
      new Promise<number>((resolve) => server.getConnections((_, count) => resolve(count)));
    await expect.poll(connections, { timeout: 10_000 }).toBe(0);
  });

  it('with a header larger than any of ours is refused as soon as it is', async () => {
    await given({ limits: { headersTimeout: forEver, requestTimeout: forEver } });
    const { socket, said, closed } = await opened();
    drip(socket, started, `a: ${'b'.repeat(4_000)}\r\n`);
    await closed;
    expect(said()).toMatch(/^HTTP\/1.1 431 /);
  });

  it('by a proxy is the proxy’s to end', async () => {
    await given({ behindProxy: true });
    const { socket, said } = await opened();
    const direct = await opened();
    socket.write(`${started}content-length: 0\r\n\r\n`);
    // One that is ended for its header shows that as much time went by as would end a browser's.
    await direct.closed;
    socket.write(`${started}content-length: 0\r\n\r\n`);
    await expect.poll(() => said().split('HTTP/1.1 200').length).toBe(3);
  });

  it('that streams is left alone', async () => {
    await given({ limits: { silence: 400 } });
    const { socket, said } = await opened();
    socket.write('GET /stream HTTP/1.1\r\nhost: x\r\n\r\n');
    await expect.poll(() => said().split('more').length, { timeout: 15_000 }).toBeGreaterThan(25);
    expect(socket.destroyed).toBe(false);
  });

  it('beyond the most is refused, and let in when another left', async () => {
    await given({ limits: { maxConnections: 2, headersTimeout: forEver, requestTimeout: forEver } });
    const [first] = [await opened(), await opened()];
    await (await opened()).closed;
    first?.socket.destroy();
    const asks = async () => {
      const { socket, said, closed } = await opened();
      socket.write(`${started}content-length: 0\r\nconnection: close\r\n\r\n`);
      await closed;
      return said();
    };
    await expect.poll(asks).toMatch(/^HTTP\/1.1 200 /);
  });

  it('that sends more headers than any of ours has the first of them read', async () => {
    await given();
    const { socket, said } = await opened();
    const many = Array.from({ length: 400 }, (_, n) => `a${n}: b`).join('\r\n');
    socket.write(`POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 0\r\n${many}\r\n\r\n`);
    await expect.poll(said).toMatch(/\r\n0 (\d+)$/);
    const [, read] = /\r\n0 (\d+)$/.exec(said()) ?? [];
    expect(Number(read)).toBeLessThanOrEqual(CONNECTION_LIMITS.maxHeadersCount);
  });
});
