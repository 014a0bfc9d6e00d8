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

/** Serialisation failure, deadlock, lost or refused connection: the same write may succeed when repeated. */
const passing = new Set([
  '40001',
  '40P01',
  '57P01',
  '57P03',
  'CONNECTION_CLOSED',
  'CONNECTION_ENDED',
  'ECONNRESET',
  'ECONNREFUSED',
]);

/**
 * Repeats a write that failed for a passing cause, at most twice, after a random pause below 50 ms and 200 ms.
 * Only for writes that carry an idempotency key or an expected revision: a lost connection may hide a commit.
 */
export async function retryPassing<T>(write: () => Promise<T>): Promise<T> {
  for (const longestPause of [50, 200]) {
    try {
      return await write();
    } catch (error) {
      if (!passing.has(postgresFault(error)?.code ?? '')) throw error;
      await delay(Math.random() * longestPause);
    }
  }
  return write();
}
