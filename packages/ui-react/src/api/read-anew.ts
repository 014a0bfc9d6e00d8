import type { QueryClient, QueryFilters } from '@tanstack/react-query';

/**
 * Has what is on the screen read again, once it is known to be out of date. A reading under way is never dropped for it: on
 * a bad line the next change would come before the answer, again and again. It ends, and another follows.
 */
export async function readAnew(client: QueryClient, filters: QueryFilters): Promise<void> {
  const shown = { ...filters, type: 'active' } as const;
  const patient = { cancelRefetch: false };
  if (client.isFetching(shown) > 0) await client.refetchQueries(shown, patient);
  await client.invalidateQueries({ ...filters, refetchType: 'none' });
  await client.refetchQueries(shown, patient);
}

/**
 * Does the work whenever asked, one run at a time and with a rest after each: all that asks meanwhile is answered by
 * one more run.
 */
export function oneAtATime(work: () => Promise<unknown>, restMs: number): () => void {
  let running = false;
  let asked = false;
  const run = async () => {
    running = true;
    while (asked) {
      asked = false;
      await work().catch(() => undefined);
      await new Promise((rested) => setTimeout(rested, restMs));
    }
    running = false;
  };
  return () => {
    asked = true;
    if (!running) void run();
  };
}
