import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSignedTokens } from './signed-token.ts';

const tokens = createSignedTokens('a secret of the tests, long enough for its use');
const account = { realm: 'patient', email: 'martina@example.com' };

describe('a browser', () => {
  it('is known to the account that it signed in to, and to no other', () => {
    const kept = tokens.rememberBrowser(null, account);
    expect(tokens.knownBrowser(kept, account)).toMatch(/^[\w-]{22}$/);
    expect(tokens.knownBrowser(kept, { ...account, email: 'otra@example.com' })).toBeNull();
    expect(tokens.knownBrowser(kept, { ...account, realm: 'backoffice' })).toBeNull();
    expect(createSignedTokens('another secret, which is long enough').knownBrowser(kept, account)).toBeNull();
  });

  it('is known to several, under one name, and forgets the one longest unused', () => {
    const accounts = Array.from({ length: 9 }, (_, n) => ({ ...account, email: `persona${n}@example.com` }));
    let kept: string | null = null;
    for (const one of accounts) kept = tokens.rememberBrowser(kept, one);
    const names = accounts.map((one) => tokens.knownBrowser(kept, one));
    expect(names[0]).toBeNull();
    expect(new Set(names.slice(1)).size).toBe(1);
    expect(kept?.length).toBeLessThan(220);
  });

  it('keeps nothing by which the account could be read', () => {
    const kept = tokens.rememberBrowser(null, account);
    expect(Buffer.from(kept, 'base64url').toString()).not.toContain('martina');
    expect(tokens.rememberBrowser(null, account)).not.toBe(kept);
  });

  it('isn’t known by anything that it makes up', () => {
    const kept = tokens.rememberBrowser(null, account);
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.nat(kept.length - 1), (text, at) => {
        expect(tokens.knownBrowser(text, account)).toBeNull();
        expect(tokens.knownBrowser(`${kept.slice(0, at)}${text}${kept.slice(at + 1)}`, account)).toSatisfy(
          (name: string | null) => name === null || text === kept[at],
        );
        // Whatever it brings, it can be made known.
        expect(tokens.knownBrowser(tokens.rememberBrowser(text, account), account)).not.toBeNull();
      }),
    );
  });
});
