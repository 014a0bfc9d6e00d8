/** Stands for whatever site the page is of: no site has this name. */
const here = 'http://own.invalid';

/**
 * The path of this same site that an address of it names, ready to be a link, a redirect or an entry of the history; null
 * for what is no path. One that begins with two slashes, of either kind, would name another site there (WHATWG URL,
 * "scheme-relative"): one slash is left.
 */
export function ownPath(address: string): string | null {
  if (!/^[/\\]/.test(address)) return null;
  const { pathname, search, hash } = new URL(oneSlash(address), here);
  // Again: "/.//x" becomes "//x" only as it is read.
  return oneSlash(pathname) + search + hash;
}

/** Tabs and line ends count for nothing in an address, so that they can hide no slash. */
function oneSlash(path: string): string {
  return path.replace(/[\t\r\n]/g, '').replace(/^[/\\]+/, '/');
}

/** The address when it is plain http(s), else null: a `javascript:` map link is no link. */
export function webUrl(address: string | null): string | null {
  if (!address) return null;
  try {
    const url = new URL(address);
    return url.protocol === 'https:' || url.protocol === 'http:' ? url.href : null;
  } catch {
    return null;
  }
}
