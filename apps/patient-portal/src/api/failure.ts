import { TRPCClientError } from '@trpc/client';
import type { FreeSlot } from './trpc.ts';

/** Why a call failed: a Reason of core, or 'offline' when no answer came at all. */
export type Failure = {
  reason: string;
  /** What came with it: 'rate-limited' says how long. */
  details: unknown;
  /** For 'slot-taken': the nearest free slots. */
  alternatives: FreeSlot[];
  /** For 'bad-input': what is wrong, by field. */
  fields: Record<string, string>;
};

type ErrorData = {
  reason?: string;
  details?: { alternatives?: FreeSlot[]; fields?: Record<string, string> };
};

export function failureOf(error: unknown): Failure {
  const data = errorData(error);
  if (!data)
    return {
      reason: error instanceof TRPCClientError ? 'offline' : 'internal',
      details: null,
      alternatives: [],
      fields: {},
    };
  return {
    reason: data.reason ?? 'internal',
    details: data.details ?? null,
    alternatives: data.details?.alternatives ?? [],
    fields: data.details?.fields ?? {},
  };
}

/** An answer of our API always carries data; a proxy's page, a cut connection or a dead server doesn't. */
function errorData(error: unknown): ErrorData | null {
  return error instanceof TRPCClientError && error.data ? (error.data as ErrorData) : null;
}
