import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type Binaries, findBinaries } from './binaries.ts';
import { EmbeddedPostgresError } from './embedded-postgres-error.ts';
import { locatedFolder, reachableFolder } from './folders.ts';
import { findServerUser, type ServerUser } from './server-user.ts';

/** Role and database that the application uses. The role isn't a superuser. */
const application = 'vitalmed';

/** An initialised PostgreSQL on disk, running or not. */
export type Cluster = {
  /** Holds everything below; may lie elsewhere than the folder that was asked for. */
  folder: string;
  /** PostgreSQL's own data directory. */
  data: string;
  password: string;
  binaries: Binaries;
  user: ServerUser;
};

export const databaseUrl = (cluster: Cluster, port: number, database: string = application) =>
  `postgres://${application}:${cluster.password}@127.0.0.1:${port}/${database}`;

/**
 * Finds the cluster of a folder, making it first when there is none. Killed at any point, it leaves either no
 * cluster or a whole one; called twice at once, both callers get the same one.
 *
 * @throws EmbeddedPostgresError
 */
export function prepareCluster(requested: string, log: (message: string) => void): Cluster {
  const user = findServerUser(dataOf(locatedFolder(requested)));
  const folder = reachableFolder(requested, user);
  const binaries = findBinaries(user);
  const home = homeOf(folder);
  if (!existsSync(home)) {
    log(`Creating a PostgreSQL ${binaries.major} database in ${folder}`);
    create(home, binaries, user);
  }
  refuseOtherVersion(dataOf(folder), binaries);
  return { folder, data: dataOf(folder), password: readPassword(home), binaries, user };
}

/** The cluster of a folder as it is on disk; null when there is none. */
export function findCluster(folder: string): Cluster | null {
  if (!existsSync(homeOf(folder))) return null;
  const user = findServerUser(dataOf(folder));
  const password = readPassword(homeOf(folder));
  return { folder, data: dataOf(folder), password, binaries: findBinaries(user), user };
}

const homeOf = (folder: string) => path.join(folder, 'postgres');
const dataOf = (folder: string) => path.join(folder, 'postgres', 'data');

function create(home: string, binaries: Binaries, user: ServerUser): void {
  const building = mkdtempSync(`${home}.new-`);
  try {
    if (user) chownSync(building, user.uid, user.gid);
    const data = path.join(building, 'data');
    const password = randomBytes(24).toString('base64url');
    initialise(data, binaries, user);
    createApplication(data, password, binaries, user);
    writeFileSync(path.join(building, 'password'), password, { mode: 0o600 });
    renameSync(building, home);
  } catch (error) {
    rmSync(building, { recursive: true, force: true });
    // Another start made it meanwhile.
    if (!existsSync(home)) throw error;
  }
}

/**
 * Text is UTF-8 and compares by code point, in PostgreSQL itself: no index depends on the machine's libraries.
 * Lists of names that people read are ordered by the query (see the package's README).
 */
function initialise(data: string, binaries: Binaries, user: ServerUser): void {
  run(binaries.initdb, user, [
    `--pgdata=${data}`,
    '--username=postgres',
    '--auth=scram-sha-256',
    `--pwfile=${passwordFile(data, user)}`,
    '--encoding=UTF8',
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--no-instructions',
  ]);
  rmSync(superuserPassword(data));
}

const superuserPassword = (data: string) => `${data}.superuser`;

/** initdb insists on a superuser's password; nobody keeps it, since the application's role is enough. */
function passwordFile(data: string, user: ServerUser): string {
  const file = superuserPassword(data);
  writeFileSync(file, randomBytes(24).toString('base64url'), { mode: 0o600 });
  if (user) chownSync(file, user.uid, user.gid);
  return file;
}

/** In single-user mode: there is no moment in which a server runs without what the application needs. */
function createApplication(data: string, password: string, binaries: Binaries, user: ServerUser): void {
  const statements = [
    `create role ${application} login createdb password '${password}'`,
    `create database ${application} owner ${application}`,
    'revoke all on database postgres from public',
    `grant connect on database postgres to ${application}`,
  ];
  run(
    binaries.postgres,
    user,
    ['--single', '-j', '-D', data, 'postgres'],
    `${statements.join(';\n\n')};\n\n`,
  );
}

function run(program: string, user: ServerUser, args: string[], input = ''): void {
  const result = spawnSync(program, args, {
    ...user,
    cwd: '/',
    env: { ...process.env, LC_ALL: 'C', TZ: 'UTC' },
    encoding: 'utf8',
    input,
  });
  // Single-user mode goes on after a failed statement, and tells so only in words.
  if (result.status === 0 && !/^\S.*(ERROR|FATAL):/m.test(result.stderr)) return;
  throw new EmbeddedPostgresError(
    'start-failed',
    `${path.basename(program)} failed: ${result.error?.message ?? result.stderr.trim()}`,
  );
}

function refuseOtherVersion(data: string, binaries: Binaries): void {
  const version = readOwn(path.join(data, 'PG_VERSION')).trim();
  if (version === binaries.major) return;
  throw new EmbeddedPostgresError(
    'other-version',
    `${data} was made by PostgreSQL ${version}, and this program brings PostgreSQL ${binaries.major}. ` +
      'Dump the data with the older one and restore it into a new folder.',
  );
}

const readPassword = (home: string) => readOwn(path.join(home, 'password'));

function readOwn(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw new EmbeddedPostgresError(
      'no-permission',
      `${file} can't be read. Start as the user who made the folder, or choose another data folder.`,
      { cause },
    );
  }
}
