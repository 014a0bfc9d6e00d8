import { setTimeout as pause } from 'node:timers/promises';

/** Something that runs until it is stopped or breaks. Whoever gives one sees to it that both end in bounded time. */
export type Running = { promise: Promise<unknown>; stop(): Promise<void> };

type SuperviseOptions = {
  /** The signal ends a beginning that nobody waits for any more. */
  begin(signal: AbortSignal): Promise<Running>;
  onFault(error: unknown): void;
  /** Milliseconds before it is begun again after it broke; twice as long each time it can't begin, up to eightfold. */
  againAfterMs: number;
};

/**
 * Keeps it running: the job queue's runner gives up when the database is away for some seconds, the server
 * doesn't. The first beginning must succeed; rejects when it doesn't. Answers with how to stop.
 */
export async function supervise({
  begin,
  onFault,
  againAfterMs,
}: SuperviseOptions): Promise<() => Promise<void>> {
  const stopping = new AbortController();
  const { signal } = stopping;
  let current: Running | null = await begin(signal);
  let failures = 0;

  const watching = (async () => {
    while (!signal.aborted) {
      try {
        current ??= await begin(signal);
        failures = 0;
        // Told to stop while it was beginning: nobody else knows of it yet.
        if (signal.aborted) await current.stop();
        await current.promise;
      } catch (error) {
        if (!current) failures += 1;
        if (!signal.aborted) onFault(error);
      }
      current = null;
      await pause(againAfterMs * 2 ** Math.min(failures, 3), undefined, { signal }).catch(() => undefined);
    }
  })();

  return async () => {
    stopping.abort();
    await current?.stop().catch(() => undefined);
    await watching;
  };
}
