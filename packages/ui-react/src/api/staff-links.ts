import {
  httpBatchLink,
  httpLink,
  httpSubscriptionLink,
  splitLink,
  TRPCClientError,
  type TRPCLink,
} from '@trpc/client';
import type { AnyTRPCRouter } from '@trpc/server';
import { observable } from '@trpc/server/observable';
import { reasonOf } from './api-errors.ts';
import type { SessionSignal } from './session-signal.ts';

const API_URL = '/trpc';
const BATCH_LIMIT = 10;

/** Tells the session signal of every answer that says the session is over, whoever asked. */
function sessionWatchLink(signal: SessionSignal): TRPCLink<AnyTRPCRouter> {
  return () =>
    ({ op, next }) =>
      observable((observer) =>
        next(op).subscribe({
          next: (value) => observer.next(value),
          complete: () => observer.complete(),
          error: (error) => {
            if (error instanceof TRPCClientError && reasonOf(error) === 'session-required') signal.end();
            observer.error(error);
          },
        }),
      );
}

/**
 * Links of a staff application: calls are batched, `account.*` travels alone so that each attempt counts
 * by itself, and subscriptions arrive as server-sent events.
 */
export function staffLinks(signal: SessionSignal): TRPCLink<AnyTRPCRouter>[] {
  return [
    sessionWatchLink(signal),
    splitLink({
      condition: (op) => op.type === 'subscription',
      true: httpSubscriptionLink({ url: API_URL }),
      false: splitLink({
        condition: (op) => op.path.startsWith('account.'),
        true: httpLink({ url: API_URL }),
        false: httpBatchLink({ url: API_URL, maxItems: BATCH_LIMIT }),
      }),
    }),
  ];
}
