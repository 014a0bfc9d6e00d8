/** A part of the app that is fetched when it's needed, or ahead of that while the browser has nothing to do. */
export interface LatePart<T> {
  /** The part, once it's here. */
  now(): T | undefined;
  /** Fetches it, once for all who ask meanwhile. A failure isn't kept: whoever asks next has it fetched anew. */
  fetch(): Promise<T>;
}

const known: LatePart<unknown>[] = [];

/** Every part that was named so far; it grows while parts arrive that have late parts of their own. */
export const lateParts: readonly LatePart<unknown>[] = known;

export function latePart<T>(load: () => Promise<T>): LatePart<T> {
  let here: T | undefined;
  let underWay: Promise<T> | null = null;

  async function bring(): Promise<T> {
    try {
      here = await load();
      return here;
    } finally {
      underWay = null;
    }
  }

  const part: LatePart<T> = {
    now: () => here,
    fetch: () => {
      underWay ??= bring();
      return underWay;
    },
  };
  known.push(part);
  return part;
}
