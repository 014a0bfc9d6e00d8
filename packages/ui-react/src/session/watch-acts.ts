const ACTS = ['pointerdown', 'keydown', 'wheel'] as const;
const TELL_EVERY_MS = 60_000;

/**
 * Calls `tell` when the person does something at this screen: at once, then at most once a minute. What the screen does
 * by itself is no act, so one that is left alone tells nothing. Returns what ends it.
 */
export function watchActs(screen: EventTarget, tell: () => void, now: () => number = Date.now): () => void {
  let told = Number.NEGATIVE_INFINITY;
  const act = () => {
    if (now() - told < TELL_EVERY_MS) return;
    told = now();
    tell();
  };
  const options = { capture: true, passive: true };
  for (const name of ACTS) screen.addEventListener(name, act, options);
  return () => {
    for (const name of ACTS) screen.removeEventListener(name, act, options);
  };
}
