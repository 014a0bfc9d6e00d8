import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createSignedTokens } from './signed-token.ts';

const secret = 'only-for-this-test-and-32-bytes-long';
const tokens = createSignedTokens(secret);

describe('a token in a link', () => {
  it('opens to the row that it was made for', () => {
    const id = randomUUID();
    expect(tokens.open('password-reset', tokens.sign('password-reset', id))).toEqual({ ok: true, id });
  });

  it('does not open after any change of one character', () => {
    const token = tokens.sign('password-reset', randomUUID());
    for (let at = 0; at < token.length; at += 1) {
      const forged = `${token.slice(0, at)}${token[at] === 'A' ? 'B' : 'A'}${token.slice(at + 1)}`;
      expect(tokens.open('password-reset', forged)).toEqual({ ok: false });
    }
  });

  it('does not open under another secret', () => {
    const other = createSignedTokens(`${secret}!`);
    expect(other.open('password-reset', tokens.sign('password-reset', randomUUID()))).toEqual({ ok: false });
  });

  it.each(['', '.', 'a.b', 'x'.repeat(10_000), `${'A'.repeat(22)}.${'A'.repeat(43)}`, '\u0000', '../../etc'])(
    'does not open when it is made up: %j',
    (token) => {
      expect(tokens.open('password-reset', token)).toEqual({ ok: false });
    },
  );

  it('needs a secret worth the name', () => {
    expect(() => createSignedTokens('short')).toThrow(RangeError);
  });
});

describe('a sign-up code', () => {
  it('has six digits, also when it starts with zeros', () => {
    const codes = Array.from({ length: 2_000 }, () => tokens.signUpCode(randomUUID()));
    expect(codes.every((code) => /^\d{6}$/.test(code))).toBe(true);
    expect(codes.some((code) => code.startsWith('0'))).toBe(true);
    expect(new Set(codes).size).toBeGreaterThan(1_900);
  });

  it('belongs to one sign-up', () => {
    const [mine, another] = [randomUUID(), randomUUID()];
    expect(tokens.signUpCodeMatches(mine, tokens.signUpCode(mine))).toBe(true);
    expect(tokens.signUpCodeMatches(mine, tokens.signUpCode(another))).toBe(false);
    expect(tokens.signUpCodeMatches(mine, '')).toBe(false);
  });

  it('is another than the one that proves a file, whatever their ids are', () => {
    const ids = Array.from({ length: 50 }, () => randomUUID());
    expect(ids.some((id) => tokens.signUpCode(id) !== tokens.fileCode(id))).toBe(true);
    expect(ids.every((id) => tokens.fileCodeMatches(id, tokens.fileCode(id)))).toBe(true);
    expect(ids.filter((id) => tokens.fileCodeMatches(id, tokens.signUpCode(id))).length).toBeLessThan(2);
  });

  it('refuses an id that is not a UUID, rather than signing it', () => {
    expect(() => tokens.signUpCode('1 or 1=1')).toThrow(TypeError);
  });
});
