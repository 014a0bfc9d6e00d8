import { once } from 'node:events';
import type { Worker as Thread } from 'node:worker_threads';
import type { Running } from './supervise.ts';

/** How long a thread may take, in milliseconds, before it is ended by force. */
export type ThreadBounds = {
  /** Until its first sign of life. */
  beginMs: number;
  /** Between its signs. */
  silentMs: number;
  /** To end what it does, once it is told to stop. */
  stopMs: number;
};

/**
 * Resolves with its first sign of life. From then on it ends by itself, when it is told to, or because it was
 * silent: a queue that lost its database may wait for ever, and nothing inside the thread would notice.
 */
export async function watchThread(
  thread: Thread,
  bounds: ThreadBounds,
  signal: AbortSignal,
): Promise<Running> {
  const ended = once(thread, 'exit');
  ended.catch(() => undefined);
  const end = async () => {
    await thread.terminate();
  };
  signal.addEventListener('abort', end, { once: true });
  try {
    await withinMs(
      bounds.beginMs,
      Promise.race([once(thread, 'message'), ended.then(() => fail('ended before it was ready'))]),
    );
  } catch (error) {
    await end();
    throw error;
  } finally {
    signal.removeEventListener('abort', end);
  }
  return {
    promise: Promise.race([ended, silence(thread, bounds.silentMs)]).finally(end),
    async stop() {
      thread.postMessage('stop');
      await withinMs(bounds.stopMs, ended).catch(() => undefined);
      await end();
    },
  };
}

/**
 * Rejects once the thread has said nothing for that long. Counted in looks: a process that itself stood still finds
 * the clock far ahead and the signs still unread.
 */
function silence(thread: Thread, silentMs: number): Promise<never> {
  return new Promise((_, reject) => {
    let looks = 0;
    const timer = setInterval(() => {
      looks += 1;
      if (looks === looksInSilence) reject(new Error(`no sign of life for ${silentMs} ms`));
    }, silentMs / looksInSilence);
    thread.on('message', () => {
      looks = 0;
    });
    thread.once('exit', () => clearInterval(timer));
  });
}

const looksInSilence = 5;

async function withinMs<T>(ms: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`not within ${ms} ms`)), ms);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

function fail(message: string): never {
  throw new Error(message);
}
