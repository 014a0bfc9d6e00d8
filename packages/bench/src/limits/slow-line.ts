import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

export type SlowLine = {
  port: number;
  /** Bytes that came down the line so far. */
  carried(): number;
  close(): Promise<void>;
};

/** What one connection gets at a time: small, so that none waits long for another. */
const pieceBytes = 4_096;

/**
 * A line to a port of this machine that carries so many bits a second each way, whatever number of connections share it:
 * as a clinic's uplink does. What a browser drops is dropped, but for what the line has under way.
 */
export async function slowLine(to: number, megabits: number): Promise<SlowLine> {
  const down = direction(megabits);
  const up = direction(megabits);
  const open = new Set<Socket>();
  const server = createServer({ noDelay: true }, (near) => {
    const far = connect({ port: to, host: '127.0.0.1', noDelay: true });
    for (const socket of [near, far]) {
      open.add(socket);
      socket.on('error', () => socket.destroy());
      socket.once('close', () => open.delete(socket));
    }
    near.once('close', () => far.destroy());
    void carry(far, near, down);
    void carry(near, far, up);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    carried: () => down.carried(),
    close: async () => {
      server.close();
      for (const socket of open) socket.destroy();
    },
  };
}

type Direction = { take(bytes: number): Promise<void>; carried(): number };

function direction(megabits: number): Direction {
  const bytesPerMs = (megabits * 1_000_000) / 8 / 1000;
  let busyUntil = 0;
  let carried = 0;
  return {
    async take(bytes) {
      busyUntil = Math.max(performance.now(), busyUntil) + bytes / bytesPerMs;
      await delay(busyUntil - performance.now());
      carried += bytes;
    },
    carried: () => carried,
  };
}

async function carry(from: Socket, to: Socket, line: Direction): Promise<void> {
  try {
    for await (const chunk of from as AsyncIterable<Buffer>) {
      for (let at = 0; at < chunk.length; at += pieceBytes) {
        const piece = chunk.subarray(at, at + pieceBytes);
        await line.take(piece.length);
        if (to.destroyed) return;
        if (!to.write(piece)) await Promise.race([once(to, 'drain'), once(to, 'close')]);
      }
    }
    to.end();
  } catch {
    to.destroy();
  }
}
