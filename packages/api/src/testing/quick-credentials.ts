import { createCredentials } from '@vitalmed/auth';

/** The real ones at a thousandth of the usual cost, for tests with hundreds of attempts. */
export const quickCredentials = () => createCredentials(undefined, { memoryCost: 64, timeCost: 1 });

export async function quickHash(password: string): Promise<string> {
  const hashed = await quickCredentials().hash(password);
  if (!hashed.ok) throw new Error('Too much to hash');
  return hashed.hash;
}
