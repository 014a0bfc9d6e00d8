import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';

/**
 * The caller's address. X-Forwarded-For is a claim: of its entries only the last `trustedProxies` were written
 * by proxies of ours, and the first of those names the caller. With no trusted proxy it is ignored.
 */
export function clientAddress(
  { socket, headers }: Pick<IncomingMessage, 'headers'> & { socket: { remoteAddress?: string } },
  trustedProxies: number,
): string {
  const direct = socket.remoteAddress ?? 'unknown';
  if (trustedProxies === 0) return direct;
  const claims = String(headers['x-forwarded-for'] ?? '')
    .split(',')
    .map((entry) => entry.trim())
    .filter(Boolean);
  return addressIn(claims.at(-trustedProxies) ?? '') ?? direct;
}

/** Some proxies write the port too. It changes with every connection, so each would be a caller of its own. */
function addressIn(claim: string): string | null {
  const [, bracketed, dotted] = /^(?:\[([^\]]+)\]|(\d+(?:\.\d+){3}))(?::\d+)?$/.exec(claim) ?? [];
  const address = bracketed ?? dotted ?? claim;
  return isIP(address) > 0 ? address : null;
}
