import type { Actor } from '@vitalmed/core';
import type { SessionUser } from './sessions.ts';

/**
 * Who acts, in core's words. A patient or doctor whose record is gone acts as nobody: the account alone
 * gives no right.
 */
export function actorOf(user: SessionUser | null): Actor {
  if (!user) return { kind: 'anonymous' };
  switch (user.role) {
    case 'patient':
      return user.patientId === null
        ? { kind: 'anonymous' }
        : { kind: 'patient', userId: user.id, patientId: user.patientId };
    case 'doctor':
      return user.doctorId === null
        ? { kind: 'anonymous' }
        : { kind: 'doctor', userId: user.id, doctorId: user.doctorId };
    case 'secretary':
      return { kind: 'secretary', userId: user.id };
    case 'admin':
      return { kind: 'admin', userId: user.id };
    default:
      return user.role satisfies never;
  }
}
