import { describe, expect, expectTypeOf, it } from 'vitest';
import type { Actor } from './actor.ts';
import { ACTIONS, type Action, type Allowed, authorise, type Subjects } from './authorisation.ts';

const actors = {
  anonymous: { kind: 'anonymous' },
  patient: { kind: 'patient', userId: 'u1', patientId: 'p1' },
  'other patient': { kind: 'patient', userId: 'u2', patientId: 'p2' },
  secretary: { kind: 'secretary', userId: 'u3' },
  doctor: { kind: 'doctor', userId: 'u4', doctorId: 1 },
  'other doctor': { kind: 'doctor', userId: 'u5', doctorId: 2 },
  admin: { kind: 'admin', userId: 'u6' },
  system: { kind: 'system', job: 'close-day' },
} as const satisfies Record<string, Actor>;

const patientOne = { patientId: 'p1' };
const doctorOne = { doctorId: 1 };
const theirs = { ...patientOne, ...doctorOne };
const subjects: { [A in Action]: Subjects[A] } = {
  'catalog.read': {},
  'slot.read': {},
  'slot.withdraw': {},
  'slot.release': {},
  'schedule.open': {},
  'schedule.undo': {},
  'agenda.read': {},
  'appointment.book': patientOne,
  'appointment.list': patientOne,
  'appointment.read': theirs,
  'appointment.history': theirs,
  'appointment.cancel': theirs,
  'appointment.reschedule': theirs,
  'appointment.transition': theirs,
  'patient.search': {},
  'patient.create': {},
  'patient.read': patientOne,
  'patient.write': patientOne,
  'patient.link': patientOne,
  'patient.prove': patientOne,
  'doctor-day.read': doctorOne,
  'user.manage': {},
};
const ALL = Object.keys(actors);
const DESK = ['secretary', 'admin'];
const expected: Record<Action, string[]> = {
  'catalog.read': ALL,
  'slot.read': ALL,
  'slot.withdraw': DESK,
  'slot.release': DESK,
  'schedule.open': DESK,
  'schedule.undo': DESK,
  'agenda.read': DESK,
  'appointment.book': ['patient', ...DESK],
  'appointment.list': ['patient', ...DESK],
  'appointment.read': ['patient', 'secretary', 'doctor', 'admin', 'system'],
  'appointment.history': DESK,
  'appointment.cancel': ['patient', ...DESK, 'system'],
  'appointment.reschedule': ['patient', ...DESK],
  'appointment.transition': ['secretary', 'doctor', 'admin', 'system'],
  'patient.search': DESK,
  'patient.create': DESK,
  'patient.read': ['patient', ...DESK],
  'patient.write': DESK,
  'patient.link': DESK,
  'patient.prove': ['patient', 'admin'],
  'doctor-day.read': ['secretary', 'doctor', 'admin'],
  'user.manage': ['admin'],
};

describe('authorisation', () => {
  it('knows every action', () => {
    expect([...ACTIONS].sort()).toEqual(Object.keys(expected).sort());
  });

  it.each(ACTIONS)('%s is for exactly those named here', (action) => {
    const allowed = Object.entries(actors).filter(
      ([, actor]) => authorise(actor, action, subjects[action]).ok,
    );
    expect(allowed.map(([name]) => name)).toEqual(expected[action]);
  });

  it('tells whoever has no session to sign in, and everybody else no', () => {
    expect(authorise(actors.anonymous, 'agenda.read', {})).toEqual({ ok: false, reason: 'session-required' });
    expect(authorise(actors.patient, 'agenda.read', {})).toEqual({ ok: false, reason: 'forbidden' });
  });

  it('gives a proof that says what was allowed to whom', () => {
    const { patient } = actors;
    const answer = authorise(patient, 'appointment.book', patientOne);
    expect(answer).toEqual({
      ok: true,
      proof: { action: 'appointment.book', actor: patient, subject: patientOne },
    });
    expect(answer.ok && Object.isFrozen(answer.proof)).toBe(true);
  });

  it('refuses an actor of a kind that nobody knows', () => {
    const stranger = { kind: 'visitor' } as unknown as Actor;
    for (const action of ACTIONS) expect(authorise(stranger, action, subjects[action]).ok).toBe(false);
  });

  it("does not take a missing subject for one's own", () => {
    const nobody = { kind: 'patient', userId: 'u9' } as unknown as Actor;
    expect(authorise(nobody, 'appointment.book', {} as { patientId: string }).ok).toBe(false);
    const noDoctor = { kind: 'doctor', userId: 'u9' } as unknown as Actor;
    expect(authorise(noDoctor, 'doctor-day.read', {} as { doctorId: number }).ok).toBe(false);
  });
});

describe('a proof', () => {
  it('cannot be written by hand, nor serve another action', () => {
    type Forged = { action: 'appointment.book'; actor: Actor; subject: { patientId: string } };
    expectTypeOf<Forged>().not.toExtend<Allowed<'appointment.book'>>();
    expectTypeOf<Allowed<'appointment.read'>>().not.toExtend<Allowed<'appointment.cancel'>>();
    expectTypeOf<Allowed<'appointment.book'>>().toExtend<
      Allowed<'appointment.book' | 'appointment.reschedule'>
    >();
  });
});
