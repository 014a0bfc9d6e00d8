/**
 * Every expected failure that a use case can answer with: the API maps each to a transport error, and the
 * message catalogue says each in words. Stable: clients decide on them.
 */
export const REASONS = [
  // Asking
  'bad-input',
  'bad-date',
  'bad-time',
  'bad-time-zone',
  'bad-slot-length',
  'bad-break',
  'empty-range',
  'range-shorter-than-slot',
  'not-found',
  // Who asks
  'session-required',
  'forbidden',
  'bad-credentials',
  'weak-password',
  'code-wrong',
  'code-spent',
  'token-expired',
  'rate-limited',
  // Slots and schedules
  'slot-taken',
  'slot-withdrawn',
  'slot-past',
  'beyond-horizon',
  'schedule-clash',
  'has-appointments',
  // Appointments and patients
  'patient-busy',
  'too-many-appointments',
  'appointment-changed',
  'not-allowed-now',
  'too-late-to-cancel',
  'document-exists',
  'patient-changed',
  'account-unproven',
  'files-clash',
  // Requests
  'key-reused',
  /** The database is away; nothing was lost. */
  'unavailable',
  /** It went away before it answered: what was asked may be done. */
  'unknown-outcome',
  'internal',
] as const;

export type Reason = (typeof REASONS)[number];
