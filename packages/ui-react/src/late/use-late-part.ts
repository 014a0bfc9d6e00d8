import { useCallback, useEffect, useState } from 'react';
import { isHalfTyped } from './half-typed.ts';
import type { LatePart } from './late-part.ts';
import { atNextChance } from './next-chance.ts';
import { newerRelease, reloadFor } from './release.ts';

const ASK_AGAIN_AFTER_MS = 5_000;

export type Arrival<T> =
  | { state: 'here'; part: T }
  | { state: 'coming' }
  /** It's asked for again by itself meanwhile. `outdated`: only loading the page anew can bring it. */
  | { state: 'failed'; outdated: boolean; again(): void };

/** Brings a part to the screen that needs it now, and goes on trying for as long as the screen stands. */
export function useLatePart<T>(part: LatePart<T>): Arrival<T> {
  const [failure, setFailure] = useState<{ outdated: boolean } | null>(null);
  const [attempt, setAttempt] = useState(0);
  const [, redraw] = useState(false);
  const again = useCallback(() => setAttempt((count) => count + 1), []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: each attempt asks anew.
  useEffect(() => {
    if (part.now() !== undefined) return;
    let left = false;
    let callOff = () => {};
    part.fetch().then(
      () => left || redraw(true),
      async () => {
        const release = await newerRelease();
        if (left || (release && !isHalfTyped() && reloadFor(release))) return;
        setFailure({ outdated: release !== null });
        callOff = atNextChance(again, ASK_AGAIN_AFTER_MS);
      },
    );
    return () => {
      left = true;
      callOff();
    };
  }, [part, attempt, again]);

  const here = part.now();
  if (here !== undefined) return { state: 'here', part: here };
  return failure ? { state: 'failed', ...failure, again } : { state: 'coming' };
}
