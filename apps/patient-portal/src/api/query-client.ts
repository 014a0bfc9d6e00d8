import { QueryClient } from '@tanstack/solid-query';
import { failureOf } from './failure.ts';

const PASSING = new Set(['offline', 'internal']);
/** While the server can't answer it is asked again this often, in milliseconds, so that a screen comes back by itself. */
const ASK_AGAIN_MS = 5_000;

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      // Ask even when the browser believes that it is offline: an answer or an error, never a wait without end.
      networkMode: 'always',
      retry: (failures, error) => failures < 2 && PASSING.has(failureOf(error).reason),
      refetchInterval: ({ state }) =>
        state.error && failureOf(state.error).reason === 'unavailable' ? ASK_AGAIN_MS : false,
    },
    mutations: { networkMode: 'always' },
  },
});
