import { once } from 'node:events';
import { type AddressInfo, createServer, connect as dial, type Socket } from 'node:net';

/** An address before a server that a test can lead elsewhere, cut or make silent: a pooler's, a failover's, a network's. */
export type TcpProxy = {
  /** The same address with this proxy's host and port. */
  through(url: string): string;
  /** Where new connections lead from now on; those that stand stay where they are. */
  leadTo(url: string): void;
  /** Resets all connections that stand. */
  cut(): void;
  /** Nothing passes in either direction and nobody is told; new connections are taken and stay silent. */
  freeze(): void;
  thaw(): void;
  /** Refuses new connections until `accept`. */
  refuse(): Promise<void>;
  accept(): Promise<void>;
  /** How many connections were taken so far. */
  taken(): number;
  /** All that clients have sent so far, as text. */
  sent(): string;
  close(): Promise<void>;
};

type Pair = { client: Socket; server: Socket };

export async function startTcpProxy(url: string): Promise<TcpProxy> {
  let target = new URL(url);
  let frozen = false;
  let taken = 0;
  const pairs = new Set<Pair>();
  const sent: Buffer[] = [];
  const listener = createServer((client) => {
    taken += 1;
    const server = dial({ host: target.hostname, port: Number(target.port || 5432), noDelay: true });
    client.setNoDelay(true);
    const pair = { client, server };
    pairs.add(pair);
    client.on('data', (chunk) => sent.push(chunk));
    for (const [from, to] of [
      [client, server],
      [server, client],
    ] as const) {
      from.pipe(to);
      from.on('error', () => to.destroy());
      from.on('close', () => {
        pairs.delete(pair);
        to.destroy();
      });
    }
    if (frozen) halt(pair);
  });
  const accept = async (port = 0) => {
    await once(listener.listen(port, '127.0.0.1'), 'listening');
    return (listener.address() as AddressInfo).port;
  };
  const port = await accept();
  const cut = () => {
    for (const { client, server } of pairs) {
      client.resetAndDestroy();
      server.resetAndDestroy();
    }
  };
  return {
    through: (address) => withHost(address, `127.0.0.1:${port}`),
    leadTo(address) {
      target = new URL(address);
    },
    cut,
    freeze() {
      frozen = true;
      for (const pair of pairs) halt(pair);
    },
    thaw() {
      if (!frozen) return;
      frozen = false;
      for (const { client, server } of pairs) {
        client.pipe(server);
        server.pipe(client);
      }
    },
    async refuse() {
      if (!listener.listening) return;
      const closed = once(listener, 'close');
      listener.close();
      cut();
      await closed;
    },
    async accept() {
      if (!listener.listening) await accept(port);
    },
    taken: () => taken,
    sent: () => Buffer.concat(sent).toString('latin1'),
    async close() {
      if (!listener.listening) return;
      const closed = once(listener, 'close');
      listener.close();
      cut();
      await closed;
    },
  };
}

function halt({ client, server }: Pair): void {
  client.unpipe();
  server.unpipe();
  client.pause();
  server.pause();
}

function withHost(address: string, host: string): string {
  const url = new URL(address);
  url.host = host;
  return url.href;
}
