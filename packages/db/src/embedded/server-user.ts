import { spawnSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { EmbeddedPostgresError } from './embedded-postgres-error.ts';

/** The operating-system user that runs PostgreSQL; null when it is the one that runs this process. */
export type ServerUser = { uid: number; gid: number } | null;

/** Accounts that root may lend to PostgreSQL, the best first. None is created: that is the owner's to decide. */
const lendable = ['postgres', 'nobody'];

/**
 * PostgreSQL refuses to run as root. Then it runs as whoever owns the data already, or else as one of the
 * accounts that systems have.
 */
export function findServerUser(dataFolder: string, accounts: readonly string[] = lendable): ServerUser {
  if (process.getuid?.() !== 0) return null;
  const owner = statSync(dataFolder, { throwIfNoEntry: false });
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };

  const known = accountsOfSystem();
  for (const name of accounts) {
    const account = known.get(name);
    if (account && account.uid !== 0) return account;
  }
  throw new EmbeddedPostgresError(
    'no-permission',
    `PostgreSQL can't run as root, and this system has none of the accounts ${accounts.join(', ')}. ` +
      'Create one (useradd --system postgres), start as an ordinary user, or set DATABASE_URL.',
  );
}

/** Whether that user can enter the folder: one parent that is closed to others is enough to shut it out. */
export function canEnter(user: ServerUser, folder: string): boolean {
  const { status } = spawnSync('/bin/sh', ['-c', 'cd "$1"', 'sh', folder], {
    ...user,
    cwd: '/',
    stdio: 'ignore',
  });
  return status === 0;
}

function accountsOfSystem(): Map<string, { uid: number; gid: number }> {
  const lines = readFileSync('/etc/passwd', 'utf8').split('\n');
  return new Map(
    lines.map((line) => {
      const [name = '', , uid, gid] = line.split(':');
      return [name, { uid: Number(uid), gid: Number(gid) }];
    }),
  );
}
