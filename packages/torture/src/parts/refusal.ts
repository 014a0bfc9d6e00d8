import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';

/** Stands where a PostgreSQL stood and refuses every connection with that SQLSTATE, as one does that isn't ready. */
export async function startRefusal(url: string, sqlState: string): Promise<{ close(): Promise<void> }> {
  const { hostname, port } = new URL(url);
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    socket.on('error', () => socket.destroy());
    socket.once('data', () => socket.end(refusal(sqlState)));
  });
  await once(server.listen(Number(port), hostname), 'listening');
  return {
    async close() {
      for (const socket of sockets) socket.destroy();
      await once(server.close(), 'close');
    },
  };
}

/** PostgreSQL's ErrorResponse. */
function refusal(sqlState: string): Buffer {
  const fields = `SFATAL\0VFATAL\0C${sqlState}\0Mnot now\0\0`;
  const message = Buffer.alloc(5 + fields.length);
  message.write('E');
  message.writeUInt32BE(4 + fields.length, 1);
  message.write(fields, 5, 'latin1');
  return message;
}
