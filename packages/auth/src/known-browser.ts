import { randomBytes } from 'node:crypto';

/** An account as its owner names it, at the door where they do. */
export type AccountName = { realm: string; email: string };

export type KnownBrowsers = {
  /** The browser's own name when it is known to that account, by what it keeps in its cookie; null otherwise. */
  knownBrowser(kept: string | null, account: AccountName): string | null;
  /** What the browser keeps from now on, so that it is known to that account and to those it knew before. */
  rememberBrowser(kept: string | null, account: AccountName): string;
};

/** A family's computer or a desk's; with more, the one longest unused is forgotten. */
const mostAccounts = 8;
const keptPattern = /^[\w-]{22}(?:\.[\w-]{22}){1,8}$/;

/**
 * A browser that signed in once proves it from then on: it keeps a random name, and for each account that name
 * together with the account's, under our key. So whoever guesses from elsewhere can't use up what its owner is allowed.
 * Nothing is stored, and no account can be read out of it.
 */
export function knownBrowsers(
  mac: (text: string) => Buffer,
  equal: (a: string, b: string) => boolean,
): KnownBrowsers {
  const proofOf = (name: string, { realm, email }: AccountName) =>
    mac(`${name}|${realm}|${email}`).toString('base64url').slice(0, 22);
  const read = (kept: string | null) => {
    if (!kept || !keptPattern.test(kept)) return null;
    const [name = '', ...proofs] = kept.split('.');
    return { name, proofs };
  };
  return {
    knownBrowser(kept, account) {
      const browser = read(kept);
      if (!browser) return null;
      const expected = proofOf(browser.name, account);
      return browser.proofs.some((proof) => equal(expected, proof)) ? browser.name : null;
    },
    rememberBrowser(kept, account) {
      const { name, proofs } = read(kept) ?? { name: randomBytes(16).toString('base64url'), proofs: [] };
      const newest = proofOf(name, account);
      const others = proofs.filter((proof) => proof !== newest).slice(0, mostAccounts - 1);
      return [name, newest, ...others].join('.');
    },
  };
}
