import { ownPath } from '@vitalmed/core';

/** Where to go after signing in: only a path of this same site, never another one that a link slipped in. */
export function returnPath(asked: string | string[] | undefined): string {
  const path = (Array.isArray(asked) ? asked[0] : asked) ?? '';
  // One that has to be made safe first was not written by this site.
  return ownPath(path) === path ? path : '/mis-turnos';
}

const KEPT = 'vitalmed-after-reset';
/** As long as a mailed link is good for. */
const KEPT_MS = 60 * 60_000;

/** Keeps where to go on, for whichever tab the mailed link of a new password opens in. */
export function keepPath(path: string): void {
  try {
    localStorage.setItem(KEPT, JSON.stringify({ path, at: Date.now() }));
  } catch {
    // Storage is closed: the way leads to one's appointments.
  }
}

export function keptPath(): string {
  try {
    const { path, at } = JSON.parse(localStorage.getItem(KEPT) ?? '{}');
    return returnPath(Date.now() - at < KEPT_MS ? path : undefined);
  } catch {
    return returnPath(undefined);
  }
}
