import { getConnInfo } from '@hono/node-server/conninfo';
import type { Context } from 'hono';

/**
 * The caller's address. X-Forwarded-For is a claim: of its entries only the last `trustedProxies` were written
 * by proxies of ours, and the first of those names the caller. With no trusted proxy it is ignored.
 */
export function clientAddress(c: Context, trustedProxies: number): string {
  const direct = getConnInfo(c).remote.address ?? 'unknown';
  if (trustedProxies === 0) return direct;
  const claims = (c.req.header('x-forwarded-for') ?? '')
    .split(',')
    .map((entry) => entry.trim())
    .filter(Boolean);
  return claims.at(-trustedProxies) ?? direct;
}
