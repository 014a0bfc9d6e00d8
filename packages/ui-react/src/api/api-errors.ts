import { TRPCClientError } from '@trpc/client';
import { reasonMessage, refusalMessage, retryAfterSeconds } from '@vitalmed/i18n';

interface FailureData {
  reason?: unknown;
  details?: unknown;
}

function failureData(error: unknown): FailureData | null {
  if (!(error instanceof TRPCClientError)) return null;
  const data: unknown = error.data;
  return typeof data === 'object' && data !== null ? data : null;
}

/** The stable word that says why the server refused, or null when no server answered. */
export function reasonOf(error: unknown): string | null {
  const reason = failureData(error)?.reason;
  return typeof reason === 'string' ? reason : null;
}

/** Plain data that came with a refusal; its shape depends on the reason, so read it with a schema. */
export function detailsOf(error: unknown): unknown {
  return failureData(error)?.details ?? null;
}

/** What is wrong, by field, where the refusal names fields ('bad-input', 'weak-password'); empty for any other. */
export function fieldErrorsOf(error: unknown): Record<string, string> {
  const details = detailsOf(error);
  if (typeof details !== 'object' || details === null) return {};
  const fields: unknown = Reflect.get(details, 'fields');
  if (typeof fields !== 'object' || fields === null) return {};
  return Object.fromEntries(
    Object.entries(fields).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}

/** One sentence for a person: what happened, what was kept and what to do next. */
export function failureMessage(error: unknown): string {
  const data = failureData(error);
  // A failed fetch has no answer behind it; anything else that isn't the API's is a fault of ours.
  if (error instanceof TRPCClientError && !data) return reasonMessage('offline');
  return refusalMessage(reasonOf(error), detailsOf(error));
}

/** How long a limit lasts, in seconds; null when it was no limit that refused. */
export function waitOf(error: unknown): number | null {
  return reasonOf(error) === 'rate-limited' ? retryAfterSeconds(detailsOf(error)) : null;
}
