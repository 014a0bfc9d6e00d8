import { spawnSync } from 'node:child_process';
import { appendFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { connect } from '../client.ts';
import { type Cluster, findCluster, prepareCluster } from '../embedded/cluster.ts';
import { removeEmbeddedPostgres } from '../embedded/index.ts';
import { migrate } from '../migrate.ts';
import { type PostgresProcess, postgresProcess } from './postgres-process.ts';
import { temporaryFolder } from './test-server.ts';

type Member = Omit<PostgresProcess, 'remove'>;

/** A migrated, empty database on two servers, the second of which follows the first by streaming. */
export type PostgresPair = {
  primary: Member;
  standby: Member;
  /** Makes the standby a primary; resolves when it takes writes. */
  promote(): Promise<void>;
  /** Ends both and removes their data. */
  remove(): Promise<void>;
};

/**
 * A standby is a copy of its primary's folder that is told whom to follow; the copy is taken before both start.
 * In a synchronous pair the standby has each commit before it is acknowledged.
 */
export async function startPostgresPair({ synchronous = false } = {}): Promise<PostgresPair> {
  const folders = [await temporaryFolder(), await temporaryFolder()] as const;
  const original = prepareCluster(folders[0], () => undefined);
  allowReplication(original);
  const copy = copyCluster(original, folders[1]);
  if (synchronous) configure(original, ["synchronous_standby_names = 'replica'"]);
  const primary = await postgresProcess(original);
  await primary.start();
  follow(copy, primary.url);
  const standby = await postgresProcess(copy);
  await standby.start();
  await migrate(primary.url);
  return {
    primary,
    standby,
    async promote() {
      const db = connect(standby.url, { poolSize: 1 });
      await db.sql`select pg_promote(true, 20)`;
      await db.close();
    },
    async remove() {
      for (const folder of folders) await removeEmbeddedPostgres(folder);
    },
  };
}

/** In single-user mode, as the application's role itself is no superuser and nobody else can sign in. */
export function allowReplication({ binaries, data, user }: Cluster): void {
  const statements = [
    'alter role vitalmed replication',
    'grant execute on function pg_wal_replay_pause() to vitalmed',
    'grant execute on function pg_wal_replay_resume() to vitalmed',
    'grant execute on function pg_promote(boolean, integer) to vitalmed',
  ];
  const { status, stderr } = spawnSync(binaries.postgres, ['--single', '-j', '-D', data, 'vitalmed'], {
    ...user,
    cwd: '/',
    encoding: 'utf8',
    input: `${statements.join(';\n\n')};\n\n`,
  });
  if (status !== 0 || /ERROR|FATAL/.test(stderr)) throw new Error(stderr);
}

/** Owners and modes come along: PostgreSQL refuses a folder that others may read. */
export function copyCluster({ folder }: Cluster, target: string): Cluster {
  const { status, stderr } = spawnSync('cp', ['-Rp', path.join(folder, 'postgres'), target], {
    encoding: 'utf8',
  });
  const copy = findCluster(target);
  if (status !== 0 || !copy) throw new Error(`The copy failed: ${stderr}`);
  return copy;
}

export function follow(standby: Cluster, primaryUrl: string): void {
  const { hostname, port, username, password } = new URL(primaryUrl);
  const to = `host=${hostname} port=${port} user=${username} password=${password} application_name=replica`;
  configure(standby, [`primary_conninfo = '${to}'`, "wal_retrieve_retry_interval = '100ms'"]);
  writeFileSync(path.join(standby.data, 'standby.signal'), '');
}

/** Appended to what is there: the file stays PostgreSQL's own user's. */
function configure({ data }: Cluster, lines: string[]): void {
  appendFileSync(path.join(data, 'postgresql.auto.conf'), `${lines.join('\n')}\n`);
}
