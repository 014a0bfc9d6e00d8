import { get, type IncomingMessage } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { answerJobs } from '../work/forked.ts';

export type SubscriberJob =
  | { kind: 'open'; port: number; origin: string; specialties: number; count: number }
  /** Waits until so many changes have come in all, or until patience ends. */
  | { kind: 'collect'; changes: number; patienceMs: number }
  | { kind: 'close' };

/** What each subscriber heard since the last question, in order: how many changes, and when (epoch milliseconds). */
export type Heard = { specialtyId: number; messages: { at: number; changes: number }[] }[];

const streams: IncomingMessage[] = [];
const heard: Heard = [];
/** Opened in groups, as browsers come back after a restart, not all in one instant. */
const atOnce = 50;

answerJobs<SubscriberJob, Heard>(async (job) => {
  switch (job.kind) {
    case 'open':
      for (let from = 0; from < job.count; from += atOnce) {
        const group = Array.from({ length: Math.min(atOnce, job.count - from) }, (_, n) => from + n);
        await Promise.all(group.map((n) => subscribe(job, n)));
      }
      return [];
    case 'collect': {
      const deadline = Date.now() + job.patienceMs;
      while (changesHeard() < job.changes && Date.now() < deadline) await delay(20);
      return heard;
    }
    case 'close':
      for (const stream of streams) stream.destroy();
      return [];
    default:
      return job satisfies never;
  }
});

function changesHeard(): number {
  return heard.reduce(
    (total, { messages }) => total + messages.reduce((sum, { changes }) => sum + changes, 0),
    0,
  );
}

/** Resolves when the server has said where the stream stands: from there on nothing is missed. */
function subscribe(
  { port, origin, specialties }: { port: number; origin: string; specialties: number },
  n: number,
): Promise<void> {
  const specialtyId = (n % specialties) + 1;
  const input = encodeURIComponent(JSON.stringify({ specialtyId }));
  return new Promise((resolve, reject) => {
    const headers = {
      accept: 'text/event-stream',
      host: new URL(origin).host,
      'sec-fetch-site': 'same-origin',
      // People at home, each behind an address of their own: one address is given few streams.
      'x-forwarded-for': `10.${n >> 16}.${(n >> 8) & 255}.${n & 255}`,
    };
    const request = get({
      port,
      host: '127.0.0.1',
      path: `/trpc/slots.changes?input=${input}`,
      headers,
      agent: false,
    });
    request.once('error', reject);
    request.once('response', (stream) => {
      if (stream.statusCode !== 200)
        reject(new Error(`A subscription was answered with ${stream.statusCode}`));
      streams.push(stream);
      let rest = '';
      const messages: Heard[number]['messages'] = [];
      heard.push({ specialtyId, messages });
      stream.setEncoding('utf8');
      stream.on('error', () => undefined);
      stream.on('data', (text: string) => {
        const blocks = `${rest}${text}`.split('\n\n');
        rest = blocks.pop() ?? '';
        for (const block of blocks) {
          if (block.includes('"kind":"ready"')) resolve();
          const changes = block.match(/"kind":"taken"/g)?.length ?? 0;
          if (changes > 0) messages.push({ at: Date.now(), changes });
        }
      });
    });
  });
}
