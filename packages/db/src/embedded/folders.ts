import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { canEnter, type ServerUser } from './server-user.ts';

/** Where root keeps what another user has to reach; only root can write there. */
const outside = '/var/lib/vitalmed-turnos';

export function sharedFolder(): string {
  mkdirSync(outside, { recursive: true });
  chmodSync(outside, 0o755);
  return outside;
}

/** Where the data of the folder that was asked for lies, as far as earlier starts decided. */
export function locatedFolder(requested: string): string {
  const folder = path.resolve(requested);
  const moved = readPointer(folder);
  return moved && existsSync(moved) ? moved : folder;
}

/**
 * The folder that really holds the data: the one asked for, or, when the server's user can't enter that one
 * (a clone below a folder that is root's alone), one outside that a file `moved-to` remembers.
 */
export function reachableFolder(requested: string, user: ServerUser): string {
  const folder = locatedFolder(requested);
  if (!existsSync(folder)) {
    mkdirSync(folder, { recursive: true });
    if (user) chmodSync(folder, 0o711);
  }
  if (!user || canEnter(user, folder)) return folder;

  const moved = mkdtempSync(path.join(sharedFolder(), 'data-'));
  chmodSync(moved, 0o711);
  if (readPointer(folder)) rmSync(pointer(folder));
  try {
    writeFileSync(pointer(folder), `${moved}\n`, { flag: 'wx' });
    return moved;
  } catch {
    // Another start was quicker: its folder is the one.
    rmSync(moved, { recursive: true });
    return locatedFolder(folder);
  }
}

const pointer = (folder: string) => path.join(folder, 'moved-to');

function readPointer(folder: string): string | null {
  return existsSync(pointer(folder)) ? readFileSync(pointer(folder), 'utf8').trim() : null;
}
