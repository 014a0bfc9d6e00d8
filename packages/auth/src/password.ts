import { randomBytes } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';
import {
  lengthWeakness,
  maxPasswordBytes,
  type PasswordWeakness,
  passwordWeakness,
} from './password-weakness.ts';
import { createWorkGate, type Turn, type WorkGate } from './work-gate.ts';

/** argon2id (its number in the native module is 2), 64 MiB, 3 passes, 1 lane. */
const argon2id = { algorithm: 2, memoryCost: 65_536, timeCost: 3, parallelism: 1 };
type Cost = Partial<typeof argon2id>;

/** Two hashes at once take 128 MiB; behind them about six seconds of queue on a small machine. */
const processGate = createWorkGate({ running: 2, waiting: 64 });
/** One thread weighs new passwords. */
const weighingGate = createWorkGate({ running: 1, waiting: 16 });
const overloaded = { ok: false, reason: 'rate-limited', details: { retryAfterSeconds: 5 } } as const;

export type Overloaded = typeof overloaded;

export type Credentials = {
  /** What is wrong with a new password, or null; `about` are facts about its owner that it must not repeat. */
  weakness(
    password: string,
    about: readonly string[],
    turn?: Turn,
  ): Promise<{ ok: true; weakness: PasswordWeakness | null } | Overloaded>;
  hash(password: string, turn?: Turn): Promise<{ ok: true; hash: string } | Overloaded>;
  /** With null (no such account) the same work is done against a hash that nothing matches. */
  verify(
    hash: string | null,
    password: string,
    turn?: Turn,
  ): Promise<{ ok: true; matches: boolean } | Overloaded>;
};

/** `gate` bounds the work of the whole process; tests pass a narrower one, or a lower cost of each hash. */
export function createCredentials(gate: WorkGate = processGate, cost: Cost = {}): Credentials {
  const options = { ...argon2id, ...cost };
  // Made once and at the start, so that the first unknown user isn't slower than the next.
  const dummy = hash(randomBytes(32), options);
  // A failure is seen by whoever awaits it below.
  dummy.catch(() => undefined);

  return {
    async weakness(password, about, turn) {
      const wrongLength = lengthWeakness(password);
      if (wrongLength) return { ok: true, weakness: wrongLength };
      const result = await weighingGate(() => passwordWeakness(password, about), turn);
      return result ? { ok: true, weakness: result.done } : overloaded;
    },
    async hash(password, turn) {
      const result = await gate(() => hash(canonical(password), options), turn);
      return result ? { ok: true, hash: result.done } : overloaded;
    },
    async verify(stored, password, turn) {
      const against = stored ?? (await dummy);
      const result = await gate(() => verify(against, canonical(password)), turn);
      return result ? { ok: true, matches: result.done && stored !== null } : overloaded;
    },
  };
}

/** The same accent typed on two keyboards is one password. Throws a RangeError for more than 200 bytes. */
function canonical(password: string): string {
  if (Buffer.byteLength(password, 'utf8') > maxPasswordBytes) {
    throw new RangeError(`A password has at most ${maxPasswordBytes} bytes`);
  }
  return password.normalize('NFC');
}

/** For the command line and the demo data, which have a machine to themselves. */
export async function hashPassword(password: string): Promise<string> {
  return hash(canonical(password), argon2id);
}
