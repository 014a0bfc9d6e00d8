import { setTimeout as delay } from 'node:timers/promises';

/** Every constraint whose violation is an answer to somebody, rather than a bug. */
export type RefusingConstraint =
  | 'appointment_one_a_slot'
  | 'appointment_patient_overlap'
  | 'appointment_idempotency'
  | 'appointment_rescheduled_once'
  | 'slot_doctor_overlap'
  | 'schedule_room_overlap'
  | 'patient_document_stands'
  | 'patient_idempotency'
  | 'appointment_patient_id_patient_id_fk';

type PostgresFault = { code: string; constraint_name?: string };

function postgresFault(error: unknown): PostgresFault | null {
  for (let fault: unknown = error; fault instanceof Error; fault = fault.cause) {
    if ('code' in fault && typeof fault.code === 'string') return fault as Error & PostgresFault;
  }
  return null;
}

const violations = new Set(['23505' /* unique */, '23P01' /* exclusion */, '23503' /* foreign key */]);

/** The name of the unique, exclusion or foreign key constraint that refused the write; null for any other error. */
export function refusedBy(error: unknown): RefusingConstraint | null {
  const fault = postgresFault(error);
  if (!fault || !violations.has(fault.code)) return null;
  return (fault.constraint_name as RefusingConstraint | undefined) ?? null;
}

/** What a database that is away leaves of a statement. */
export type Unavailable =
  /** It was never asked, or undid what it had begun. */
  | 'nothing-done'
  /** It was asked, and nobody heard the answer. */
  | 'unknown';

/** Nothing was asked yet: no connection, or no place for one. */
const notAsked = new Set([
  'CONNECT_FAILED',
  'CONNECT_TIMEOUT',
  'TLS_REFUSED',
  'NOT_PRIMARY',
  'ECONNREFUSED',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENETDOWN',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ETIMEDOUT',
  'ENOENT', // no Unix socket
  '57P03', // starting up
  '53300', // too many connections
]);

/** Refused and undone: cancelled for taking too long, a server that takes no writes, disk or memory full. */
const undone = new Set(['57014', '25006', '53000', '53100', '53200', '53400']);

/** Cut off: what was asked may be done. */
const cutOff = new Set([
  'ANSWER_TIMEOUT',
  'CONNECTION_CLOSED',
  'CONNECTION_ENDED',
  'CONNECTION_DESTROYED',
  'ECONNRESET',
  'EPIPE',
  '57P01', // ended by an administrator
  '57P02', // by another session's crash
  '57P04',
  '57P05',
]);

/** What is known of a statement that failed because the database is away; null when it failed for any other cause. */
export function unavailable(error: unknown): Unavailable | null {
  const code = postgresFault(error)?.code ?? '';
  if (notAsked.has(code) || undone.has(code)) return 'nothing-done';
  // Class 08 is any fault of a connection, as poolers tell of the server behind them; 58 of the system below.
  return cutOff.has(code) || /^(08|58)/.test(code) ? 'unknown' : null;
}

/** Passes soon: a connection that is cut or refused comes back, a clash of two writes is over. */
function isPassing(error: unknown): boolean {
  const code = postgresFault(error)?.code ?? '';
  if (code === '40001' || code === '40P01') return true;
  return code !== 'ANSWER_TIMEOUT' && !undone.has(code) && unavailable(error) !== null;
}

const longestPausesMs = [50, 200];
/** Nobody is made to wait for a further try after that, in milliseconds. */
const lastTryAfterMs = 1_500;

/**
 * Repeats a write that failed for a passing cause, at most twice, after a random pause below 50 ms and 200 ms.
 * Only for writes that carry an idempotency key or an expected revision: a lost connection may hide a commit.
 */
export async function retryPassing<T>(write: () => Promise<T>): Promise<T> {
  const began = performance.now();
  let inDoubt: unknown = null;
  for (let tries = 0; ; tries += 1) {
    try {
      return await write();
    } catch (error) {
      const left = unavailable(error);
      if (left === 'unknown') inDoubt = error;
      const longestPause = performance.now() - began < lastTryAfterMs ? longestPausesMs[tries] : undefined;
      // Of the last try nothing may be done, and of an earlier one all.
      if (!longestPause || !isPassing(error)) throw left && inDoubt ? inDoubt : error;
      await delay(Math.random() * longestPause);
    }
  }
}
