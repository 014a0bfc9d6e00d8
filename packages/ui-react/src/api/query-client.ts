import { QueryClient } from '@tanstack/react-query';
import { TRPCClientError } from '@trpc/client';
import { reasonOf } from './api-errors.ts';

const STALE_AFTER_MS = 15_000;
const MAX_NETWORK_RETRIES = 2;
/** While nobody answers, a screen comes back by itself. */
const ASK_AGAIN_AFTER_MS = 5_000;

/** An answer with a reason will not change by asking again; only silence is worth a retry. */
function worthRetrying(failures: number, error: unknown): boolean {
  if (reasonOf(error) !== null || globalThis.navigator?.onLine === false) return false;
  return error instanceof TRPCClientError && failures < MAX_NETWORK_RETRIES;
}

/** Neither the server nor the network is what refused for good: asking again will help one day. */
function isAway(error: unknown): boolean {
  if (!(error instanceof TRPCClientError)) return false;
  const reason = reasonOf(error);
  return reason === null || reason === 'unavailable';
}

export function createStaffQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: STALE_AFTER_MS,
        retry: worthRetrying,
        // Without a network a reading fails and says so, where it would wait without a word.
        networkMode: 'always',
        refetchOnReconnect: true,
        refetchInterval: ({ state }) => (isAway(state.error) ? ASK_AGAIN_AFTER_MS : false),
      },
      // What somebody decided on is done now or not at all: never later, on a state that nobody saw.
      mutations: { retry: false, networkMode: 'always' },
    },
  });
}
