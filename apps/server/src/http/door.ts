import type { Server, ServerResponse } from 'node:http';
import { Server as NetServer } from 'node:net';
import { setImmediate as nextTurn, setTimeout as pause } from 'node:timers/promises';
import { StartError } from '../start-error.ts';

export type Door = {
  /**
   * Takes nobody new, answers everybody who is inside, then closes. Streams don't hold it open: they were told
   * already to come back elsewhere. Resolves within `mostMs`; what still runs then is cut.
   */
  close(mostMs: number): Promise<void>;
};

/** So long it stays quiet before it closes: a kept connection may be about to bring what its client sent before. */
const quietMs = 250;
const lookEveryMs = 25;

/** Resolves when the port is taken; rejects, naming it, when somebody else has it. */
export function openDoor(server: Server, host: string, port: number): Promise<Door> {
  return new Promise((resolve, reject) => {
    const door = watchedDoor(server);
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(
        error.code === 'EADDRINUSE' ? new StartError(`Port ${port} is taken by another program.`) : error,
      ),
    );
    server.listen(port, host, () => resolve(door));
  });
}

function watchedDoor(server: Server): Door {
  const inside = new Set<ServerResponse>();
  let closing = false;
  server.prependListener('request', (_, response: ServerResponse) => {
    inside.add(response);
    response.once('close', () => inside.delete(response));
    if (closing) response.shouldKeepAlive = false;
  });
  return {
    async close(mostMs) {
      const deadline = Date.now() + mostMs;
      // Whoever knocked before this moment is let in first: the system holds connections that nobody took yet.
      await nextTurn();
      closing = true;
      for (const response of inside) response.shouldKeepAlive = false;
      const closed = stopListening(server);
      let quietSince = Date.now();
      while (Date.now() < deadline && Date.now() - quietSince < quietMs) {
        await pause(lookEveryMs);
        if ([...inside].some((response) => !isStream(response))) quietSince = Date.now();
      }
      server.closeAllConnections();
      await closed;
    },
  };
}

/** Node's HTTP server would at once close kept connections that look idle, also those with a request on its way. */
function stopListening(server: Server): Promise<void> {
  return new Promise((closed) => {
    NetServer.prototype.close.call(server, () => closed());
  });
}

const isStream = ({ req }: ServerResponse) => req.headers.accept?.includes('text/event-stream') ?? false;
