import { describe, expect, it } from 'vitest';
import { actorOf } from './actor.ts';
import type { SessionUser } from './sessions.ts';

const user = (overrides: Partial<SessionUser>): SessionUser => ({
  id: '8d1c2f0a-6c1f-4b1e-9f43-0a3b5a7d2f10',
  role: 'patient',
  email: 'martina@example.com',
  firstName: 'Martina',
  lastName: 'López',
  patientId: null,
  doctorId: null,
  locale: 'es-AR',
  ...overrides,
});

describe('who acts', () => {
  it('is nobody without a session', () => {
    expect(actorOf(null)).toEqual({ kind: 'anonymous' });
  });

  it('is the patient or doctor of the account', () => {
    expect(actorOf(user({ patientId: 'p1' }))).toMatchObject({ kind: 'patient', patientId: 'p1' });
    expect(actorOf(user({ role: 'doctor', doctorId: 3 }))).toMatchObject({ kind: 'doctor', doctorId: 3 });
  });

  it('is nobody when the record behind the account is gone', () => {
    expect(actorOf(user({}))).toEqual({ kind: 'anonymous' });
    expect(actorOf(user({ role: 'doctor' }))).toEqual({ kind: 'anonymous' });
  });

  it('is staff by role alone', () => {
    expect(actorOf(user({ role: 'secretary' }))).toMatchObject({ kind: 'secretary' });
    expect(actorOf(user({ role: 'admin' }))).toMatchObject({ kind: 'admin' });
  });
});
