import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';

/** What a false server does when it hears the next piece of what a client says: sends bytes, hangs up, or nothing. */
export type Act = Buffer | 'cut' | 'hang up' | 'nothing';

/** A server that speaks as much of PostgreSQL's protocol as a test wants, and then does what no server should. */
export async function startFalsePostgres(
  script: readonly (readonly Act[])[],
): Promise<{ url: string; connections(): number; close(): Promise<void> }> {
  const sockets = new Set<Socket>();
  let connections = 0;
  const server = createServer((socket) => {
    connections += 1;
    sockets.add(socket);
    socket.on('error', () => undefined);
    let heard = 0;
    socket.on('data', () => {
      for (const act of script[heard] ?? []) perform(socket, act);
      heard += 1;
    });
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `postgres://somebody:secret@127.0.0.1:${port}/anything`,
    connections: () => connections,
    async close() {
      const closed = once(server, 'close');
      server.close();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}

function perform(socket: Socket, act: Act): void {
  if (act === 'cut') socket.resetAndDestroy();
  else if (act === 'hang up') socket.end();
  else if (act !== 'nothing') socket.write(act);
}

function message(type: string, ...parts: (Buffer | string | number)[]): Buffer {
  const body = Buffer.concat(
    parts.map((part) => (typeof part === 'number' ? int32(part) : Buffer.from(part as string))),
  );
  return Buffer.concat([Buffer.from(type), int32(body.length + 4), body]);
}

function int32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value);
  return bytes;
}

/** The messages of a server, as far as a script needs them. */
export const say = {
  signedIn: message('R', 0),
  wantsScram: message('R', 10, 'SCRAM-SHA-256\0\0'),
  ready: message('Z', 'I'),
  done: message('C', 'SET\0'),
  /** Of one column named n, of type int4; begun and cut off. */
  halfARow: Buffer.concat([
    message('1'),
    message('t', '\0\0'),
    message('T', '\0\x01', 'n\0', 0, '\0\0', 23, '\0\x04', -1, '\0\0'),
    message('2'),
    message('D', '\0\x01', 4, '1234').subarray(0, 9),
  ]),
  error: (sqlState: string) => message('E', `SFATAL\0VFATAL\0C${sqlState}\0Mno\0\0`),
};
