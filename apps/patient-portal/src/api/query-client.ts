import { QueryClient } from '@tanstack/solid-query';
import { failureOf } from './failure.ts';

const PASSING = new Set(['offline', 'internal']);

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      // Ask even when the browser believes that it is offline: an answer or an error, never a wait without end.
      networkMode: 'always',
      retry: (failures, error) => failures < 2 && PASSING.has(failureOf(error).reason),
    },
    mutations: { networkMode: 'always' },
  },
});
