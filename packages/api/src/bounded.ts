import { setTimeout as delay } from 'node:timers/promises';
import { TooLate } from '@vitalmed/services';
import { isUnavailable } from './error-map.ts';

/** By when everything that one request waits for must have come. */
export type Deadline = {
  /** The work's own end, or TooLate. */
  holds<T>(work: Promise<T>): Promise<T>;
  /** The request is answered. */
  clear(): void;
};

/** @param withinMs Infinity for a request that may take as long as it likes */
export function deadlineIn(withinMs: number): Deadline {
  if (withinMs === Number.POSITIVE_INFINITY) return { holds: (work) => work, clear: () => undefined };
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new TooLate(`no answer within ${withinMs} ms`)), withinMs);
  });
  late.catch(() => undefined);
  return { holds: (work) => Promise.race([work, late]), clear: () => clearTimeout(timer) };
}

/** A database that comes back in about a second isn't noticed by whoever only reads. In milliseconds. */
const pausesMs = [200, 800];
const lastTryAfterMs = 1_500;

/** Asks again for as long as the database is away, a second or so. Only for what changes nothing. */
export async function againWhileAway<T>(ask: () => Promise<T>): Promise<T> {
  const began = performance.now();
  for (let tries = 0; ; tries += 1) {
    try {
      return await ask();
    } catch (error) {
      const pause = performance.now() - began < lastTryAfterMs ? pausesMs[tries] : undefined;
      if (!pause || !isUnavailable(error)) throw error;
      await delay(pause);
    }
  }
}
