import { setTimeout as delay } from 'node:timers/promises';

export type Pulse = {
  /** Stops asking; answers with the slowest answer in milliseconds. Who isn't let in has none, who is must get one. */
  stop(): Promise<number>;
};

const everyMs = 200;
const patienceMs = 20_000;

/** Asks `/healthz` again and again, whether or not the last question has its answer. */
export function takePulse(portal: string): Pulse {
  const asked: Promise<void>[] = [];
  let slowest = 0;
  let stopped = false;
  const ask = async () => {
    const began = performance.now();
    const answered = () => {
      slowest = Math.max(slowest, performance.now() - began);
    };
    const signal = AbortSignal.timeout(patienceMs);
    await fetch(`${portal}/healthz`, { signal }).then(answered, () => {
      if (signal.aborted) answered();
    });
  };
  const asking = (async () => {
    while (!stopped) {
      asked.push(ask());
      await delay(everyMs);
    }
  })();
  return {
    async stop() {
      stopped = true;
      await asking;
      await Promise.all(asked);
      return slowest;
    },
  };
}
