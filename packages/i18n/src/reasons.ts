import type { Reason } from '@vitalmed/core';
import { formatWait } from './format.ts';
import { isKey } from './is-key.ts';
import type { Locale } from './locale.ts';
import { m } from './messages.ts';

type Sentence = (inputs: Record<never, never>, options?: { locale?: Locale }) => string;

/** 'offline' is the one failure that only a client can know. */
const sentences: Record<Reason | 'offline', Sentence> = {
  'bad-input': m.reason_bad_input,
  'bad-date': m.reason_bad_date,
  'bad-time': m.reason_bad_time,
  'bad-time-zone': m.reason_bad_time_zone,
  'bad-slot-length': m.reason_bad_slot_length,
  'bad-break': m.reason_bad_break,
  'empty-range': m.reason_empty_range,
  'range-shorter-than-slot': m.reason_range_shorter_than_slot,
  'not-found': m.reason_not_found,
  'session-required': m.reason_session_required,
  forbidden: m.reason_forbidden,
  'bad-credentials': m.reason_bad_credentials,
  'weak-password': m.reason_weak_password,
  'code-wrong': m.reason_code_wrong,
  'code-spent': m.reason_code_spent,
  'token-expired': m.reason_token_expired,
  'rate-limited': m.reason_rate_limited,
  'slot-taken': m.reason_slot_taken,
  'slot-withdrawn': m.reason_slot_withdrawn,
  'slot-past': m.reason_slot_past,
  'beyond-horizon': m.reason_beyond_horizon,
  'schedule-clash': m.reason_schedule_clash,
  'has-appointments': m.reason_has_appointments,
  'patient-busy': m.reason_patient_busy,
  'too-many-appointments': m.reason_too_many_appointments,
  'appointment-changed': m.reason_appointment_changed,
  'not-allowed-now': m.reason_not_allowed_now,
  'too-late-to-cancel': m.reason_too_late_to_cancel,
  'document-exists': m.reason_document_exists,
  'patient-changed': m.reason_patient_changed,
  'account-unproven': m.reason_account_unproven,
  'files-clash': m.reason_files_clash,
  'key-reused': m.reason_key_reused,
  unavailable: m.reason_unavailable,
  'unknown-outcome': m.reason_unknown_outcome,
  internal: m.reason_internal,
  offline: m.reason_offline,
};

/**
 * One sentence for a person: what happened, what was kept, the next step. Takes any text because a server newer
 * than this page may know more reasons; those read as an internal failure.
 */
export function reasonMessage(reason: string | null | undefined, locale?: Locale): string {
  return (reason && isKey(sentences, reason) ? sentences[reason] : m.reason_internal)({}, { locale });
}

/** The same for a refusal with its details: a limit says how long it lasts. */
export function refusalMessage(reason: string | null | undefined, details: unknown, locale?: Locale): string {
  const seconds = reason === 'rate-limited' ? retryAfterSeconds(details) : null;
  if (seconds === null) return reasonMessage(reason, locale);
  return m.reason_rate_limited_wait({ wait: formatWait(seconds, { locale }) }, { locale });
}

/** The wait that a limit's details tell of, in seconds; null for anything else. */
export function retryAfterSeconds(details: unknown): number | null {
  const told =
    typeof details === 'object' && details !== null ? Reflect.get(details, 'retryAfterSeconds') : null;
  return typeof told === 'number' ? told : null;
}

/** The faults of single fields that the server names in `details.fields`. */
const faults = {
  required: m.fault_required,
  'bad-email': m.fault_bad_email,
  'bad-document': m.fault_bad_document,
  'bad-phone': m.fault_bad_phone,
  'bad-name': m.fault_bad_name,
  'bad-code': m.fault_bad_code,
  'bad-characters': m.fault_bad_characters,
  'bad-date': m.fault_bad_date,
  'bad-time': m.fault_bad_time,
  'too-short': m.fault_password_short,
  'too-common': m.fault_password_common,
  'too-long': m.fault_too_long,
} satisfies Record<string, Sentence>;

/** What to fix in a field, from the word in `details.fields`; also for what a form finds by itself. */
export function fieldMessage(fault: string, locale?: Locale): string {
  return (isKey(faults, fault) ? faults[fault] : m.fault_other)({}, { locale });
}
