import { get, type IncomingMessage } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { answerJobs } from '../work/forked.ts';

export type SubscriberJob =
  | { kind: 'open'; port: number; origin: string; specialties: number; count: number }
  /** Waits until so many changes have come in all, or until patience ends. */
  | { kind: 'collect'; changes: number; patienceMs: number }
  | { kind: 'close' };

/** For each change that a subscriber saw: the event's id, and when it came (epoch milliseconds). */
export type Seen = { eventIds: number[]; at: number[] };

const streams: IncomingMessage[] = [];
const seen: Seen = { eventIds: [], at: [] };
/** Opened in groups, as browsers come back after a restart, not all in one instant. */
const atOnce = 50;

answerJobs<SubscriberJob, Seen>(async (job) => {
  switch (job.kind) {
    case 'open':
      for (let from = 0; from < job.count; from += atOnce) {
        const group = Array.from({ length: Math.min(atOnce, job.count - from) }, (_, n) => from + n);
        await Promise.all(group.map((n) => subscribe(job, (n % job.specialties) + 1)));
      }
      return { eventIds: [], at: [] };
    case 'collect': {
      const deadline = Date.now() + job.patienceMs;
      while (seen.eventIds.length < job.changes && Date.now() < deadline) await delay(20);
      return seen;
    }
    case 'close':
      for (const stream of streams) stream.destroy();
      return { eventIds: [], at: [] };
    default:
      return job satisfies never;
  }
});

/** Resolves when the server has said where the stream stands: from there on nothing is missed. */
function subscribe({ port, origin }: { port: number; origin: string }, specialtyId: number): Promise<void> {
  const input = encodeURIComponent(JSON.stringify({ specialtyId }));
  return new Promise((resolve, reject) => {
    const headers = {
      accept: 'text/event-stream',
      host: new URL(origin).host,
      'sec-fetch-site': 'same-origin',
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
      stream.setEncoding('utf8');
      stream.on('error', () => undefined);
      stream.on('data', (text: string) => {
        const messages = `${rest}${text}`.split('\n\n');
        rest = messages.pop() ?? '';
        for (const message of messages) {
          if (message.includes('"kind":"ready"')) resolve();
          const id = /"kind":"taken"/.test(message) && /^id: ?\d+[.](\d+)$/m.exec(message)?.[1];
          if (!id) continue;
          seen.eventIds.push(Number(id));
          seen.at.push(Date.now());
        }
      });
    });
  });
}
