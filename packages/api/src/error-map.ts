import { type TRPC_ERROR_CODE_KEY, TRPCError } from '@trpc/server';
import type { Reason } from '@vitalmed/core';
import { type Refusal, TooLate, unavailable } from '@vitalmed/services';
import { ZodError } from 'zod';

/** Every reason's transport error. A new reason doesn't compile before it has one. */
const CODES: Record<Reason, TRPC_ERROR_CODE_KEY> = {
  'bad-input': 'BAD_REQUEST',
  'bad-date': 'BAD_REQUEST',
  'bad-time': 'BAD_REQUEST',
  'bad-time-zone': 'BAD_REQUEST',
  'bad-slot-length': 'BAD_REQUEST',
  'bad-break': 'BAD_REQUEST',
  'empty-range': 'BAD_REQUEST',
  'range-shorter-than-slot': 'BAD_REQUEST',
  'not-found': 'NOT_FOUND',
  'session-required': 'UNAUTHORIZED',
  forbidden: 'FORBIDDEN',
  'bad-credentials': 'UNAUTHORIZED',
  'weak-password': 'BAD_REQUEST',
  'code-wrong': 'BAD_REQUEST',
  'code-spent': 'BAD_REQUEST',
  'token-expired': 'BAD_REQUEST',
  'rate-limited': 'TOO_MANY_REQUESTS',
  'slot-taken': 'CONFLICT',
  'slot-withdrawn': 'CONFLICT',
  'slot-past': 'CONFLICT',
  'beyond-horizon': 'PRECONDITION_FAILED',
  'schedule-clash': 'CONFLICT',
  'has-appointments': 'CONFLICT',
  'patient-busy': 'CONFLICT',
  'too-many-appointments': 'PRECONDITION_FAILED',
  'appointment-changed': 'CONFLICT',
  'not-allowed-now': 'PRECONDITION_FAILED',
  'too-late-to-cancel': 'PRECONDITION_FAILED',
  'document-exists': 'CONFLICT',
  'patient-changed': 'CONFLICT',
  'account-unproven': 'PRECONDITION_FAILED',
  'files-clash': 'CONFLICT',
  'key-reused': 'UNPROCESSABLE_CONTENT',
  unavailable: 'SERVICE_UNAVAILABLE',
  'unknown-outcome': 'SERVICE_UNAVAILABLE',
  internal: 'INTERNAL_SERVER_ERROR',
};

/** What a client may know of a failure. Never the text of an error: it can hold parameters or SQL. */
export type PublicError = { reason: Reason; details: Record<string, unknown> | null };

class RefusalError extends Error {
  readonly refusal: Refusal;
  constructor(refusal: Refusal) {
    super(refusal.reason);
    this.name = 'RefusalError';
    this.refusal = refusal;
  }
}

/** The answer of a use case without its `ok`, or the transport error of its reason. */
export function answer<T extends { ok: true }>(result: T | Refusal): Omit<T, 'ok'> {
  if (!result.ok) throw refusalError(result);
  const { ok: _, ...rest } = result;
  return rest;
}

/** The transport error of a refusal. `code` where the reason's own says too little. */
export function refusalError(refusal: Refusal, code = CODES[refusal.reason]): TRPCError {
  return new TRPCError({ code, message: refusal.reason, cause: new RefusalError(refusal) });
}

/** When somebody who was told to try again had better do so. */
const retryAfterSeconds = 2;

/**
 * The transport error of a database that is away, or of an answer that took too long; null for any other failure.
 * Only of a mutation that had begun can anything be in doubt.
 */
export function unavailableError(
  failure: unknown,
  begun: 'query' | 'mutation' | 'subscription',
): TRPCError | null {
  const cause = failure instanceof TRPCError ? failure.cause : failure;
  const left = cause instanceof TooLate ? 'unknown' : unavailable(cause);
  if (left === null) return null;
  const reason = left === 'unknown' && begun === 'mutation' ? 'unknown-outcome' : 'unavailable';
  return refusalError({ ok: false, reason, details: { retryAfterSeconds } });
}

/** Whether it is the database that is away, already told as a transport error or not. */
export function isUnavailable(failure: unknown): boolean {
  if (failure instanceof TRPCError && failure.code === 'SERVICE_UNAVAILABLE') return true;
  return unavailableError(failure, 'query') !== null;
}

export function publicError(error: TRPCError): PublicError {
  if (error.cause instanceof RefusalError) {
    const { reason, details } = error.cause.refusal;
    return { reason, details: details ?? null };
  }
  if (error.cause instanceof ZodError)
    return { reason: 'bad-input', details: { fields: fieldsOf(error.cause) } };
  switch (error.code) {
    case 'INTERNAL_SERVER_ERROR':
    case 'CLIENT_CLOSED_REQUEST':
      return { reason: 'internal', details: null };
    case 'NOT_FOUND':
      return { reason: 'not-found', details: null };
    case 'UNAUTHORIZED':
      return { reason: 'session-required', details: null };
    case 'FORBIDDEN':
      return { reason: 'forbidden', details: null };
    case 'TOO_MANY_REQUESTS':
      return { reason: 'rate-limited', details: null };
    default:
      return { reason: 'bad-input', details: null };
  }
}

/** The first fault of each field, by its path: { 'ranges.0.from': 'bad-time' }. */
function fieldsOf(error: ZodError): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const issue of error.issues) {
    const path = issue.path.join('.');
    fields[path] ??=
      issue.code === 'custom' || issue.code === 'invalid_format' || issue.code === 'too_small'
        ? issue.message
        : issue.code;
  }
  return fields;
}
