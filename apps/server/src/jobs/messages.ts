import { Worker as Thread } from 'node:worker_threads';
import { faultEntry, type Logger } from '../log.ts';
import type { MessagesOrder, MessagesThreadData } from './messages-thread.ts';
import { supervise } from './supervise.ts';
import { type ThreadBounds, watchThread } from './watched-thread.ts';
import type { Worker } from './worker.ts';

/** Silent for longer than the slowest delivery takes, and so briefly that what waits leaves within a minute. */
const bounds: ThreadBounds = { beginMs: 20_000, silentMs: 25_000, stopMs: 12_000 };
const beginAgainAfterMs = 1_000;

/**
 * The worker in a thread of its own, of lower priority where the system knows that: drawing a mail takes longer
 * than booking, and nobody who books waits for it. A thread that dies, or shows no sign of life, is replaced.
 */
export async function startMessages(data: MessagesThreadData, log: Logger): Promise<Worker> {
  let current: Thread | null = null;
  const stop = await supervise({
    async begin(signal) {
      const thread = new Thread(threadFile, { workerData: data });
      const running = await watchThread(thread, bounds, signal);
      current = thread;
      return running;
    },
    onFault: (error) => log.error(faultEntry(error), 'the messages stopped and begin again'),
    againAfterMs: beginAgainAfterMs,
  });
  return { kick: () => current?.postMessage('kick' satisfies MessagesOrder), stop };
}

/** Beside this file, when it is built and when it isn't. */
const threadFile = new URL(
  import.meta.url.endsWith('.ts') ? './messages-thread.ts' : './messages-thread.js',
  import.meta.url,
);
