import { describe, expect, it } from 'vitest';
import { ACTOR_KINDS, type ActorKind } from './actor.ts';
import { APPOINTMENT_STATUSES } from './appointment-status.ts';
import {
  cancelRefusal,
  decideBooking,
  decideCancel,
  decideReschedule,
  restoreRefusal,
} from './booking-policy.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const NOW = Date.parse('2026-08-03T12:00Z');
const unknownKind = 'visitor' as ActorKind;

const slot = (overrides: Partial<Parameters<typeof decideBooking>[0]['slot']> = {}) => ({
  startsAt: NOW + 24 * HOUR,
  endsAt: NOW + 24 * HOUR + 20 * MINUTE,
  status: 'free' as const,
  ...overrides,
});
const booking = (overrides: Partial<Parameters<typeof decideBooking>[0]> = {}) => ({
  now: NOW,
  slot: slot(),
  actorKind: 'patient' as ActorKind,
  activeAppointments: 0,
  bookedLastHour: 0,
  ...overrides,
});
const reasonOf = (decision: { ok: true } | { ok: false; reason: string }) =>
  decision.ok ? 'yes' : decision.reason;
const book = (overrides: Partial<Parameters<typeof decideBooking>[0]> = {}) =>
  reasonOf(decideBooking(booking(overrides)));

describe('booking', () => {
  it('lets patients and the desk, and nobody else', () => {
    const answers = Object.fromEntries(
      [...ACTOR_KINDS, unknownKind].map((actorKind) => [actorKind, book({ actorKind })]),
    );
    expect(answers).toEqual({
      anonymous: 'session-required',
      patient: 'yes',
      secretary: 'yes',
      doctor: 'forbidden',
      admin: 'yes',
      system: 'forbidden',
      visitor: 'forbidden',
    });
  });

  it('says who has a slot that is not free', () => {
    expect(book({ slot: slot({ status: 'busy' }) })).toBe('slot-taken');
    expect(book({ slot: slot({ status: 'withdrawn' }) })).toBe('slot-withdrawn');
  });

  it('lets a patient until the slot starts, and the desk until it ends', () => {
    const running = slot({ startsAt: NOW, endsAt: NOW + 1 });
    expect(book({ slot: slot({ startsAt: NOW + 1 }) })).toBe('yes');
    expect(book({ slot: running })).toBe('slot-past');
    expect(book({ slot: running, actorKind: 'secretary' })).toBe('yes');
    expect(book({ slot: running, actorKind: 'secretary', now: NOW + 1 })).toBe('slot-past');
  });

  it('calls a slot of the past past, whoever had it', () => {
    expect(book({ slot: slot({ startsAt: NOW - HOUR, endsAt: NOW - 1, status: 'busy' }) })).toBe('slot-past');
  });

  it('ends at the horizon for patients', () => {
    const edge = NOW + 90 * 24 * HOUR;
    expect(book({ slot: slot({ startsAt: edge }) })).toBe('yes');
    expect(book({ slot: slot({ startsAt: edge + 1 }) })).toBe('beyond-horizon');
    expect(book({ slot: slot({ startsAt: edge + 1, endsAt: edge + HOUR }), actorKind: 'admin' })).toBe('yes');
  });

  it("ends at a patient's limits, which do not bind the desk", () => {
    expect(book({ activeAppointments: 4 })).toBe('yes');
    expect(book({ activeAppointments: 5 })).toBe('too-many-appointments');
    expect(book({ bookedLastHour: 9 })).toBe('yes');
    expect(book({ bookedLastHour: 10 })).toBe('rate-limited');
    expect(book({ activeAppointments: 50, bookedLastHour: 50, actorKind: 'secretary' })).toBe('yes');
  });
});

const appointment = (overrides: Partial<Parameters<typeof decideCancel>[0]['appointment']> = {}) => ({
  status: 'booked' as const,
  kind: 'regular' as const,
  startsAt: NOW + 24 * HOUR,
  endsAt: NOW + 24 * HOUR + 20 * MINUTE,
  ...overrides,
});
const cancelling = (overrides: Partial<Parameters<typeof decideCancel>[0]> = {}) =>
  decideCancel({
    now: NOW,
    appointment: appointment(),
    actorKind: 'secretary',
    reason: 'other',
    ...overrides,
  });

describe('cancelling', () => {
  it('lets the patient, the desk and the product itself', () => {
    const answers = [...ACTOR_KINDS, unknownKind].map((kind) => [
      kind,
      cancelRefusal(appointment(), kind, NOW),
    ]);
    expect(Object.fromEntries(answers)).toEqual({
      anonymous: 'session-required',
      patient: null,
      secretary: null,
      doctor: 'forbidden',
      admin: null,
      system: null,
      visitor: 'forbidden',
    });
  });

  it('lets a patient until two hours before, that instant included', () => {
    const soon = appointment({ startsAt: NOW + 2 * HOUR });
    expect(cancelRefusal(soon, 'patient', NOW)).toBe(null);
    expect(cancelRefusal(soon, 'patient', NOW + 1)).toBe('too-late-to-cancel');
    expect(cancelRefusal(soon, 'secretary', NOW + 5 * HOUR)).toBe(null);
  });

  it('lets a patient cancel what is booked, the desk also who has arrived, nobody what is over', () => {
    const open = (kind: ActorKind) =>
      APPOINTMENT_STATUSES.filter((status) => cancelRefusal(appointment({ status }), kind, NOW) === null);
    expect(open('patient')).toEqual(['booked']);
    expect(open('secretary')).toEqual(['booked', 'arrived']);
    expect(cancelRefusal(appointment({ status: 'completed' }), 'patient', NOW)).toBe('not-allowed-now');
    expect(cancelRefusal(appointment({ status: 'completed' }), 'admin', NOW)).toBe('not-allowed-now');
  });

  it('takes only the reasons of whoever cancels', () => {
    expect(cancelling({ actorKind: 'patient', reason: 'doctor-absent' })).toEqual({
      ok: false,
      reason: 'bad-input',
    });
    expect(cancelling({ actorKind: 'patient', reason: 'cannot-attend' })).toEqual({
      ok: true,
      releaseSlot: true,
    });
    expect(cancelling({ actorKind: 'doctor' })).toEqual({ ok: false, reason: 'forbidden' });
  });

  it('releases the slot, unless nobody could be attended in it', () => {
    const released = (overrides: Parameters<typeof cancelling>[0]) => {
      const decision = cancelling(overrides);
      return decision.ok && decision.releaseSlot;
    };
    expect(released({})).toBe(true);
    expect(released({ reason: 'doctor-absent' })).toBe(false);
    expect(released({ appointment: appointment({ kind: 'overbook' }) })).toBe(false);
    expect(released({ now: appointment().endsAt - 1 })).toBe(true);
    expect(released({ now: appointment().endsAt })).toBe(false);
  });
});

describe('taking a cancellation back', () => {
  type Restorable = Parameters<typeof restoreRefusal>[0];
  const cancelled: Restorable = {
    status: 'cancelled',
    cancelReason: 'administrative',
    cancelledByKind: 'secretary',
    endsAt: NOW + 1,
  };
  const refusal = (overrides: Partial<Restorable>, kind: ActorKind = 'secretary') =>
    restoreRefusal({ ...cancelled, ...overrides }, kind, NOW);

  it('is for the desk, while the hour lasts', () => {
    expect([refusal({}), refusal({}, 'admin')]).toEqual([null, null]);
    expect([refusal({}, 'anonymous'), refusal({}, 'patient'), refusal({}, 'doctor')]).toEqual([
      'session-required',
      'forbidden',
      'forbidden',
    ]);
    expect(refusal({ endsAt: NOW })).toBe('slot-past');
  });

  it('is for what the desk cancelled, not for a move nor for a patient’s own wish', () => {
    expect(refusal({ status: 'booked' })).toBe('not-allowed-now');
    expect(refusal({ cancelReason: 'rescheduled' })).toBe('not-allowed-now');
    expect(refusal({ cancelledByKind: 'patient' })).toBe('not-allowed-now');
  });
});

describe('moving an appointment', () => {
  const move = (overrides: Partial<Parameters<typeof decideReschedule>[0]> = {}) =>
    reasonOf(decideReschedule({ ...booking(), appointment: appointment(), ...overrides }));

  it('lets a patient at the limit, because the moved one makes room', () => {
    expect(move({ activeAppointments: 5 })).toBe('yes');
    expect(move({ activeAppointments: 6 })).toBe('too-many-appointments');
  });

  it('needs that the old one could be cancelled', () => {
    expect(move({ appointment: appointment({ startsAt: NOW + HOUR }) })).toBe('too-late-to-cancel');
    expect(move({ actorKind: 'doctor' })).toBe('forbidden');
  });

  it('moves only what is booked', () => {
    expect(move({ appointment: appointment({ status: 'arrived' }), actorKind: 'secretary' })).toBe(
      'not-allowed-now',
    );
    expect(move({ actorKind: 'secretary' })).toBe('yes');
  });

  it('needs that the new slot could be booked', () => {
    expect(move({ slot: slot({ status: 'busy' }) })).toBe('slot-taken');
  });
});
