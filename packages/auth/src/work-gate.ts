/** Runs at most `running` pieces of work at once; `waiting` more may queue, the next is refused with null. */
export type WorkGate = <T>(work: () => Promise<T>) => Promise<{ done: T } | null>;

/**
 * A bound for work that costs memory (a password hash takes 64 MiB): a flood waits, then is refused, and the
 * process keeps its memory.
 */
export function createWorkGate(limits: { running: number; waiting: number }): WorkGate {
  let running = 0;
  const queue: (() => void)[] = [];

  const enter = () => {
    if (running < limits.running) {
      running += 1;
      return Promise.resolve();
    }
    return new Promise<void>((resolve) => queue.push(resolve));
  };
  // The place is handed over, not freed, so that nobody slips in between.
  const leave = () => {
    const next = queue.shift();
    if (next) next();
    else running -= 1;
  };

  return async (work) => {
    if (running >= limits.running && queue.length >= limits.waiting) return null;
    await enter();
    try {
      return { done: await work() };
    } finally {
      leave();
    }
  };
}
