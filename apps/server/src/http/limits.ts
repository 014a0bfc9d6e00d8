import { createServer, type RequestListener, type Server } from 'node:http';

/**
 * What a connection may cost before it has asked for anything. The largest form is half a kilobyte and the longest
 * search two, so whoever takes longer than this isn't one of our pages on a slow network.
 */
export const CONNECTION_LIMITS = {
  /** From connecting, or from a request's first byte, to the end of its header. Milliseconds, as all below. */
  headersTimeout: 10_000,
  /** To the end of its body. */
  requestTimeout: 20_000,
  connectionsCheckingInterval: 1_000,
  /** Between two requests of one connection: browsers come back within seconds. */
  keepAliveTimeout: 10_000,
  /** A proxy keeps its connections for a minute, and must be the one who ends them: else it sends one into the end. */
  keepAliveTimeoutBehindProxy: 65_000,
  /** Nothing read, nothing taken, in either direction. Streams say something every 15 seconds. */
  silence: 60_000,
  maxHeaderSize: 16 * 1024,
  maxHeadersCount: 100,
  maxConnections: 6_000,
};
export type ConnectionLimits = typeof CONNECTION_LIMITS;

/** A server for node:http under these limits. Streams live on: they end their header at once and are never silent. */
export function limitedServer(
  listener: RequestListener,
  { behindProxy, limits = CONNECTION_LIMITS }: { behindProxy: boolean; limits?: ConnectionLimits },
): Server {
  const { headersTimeout, requestTimeout, connectionsCheckingInterval, maxHeaderSize } = limits;
  const options = { headersTimeout, requestTimeout, connectionsCheckingInterval, maxHeaderSize };
  const server = createServer(options, listener);
  server.keepAliveTimeout = behindProxy ? limits.keepAliveTimeoutBehindProxy : limits.keepAliveTimeout;
  server.maxHeadersCount = limits.maxHeadersCount;
  server.maxConnections = limits.maxConnections;
  // Nobody listens for it, so Node cuts the connection off.
  server.setTimeout(limits.silence);
  return server;
}
