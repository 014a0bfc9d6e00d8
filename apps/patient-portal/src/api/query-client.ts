import { QueryClient, type QueryKey } from '@tanstack/solid-query';
import { failureOf } from './failure.ts';

const PASSING = new Set(['offline', 'internal']);
const UNREACHABLE = new Set(['offline', 'unavailable']);
/** While the server can't answer it is asked again this often, in milliseconds, so that a screen comes back by itself. */
const ASK_AGAIN_MS = 5_000;

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      // Ask even when the browser believes that it is offline: an answer or an error, never a wait without end.
      networkMode: 'always',
      retry: (failures, error) => failures < 2 && PASSING.has(failureOf(error).reason),
      refetchOnReconnect: 'always',
      refetchInterval: ({ state }) =>
        state.error && UNREACHABLE.has(failureOf(state.error).reason) ? ASK_AGAIN_MS : false,
    },
    mutations: { networkMode: 'always' },
  },
});

/**
 * Whatever of it is on screen is asked again. What is being asked already is never dropped for that: on a bad line the next
 * change would come before the answer, again and again.
 */
export async function askAgain(queryKey: QueryKey): Promise<void> {
  const patient = { cancelRefetch: false };
  const shown = { queryKey, type: 'active' } as const;
  if (queryClient.isFetching(shown) > 0) await queryClient.refetchQueries(shown, patient);
  await queryClient.invalidateQueries({ queryKey }, patient);
}
