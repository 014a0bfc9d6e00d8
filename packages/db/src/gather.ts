export type GatherOptions<Item, Answer> = {
  /** Answers each item, in the order given. May reject for the whole group; each item is then run alone, unless `failsWhole`. */
  run(group: Item[]): Promise<Answer[]>;
  /** How many groups run at once; what comes meanwhile waits and goes together. */
  atOnce: number;
  /** The most items of a group. */
  most: number;
  /** Two items that answer the same here never run in one group; any two may, where this is left out. */
  apart?(item: Item): unknown;
  /** Whether a group that failed so fails as a whole; where this is left out, each of its items is run alone. */
  failsWhole?(error: unknown): boolean;
};

type Waiting<Item, Answer> = {
  item: Item;
  resolve(answer: Answer): void;
  reject(error: unknown): void;
};

/**
 * Runs items together under load and at once otherwise: nobody waits for company, only for a free place. One item
 * that fails fails alone.
 */
export function gather<Item, Answer>(options: GatherOptions<Item, Answer>): (item: Item) => Promise<Answer> {
  const { run, atOnce, most, apart = (item: Item) => ({ item }), failsWhole = () => false } = options;
  let waiting: Waiting<Item, Answer>[] = [];
  let running = 0;

  function takeGroup(): Waiting<Item, Answer>[] {
    const group = new Map<unknown, Waiting<Item, Answer>>();
    const left: Waiting<Item, Answer>[] = [];
    for (const one of waiting) {
      const key = apart(one.item);
      if (group.size === most || group.has(key)) left.push(one);
      else group.set(key, one);
    }
    waiting = left;
    return [...group.values()];
  }

  async function runGroup(group: Waiting<Item, Answer>[]): Promise<void> {
    try {
      const answers = await run(group.map(({ item }) => item));
      for (const [n, { resolve }] of group.entries()) resolve(answers[n] as Answer);
    } catch (error) {
      if (group.length === 1 || failsWhole(error)) for (const { reject } of group) reject(error);
      else await Promise.all(group.map((one) => runGroup([one])));
    }
  }

  function start(): void {
    while (running < atOnce && waiting.length > 0) {
      running += 1;
      void runGroup(takeGroup()).then(() => {
        running -= 1;
        start();
      });
    }
  }

  return (item) =>
    new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject });
      start();
    });
}
