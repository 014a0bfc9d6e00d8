import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import { type KnownBrowsers, knownBrowsers } from './known-browser.ts';

/** What a link in a mail may do. Each purpose has its own key, so one link never serves another. */
export type TokenPurpose = 'password-reset';

export type SignedTokens = KnownBrowsers & {
  /** The token of the row `id` (a UUID) of account_token: `id.signature`, both base64url. */
  sign(purpose: TokenPurpose, id: string): string;
  /** The row's id when the signature is ours and for this purpose; says nothing of expiry or use. */
  open(purpose: TokenPurpose, token: string): { ok: true; id: string } | { ok: false };
  /** The six digits that confirm the sign-up `id`. */
  signUpCode(id: string): string;
  signUpCodeMatches(id: string, code: string): boolean;
  /** The six digits that prove to the account of the token `id` (of account_token) that a file is its owner's. */
  fileCode(id: string): string;
  fileCodeMatches(id: string, code: string): boolean;
};

const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const tokenPattern = /^[\w-]{22}\.[\w-]{43}$/;

/**
 * Tokens and codes that are derived, never stored: a stolen database has no working link in it.
 * Throws a RangeError for a secret under 32 bytes.
 */
export function createSignedTokens(secret: string): SignedTokens {
  if (Buffer.byteLength(secret, 'utf8') < 32) throw new RangeError('The secret has at least 32 bytes');
  const keys = new Map<string, Buffer>();
  const keyFor = (use: string) => {
    const known = keys.get(use);
    if (known) return known;
    const key = Buffer.from(hkdfSync('sha256', secret, 'vitalmed-turnos', use, 32));
    keys.set(use, key);
    return key;
  };
  const mac = (use: string, id: string) => createHmac('sha256', keyFor(use)).update(`${use}|${id}`).digest();

  const sign = (purpose: TokenPurpose, id: string) =>
    `${uuidBytes(id).toString('base64url')}.${mac(purpose, id).toString('base64url')}`;
  const sixDigits = (use: 'sign-up-code' | 'file-code', id: string) => {
    const number = mac(use, uuidText(uuidBytes(id))).readUIntBE(0, 6) % 1_000_000;
    return String(number).padStart(6, '0');
  };

  return {
    sign,
    open(purpose, token) {
      if (!tokenPattern.test(token)) return { ok: false };
      const id = uuidText(Buffer.from(token.slice(0, 22), 'base64url'));
      return equal(sign(purpose, id), token) ? { ok: true, id } : { ok: false };
    },
    signUpCode: (id) => sixDigits('sign-up-code', id),
    signUpCodeMatches: (id, code) => equal(sixDigits('sign-up-code', id), code),
    fileCode: (id) => sixDigits('file-code', id),
    fileCodeMatches: (id, code) => equal(sixDigits('file-code', id), code),
    ...knownBrowsers((text) => mac('known-browser', text), equal),
  };
}

/** Takes as long for a wrong first character as for a wrong last one. */
function equal(expected: string, given: string): boolean {
  const [a, b] = [Buffer.from(expected), Buffer.from(given)];
  return a.length === b.length && timingSafeEqual(a, b);
}

function uuidBytes(id: string): Buffer {
  if (!uuidPattern.test(id)) throw new TypeError('Not a UUID in lower case');
  return Buffer.from(id.replaceAll('-', ''), 'hex');
}

function uuidText(bytes: Buffer): string {
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
