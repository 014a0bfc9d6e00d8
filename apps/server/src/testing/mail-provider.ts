import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export type ArrivedMail = { key: string; subject: string };

/** A provider that speaks Resend's API, keeps idempotency keys and can be away for a while. */
export async function startMailProvider() {
  const arrived: ArrivedMail[] = [];
  let away = false;
  let refused = 0;
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part);
    const answer = (status: number, body: object) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    if (away) {
      refused += 1;
      return answer(500, { statusCode: 500, name: 'internal_server_error', message: 'away' });
    }
    const key = String(request.headers['idempotency-key']);
    const { subject } = JSON.parse(Buffer.concat(parts).toString());
    if (!arrived.some((mail) => mail.key === key)) arrived.push({ key, subject });
    answer(200, { id: `re_${key}` });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    /** In the order in which they came. */
    subjects: () => arrived.map(({ subject }) => subject),
    refused: () => refused,
    goAway: () => {
      away = true;
    },
    comeBack: () => {
      away = false;
    },
    stop: () => server.close(),
  };
}
