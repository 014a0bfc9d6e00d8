import type { IncomingMessage } from 'node:http';

/**
 * The caller's address. X-Forwarded-For is a claim: of its entries only the last `trustedProxies` were written
 * by proxies of ours, and the first of those names the caller. With no trusted proxy it is ignored.
 */
export function clientAddress({ socket, headers }: IncomingMessage, trustedProxies: number): string {
  const direct = socket.remoteAddress ?? 'unknown';
  if (trustedProxies === 0) return direct;
  const claims = String(headers['x-forwarded-for'] ?? '')
    .split(',')
    .map((entry) => entry.trim())
    .filter(Boolean);
  return claims.at(-trustedProxies) ?? direct;
}
