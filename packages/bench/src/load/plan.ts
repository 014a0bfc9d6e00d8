/** One request as a scenario names it. */
export type LoadRequest = { method: 'GET' | 'POST'; path: string; cookie?: string; body?: string };

/** What the load client is to do. */
export type LoadPlan = {
  /** Servers of one product: the connections go to them in turn. */
  ports: number[];
  /** The origin whose page the requests come from. */
  origin: string;
  connections: number;
  /** The run ends after so long, or earlier when the list is used up. */
  seconds: number;
  /** Begin the list again at its end: for reading, where the same question may come twice. */
  repeat: boolean;
  /** At most so many a second over all connections; as fast as possible when absent. */
  ratePerSecond?: number;
  requests: LoadRequest[];
};

/** The bytes of a request; its length is counted in UTF-8. */
export function requestText({ method, path, cookie, body }: LoadRequest, origin: string): string {
  const lines = [
    `${method} ${path} HTTP/1.1`,
    `host: ${new URL(origin).host}`,
    `origin: ${origin}`,
    'sec-fetch-site: same-origin',
    'accept-language: es-AR',
    ...(cookie ? [`cookie: ${cookie}`] : []),
    ...(body === undefined
      ? []
      : ['content-type: application/json', `content-length: ${Buffer.byteLength(body)}`]),
  ];
  return `${lines.join('\r\n')}\r\n\r\n${body ?? ''}`;
}
