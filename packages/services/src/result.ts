import type { Reason } from '@vitalmed/core';

/** A refusal is a value: a reason from core's closed list, and plain data that helps with the next step. */
export type Refusal = { ok: false; reason: Reason; details?: Record<string, unknown> };
export type Result<T extends object = object> = ({ ok: true } & T) | Refusal;

export function refuse(reason: Reason, details?: Record<string, unknown>): Refusal {
  return details ? { ok: false, reason, details } : { ok: false, reason };
}
