import { fieldMessage, refusalMessage } from '@vitalmed/i18n';
import { failureOf } from '../api/failure.ts';

/** A refused form: a sentence for the whole, and what to mend in each box that the server named. */
export type SubmitFailure = { message: string; limited: boolean; fields: [name: string, message: string][] };

export function submitFailure(error: unknown): SubmitFailure {
  const { reason, details, fields } = failureOf(error);
  return {
    message: refusalMessage(reason, details),
    limited: reason === 'rate-limited',
    fields: Object.entries(fields).map(([name, fault]) => [name, fieldMessage(fault)]),
  };
}
