/** Who acts. Ids of users and patients are UUIDs. */
export type Actor =
  | { kind: 'anonymous' }
  | { kind: 'patient'; userId: string; patientId: string }
  | { kind: 'secretary'; userId: string }
  | { kind: 'doctor'; userId: string; doctorId: number }
  | { kind: 'admin'; userId: string }
  | { kind: 'system'; job: string };

export const ACTOR_KINDS = ['anonymous', 'patient', 'secretary', 'doctor', 'admin', 'system'] as const;
export type ActorKind = (typeof ACTOR_KINDS)[number];

/** Those who work at the clinic's desk and may act for any patient. */
export function isDesk(kind: ActorKind): kind is 'secretary' | 'admin' {
  return kind === 'secretary' || kind === 'admin';
}
