import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { isIP, Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import type { Address, Host } from './address.ts';
import { DatabaseLost } from './database-lost.ts';

/** Asks a server whether it speaks TLS, before anything else. */
const tlsRequest = Buffer.from([0, 0, 0, 8, 4, 210, 22, 47]);

/**
 * A connection to that server, in TLS as the address asks for it, on which nothing has been said yet.
 *
 * @throws DatabaseLost when there is none within the time
 */
export async function openSocket(host: Host, tls: Address['tls'], withinMs: number): Promise<Socket> {
  const plain = new Socket();
  // Whoever waits hears of an error by itself; one that comes between two waits must not go unheard.
  plain.on('error', () => undefined);
  let late = false;
  const timer = setTimeout(() => {
    late = true;
    plain.destroy(new Error('late'));
  }, withinMs);
  try {
    plain.setNoDelay(true);
    if (host.host.startsWith('/')) plain.connect(`${host.host}/.s.PGSQL.${host.port}`);
    else plain.connect(host.port, host.host);
    await once(plain, 'connect');
    return await secured(plain, host, tls);
  } catch (cause) {
    plain.destroy();
    throw late ? new DatabaseLost('CONNECT_TIMEOUT', { cause }) : notConnected(cause);
  } finally {
    clearTimeout(timer);
  }
}

async function secured(plain: Socket, { host }: Host, tls: Address['tls']): Promise<Socket> {
  const { mode } = tls;
  if (mode === 'disable' || host.startsWith('/')) return plain;
  plain.write(tlsRequest);
  const [answer] = (await once(plain, 'data')) as [Buffer];
  if (answer[0] !== 'S'.charCodeAt(0)) {
    if (mode === 'prefer') return plain;
    throw new DatabaseLost('TLS_REFUSED');
  }
  const secure = connectTls({
    socket: plain,
    servername: isIP(host) ? undefined : host,
    ca: fileOf(tls.rootCert === 'system' ? undefined : tls.rootCert),
    cert: fileOf(tls.cert),
    key: fileOf(tls.key),
    rejectUnauthorized: mode === 'verify-ca' || mode === 'verify-full',
    ...(mode === 'verify-ca' ? { checkServerIdentity: () => undefined } : {}),
  });
  secure.on('error', () => undefined);
  plain.once('close', () => secure.destroy());
  await once(secure, 'secureConnect');
  return secure;
}

const fileOf = (path: string | undefined) => (path === undefined ? undefined : readFileSync(path));

function notConnected(cause: unknown): DatabaseLost {
  if (cause instanceof DatabaseLost) return cause;
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'CONNECT_FAILED';
  return new DatabaseLost(code, { cause });
}
