import { describe, expect, expectTypeOf, it } from 'vitest';
import type { TransitionReason } from './appointment.ts';
import type { AuthorisationReason } from './authorisation.ts';
import type { BookingReason, CancelRefusal } from './booking-policy.ts';
import type { OpeningReason } from './opening.ts';
import { REASONS, type Reason } from './reason.ts';
import type { SlotGenerationReason } from './slot-generation.ts';

describe('reasons of expected failures', () => {
  it('are kebab-case words, each once', () => {
    expect(new Set(REASONS).size).toBe(REASONS.length);
    for (const reason of REASONS) expect(reason).toMatch(/^[a-z]+(-[a-z]+)*$/);
  });

  it('include whatever the core answers with', () => {
    expectTypeOf<
      | TransitionReason
      | AuthorisationReason
      | BookingReason
      | CancelRefusal
      | OpeningReason
      | SlotGenerationReason
    >().toExtend<Reason>();
  });
});
