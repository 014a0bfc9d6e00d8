/** Whose turn comes first: of those who have shown who they are, or of anybody. */
export type Turn = 'known' | 'anybody';

/** Runs at most `running` pieces of work at once; `waiting` more of each turn may queue, the next gets null. */
export type WorkGate = <T>(work: () => Promise<T>, turn?: Turn) => Promise<{ done: T } | null>;

/**
 * A bound for work that costs memory (a password hash takes 64 MiB): a flood waits, then is refused, and the
 * process keeps its memory. However many strangers queue, whoever is known goes before them.
 */
export function createWorkGate(limits: { running: number; waiting: number }): WorkGate {
  let running = 0;
  const queues: Record<Turn, (() => void)[]> = { known: [], anybody: [] };

  const enter = (turn: Turn) => {
    if (running < limits.running) {
      running += 1;
      return Promise.resolve();
    }
    return new Promise<void>((resolve) => queues[turn].push(resolve));
  };
  // The place is handed over, not freed, so that nobody slips in between.
  const leave = () => {
    const next = queues.known.shift() ?? queues.anybody.shift();
    if (next) next();
    else running -= 1;
  };

  return async (work, turn = 'anybody') => {
    if (running >= limits.running && queues[turn].length >= limits.waiting) return null;
    await enter(turn);
    try {
      return { done: await work() };
    } finally {
      leave();
    }
  };
}
