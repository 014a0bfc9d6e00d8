import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import type { Cluster } from './cluster.ts';

/** The port of the last start when it is still free, so that addresses noted elsewhere stay true; else a new one. */
export async function choosePort(cluster: Cluster): Promise<number> {
  const file = path.join(cluster.folder, 'port');
  const remembered = existsSync(file) ? Number(readFileSync(file, 'utf8')) : 0;
  const port = (remembered && (await listenOnce(remembered))) || (await listenOnce(0));
  if (!port) throw new Error('the system gave no free port');
  if (port !== remembered) writeFileSync(file, String(port));
  return port;
}

/** The port that could be listened on; null when it is taken. */
function listenOnce(port: number): Promise<number | null> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(null));
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => {
      const address = server.address();
      server.close(() => resolve(address && typeof address === 'object' ? address.port : null));
    });
  });
}
