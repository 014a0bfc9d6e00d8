import { QueryClient } from '@tanstack/react-query';
import { TRPCClientError } from '@trpc/client';
import { reasonOf } from './api-errors.ts';

const STALE_AFTER_MS = 15_000;
const MAX_NETWORK_RETRIES = 2;
/** While the server can't answer, a screen comes back by itself. */
const ASK_AGAIN_AFTER_MS = 5_000;

/** An answer with a reason will not change by asking again; only silence is worth a retry. */
function worthRetrying(failures: number, error: unknown): boolean {
  if (reasonOf(error) !== null) return false;
  return error instanceof TRPCClientError && failures < MAX_NETWORK_RETRIES;
}

export function createStaffQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: STALE_AFTER_MS,
        retry: worthRetrying,
        refetchInterval: ({ state }) =>
          reasonOf(state.error) === 'unavailable' ? ASK_AGAIN_AFTER_MS : false,
      },
      mutations: { retry: false },
    },
  });
}
