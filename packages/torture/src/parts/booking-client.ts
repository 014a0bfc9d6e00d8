import { Agent, request } from 'node:http';
import type { Wish } from './clinic.ts';
import type { Entry } from './ledger.ts';

/** Longer than any promise: a request that isn't answered by then never will be. */
const patienceMs = 60_000;

type Answer = { status: number; headers: NodeJS.Dict<string | string[]>; body: string };

/** Asks once for the wish under that key, as the portal does. Never rejects. */
export async function book(
  portal: string,
  agent: Agent,
  { slotId, cookie, idempotencyKey }: Wish & { idempotencyKey: string },
): Promise<Entry> {
  const began = performance.now();
  const body = JSON.stringify({ slotId, idempotencyKey });
  const seen = await post(`${portal}/trpc/appointments.book`, { agent, cookie, body }).then(outcomeOf, cutBy);
  const at = performance.now();
  return { ...seen, at, ms: at - began, slotId, idempotencyKey };
}

export const keptConnections = (count: number) => new Agent({ keepAlive: true, maxSockets: count });

function post(
  url: string,
  { agent, cookie, body }: { agent: Agent; cookie: string; body: string },
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request(url, {
      method: 'POST',
      agent,
      timeout: patienceMs,
      headers: {
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(body),
        'sec-fetch-site': 'same-origin',
        origin: new URL(url).origin,
        cookie,
      },
    });
    sent.once('timeout', () => sent.destroy(new Error('NO ANSWER')));
    sent.once('error', reject);
    sent.once('response', (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (piece: string) => {
        text += piece;
      });
      response.once('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text }),
      );
      response.once('error', reject);
    });
    sent.end(body);
  });
}

type Seen = Pick<Entry, 'outcome' | 'words' | 'appointmentId'>;

function outcomeOf({ status, headers, body }: Answer): Seen {
  const { result, error } = parsed(body);
  const words = [status, error?.data?.reason].filter(Boolean).join(' ');
  if (status === 200 && result) {
    return { outcome: 'acknowledged', words, appointmentId: result.data.appointment.id };
  }
  if (status === 503 && headers['retry-after'] && error) return { outcome: 'away', words };
  return { outcome: status === 409 ? 'refused' : 'fault', words };
}

type TrpcAnswer = {
  result?: { data: { appointment: { id: string } } };
  error?: { data?: { reason?: string } };
};

function parsed(body: string): TrpcAnswer {
  try {
    return JSON.parse(body) as TrpcAnswer;
  } catch {
    return {};
  }
}

function cutBy(error: NodeJS.ErrnoException): Seen {
  return { outcome: 'cut', words: error.code ?? error.message };
}
