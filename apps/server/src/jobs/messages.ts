import { once } from 'node:events';
import { Worker as Thread } from 'node:worker_threads';
import { faultEntry, type Logger } from '../log.ts';
import type { MessagesOrder, MessagesThreadData } from './messages-thread.ts';
import { supervise } from './supervise.ts';
import type { Worker } from './worker.ts';

const beginAgainAfterMs = 2_000;

/**
 * The worker in a thread of its own, of lower priority where the system knows that: drawing a mail takes longer
 * than booking, and nobody who books waits for it. A thread that dies begins again.
 */
export async function startMessages(data: MessagesThreadData, log: Logger): Promise<Worker> {
  let current: Thread | null = null;
  const tell = (order: MessagesOrder) => current?.postMessage(order);
  const stop = await supervise({
    async begin() {
      const thread = new Thread(threadFile, { workerData: data });
      const ended = once(thread, 'exit');
      // A fault before it is ready is the beginning's, one after that the supervisor's.
      ended.catch(() => undefined);
      await Promise.race([
        once(thread, 'message'),
        ended.then(() => Promise.reject(new Error('ended early'))),
      ]);
      current = thread;
      return {
        promise: ended,
        async stop() {
          thread.postMessage('stop' satisfies MessagesOrder);
          await ended;
        },
      };
    },
    onFault: (error) => log.error(faultEntry(error), 'the messages stopped and begin again'),
    againAfterMs: beginAgainAfterMs,
  });
  return { kick: () => tell('kick'), stop };
}

/** Beside this file, when it is built and when it isn't. */
const threadFile = new URL(
  import.meta.url.endsWith('.ts') ? './messages-thread.ts' : './messages-thread.js',
  import.meta.url,
);
