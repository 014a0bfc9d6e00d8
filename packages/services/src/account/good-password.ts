import { type Refusal, refuse } from '../result.ts';
import type { AuthPorts, RateLimited, Turn } from './ports.ts';

/** Null when a new password is good enough; 'weak-password' says in `details.fields` what to mend. */
export async function refusedPassword(
  { credentials }: AuthPorts,
  password: string,
  about: readonly string[],
  turn: Turn,
): Promise<Refusal | RateLimited | null> {
  const weighed = await credentials.weakness(password, about, turn);
  if (!weighed.ok) return weighed;
  return weighed.weakness ? refuse('weak-password', { fields: { password: weighed.weakness } }) : null;
}
