import { setTimeout as pause } from 'node:timers/promises';

/** Something that runs until it is stopped or breaks. */
export type Running = { promise: Promise<unknown>; stop(): Promise<void> };

type SuperviseOptions = {
  begin(): Promise<Running>;
  onFault(error: unknown): void;
  /** Milliseconds before it is begun again after it broke. */
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
  let current: Running | null = await begin();

  const watching = (async () => {
    while (!stopping.signal.aborted) {
      try {
        current ??= await begin();
        // Told to stop while it was beginning: nobody else knows of it yet.
        if (stopping.signal.aborted) await current.stop();
        await current.promise;
      } catch (error) {
        onFault(error);
      }
      current = null;
      await pause(againAfterMs, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
  })();

  return async () => {
    stopping.abort();
    await current?.stop().catch(() => undefined);
    await watching;
  };
}
