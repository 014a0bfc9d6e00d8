import { randomUUID } from 'node:crypto';
import type { AuthPorts, Realm } from '../account/ports.ts';

export type PlainAuth = AuthPorts & {
  /** Sessions that were started and not ended, by token. */
  open: Map<string, { userId: string; realm: Realm }>;
  /** Begins a session of a patient; its token. */
  begin(userId: string): string;
  /** How often a password was hashed or compared. */
  passwordWork: { count: number };
};

/**
 * Ports that keep the contract without its cost: instant hashes, readable tokens, no limits. The real ones have
 * their own tests; `overrides` replaces what a test is about.
 */
export function plainAuth(overrides: Partial<AuthPorts> = {}): PlainAuth {
  const open: PlainAuth['open'] = new Map();
  const begin = (userId: string, realm: Realm = 'patient') => {
    const token = randomUUID();
    open.set(token, { userId, realm });
    return token;
  };
  const passwordWork = { count: 0 };
  const fine = async () => ({ ok: true }) as const;
  return {
    open,
    begin,
    passwordWork,
    credentials: {
      weakness: async (password) => ({ ok: true, weakness: password.length < 10 ? 'too-short' : null }),
      async hash(password) {
        passwordWork.count += 1;
        return { ok: true, hash: `hash of ${password}` };
      },
      async verify(hash, password) {
        passwordWork.count += 1;
        return { ok: true, matches: hash === `hash of ${password}` };
      },
    },
    sessions: {
      async start({ userId, realm, replacing }) {
        if (replacing) open.delete(replacing);
        return { token: begin(userId, realm), expiresAt: new Date('2100-01-01T00:00:00Z') };
      },
      async end(_realm, token) {
        open.delete(token);
      },
    },
    tokens: {
      sign: (purpose, id) => `${purpose}:${id}`,
      open: (purpose, token) =>
        token.startsWith(`${purpose}:`) ? { ok: true, id: token.slice(purpose.length + 1) } : { ok: false },
      signUpCode,
      signUpCodeMatches: (id, code) => code === signUpCode(id),
      fileCode: signUpCode,
      fileCodeMatches: (id, code) => code === signUpCode(id),
      knownBrowser: (kept, { email }) => (kept?.includes(`<${email}>`) ? 'browser' : null),
      rememberBrowser: (kept, { email }) => `${kept ?? ''}<${email}>`,
    },
    rateLimits: {
      signIn: (_attempt, tryIt) => tryIt('anybody'),
      mailRequest: async () => ({ ok: true, mail: true }),
      strayCode: fine,
      newPassword: fine,
      forgive: async () => undefined,
    },
    ...overrides,
  };
}

/** The last six digits of the id, since the first ones tell the time. */
const signUpCode = (id: string) => id.replace(/\D/g, '').slice(-6).padStart(6, '0');
