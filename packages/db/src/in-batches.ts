/** Rows that a removal takes at once: few enough to be gone in a blink, however many wait. */
export const removedAtOnce = 200;
/** Ends a run that would never end otherwise: the next one goes on where it stopped. */
const mostBatches = 500;

/** Repeats a statement that removes `removedAtOnce` rows at most, each time by itself, until it finds fewer. */
export async function inBatches(remove: () => PromiseLike<{ count: number }>): Promise<void> {
  for (let batch = 0; batch < mostBatches; batch += 1) {
    const { count } = await remove();
    if (count < removedAtOnce) return;
  }
}
