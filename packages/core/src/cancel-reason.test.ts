import { describe, expect, it } from 'vitest';
import type { ActorKind } from './actor.ts';
import {
  CANCEL_REASONS,
  mayGiveReason,
  PATIENT_CANCEL_REASONS,
  STAFF_CANCEL_REASONS,
} from './cancel-reason.ts';

describe('reasons for cancelling', () => {
  it('let patients speak for themselves, and the desk for the clinic too', () => {
    const given = (kind: ActorKind) => CANCEL_REASONS.filter((reason) => mayGiveReason(kind, reason));
    expect(given('patient')).toEqual([...PATIENT_CANCEL_REASONS, 'rescheduled']);
    expect(given('secretary')).toEqual([...STAFF_CANCEL_REASONS, 'rescheduled']);
    expect(given('admin')).toEqual(given('secretary'));
    for (const kind of ['anonymous', 'doctor', 'system'] as const)
      expect(given(kind)).toEqual(['rescheduled']);
  });
});
