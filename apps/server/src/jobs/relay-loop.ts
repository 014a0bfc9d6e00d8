import { setTimeout as pause } from 'node:timers/promises';

export type RelayLoop = {
  /** Work waits: look soon, not at the next round. Cheap; call it as often as you like. */
  kick(): void;
  /** Resolves when the round that runs has ended. */
  stop(): Promise<void>;
};

type LoopOptions = {
  work(): Promise<unknown>;
  /** Milliseconds between rounds when nobody kicks. */
  everyMs: number;
  /** Milliseconds that kicks are gathered, so that a storm of bookings is a few rounds. */
  gatherMs?: number;
  onFault(error: unknown): void;
};

/** Rounds of `work`, one at a time. A round that fails is reported, and the next one comes. */
export function startRelayLoop({ work, everyMs, gatherMs = 25, onFault }: LoopOptions): RelayLoop {
  let stopped = false;
  let kicked = false;
  let wake = () => {};

  const rounds = async () => {
    while (!stopped) {
      kicked = false;
      await work().catch(onFault);
      if (!kicked && !stopped) await wokenOrDue();
      if (kicked && !stopped) await pause(gatherMs);
    }
  };
  const wokenOrDue = () =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, everyMs);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });

  const running = rounds();
  return {
    kick() {
      kicked = true;
      wake();
    },
    async stop() {
      stopped = true;
      wake();
      await running;
    },
  };
}
