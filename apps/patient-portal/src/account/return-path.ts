import { ownPath } from '@vitalmed/core';

/** Where to go after signing in: only a path of this same site, never another one that a link slipped in. */
export function returnPath(asked: string | string[] | undefined): string {
  const path = (Array.isArray(asked) ? asked[0] : asked) ?? '';
  // One that has to be made safe first was not written by this site.
  return ownPath(path) === path ? path : '/mis-turnos';
}
