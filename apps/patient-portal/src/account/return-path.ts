/** Where to go after signing in: only a path of this same site, never another one that a link slipped in. */
export function returnPath(asked: string | string[] | undefined): string {
  const path = Array.isArray(asked) ? asked[0] : asked;
  if (!path?.startsWith('/')) return '/mis-turnos';
  const here = new URL('http://portal.invalid');
  try {
    const url = new URL(path, here);
    return url.origin === here.origin ? url.pathname + url.search + url.hash : '/mis-turnos';
  } catch {
    return '/mis-turnos';
  }
}
