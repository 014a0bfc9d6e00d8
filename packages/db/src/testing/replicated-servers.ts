import { connect, type Database } from '../client.ts';
import { databaseUrl, prepareCluster } from '../embedded/cluster.ts';
import { choosePort } from '../embedded/free-port.ts';
import { removeEmbeddedPostgres, startEmbeddedPostgres } from '../embedded/index.ts';
import { spawnPostmaster, stopPostmaster } from '../embedded/postmaster.ts';
import { migrate } from '../migrate.ts';
import { allowReplication, copyCluster, follow } from './postgres-pair.ts';
import { answers } from './postgres-process.ts';
import { temporaryFolder } from './test-server.ts';

/** Two PostgreSQL servers, the second of which follows the first by streaming. The application's role may pause it. */
export type ReplicatedServers = {
  /** Of the migrated, empty database; the same on both. */
  primaryUrl: string;
  replicaUrl: string;
  /** To the replica, for its own functions such as pg_wal_replay_pause(). */
  replica: Database;
  /** Ends the replica as a crash does. */
  killReplica(): Promise<void>;
  /** Starts it again where it was. */
  startReplica(): Promise<void>;
  stop(): Promise<void>;
};

/** A standby is a copy of its primary's folder that is told whom to follow; the copy is taken before both start. */
export async function startReplicatedServers(): Promise<ReplicatedServers> {
  const folders = [await temporaryFolder(), await temporaryFolder()] as const;
  const original = prepareCluster(folders[0], () => undefined);
  allowReplication(original);
  const standby = copyCluster(original, folders[1]);
  const primary = await startEmbeddedPostgres({ dataDir: folders[0], durability: 'none' });
  await migrate(primary.url);

  follow(standby, primary.url);
  const port = await choosePort(standby);
  const replicaUrl = databaseUrl(standby, port);
  const replica = connect(replicaUrl, { poolSize: 1, applicationName: 'test of the replica' });
  const startReplica = async () => {
    spawnPostmaster(standby, port, 'none');
    await answers(standby, replicaUrl);
  };
  await startReplica();
  return {
    primaryUrl: primary.url,
    replicaUrl,
    replica,
    killReplica: () => stopPostmaster(standby, 'immediate'),
    startReplica,
    async stop() {
      await replica.close();
      await stopPostmaster(standby, 'immediate');
      await primary.stop();
      for (const folder of folders) await removeEmbeddedPostgres(folder);
    },
  };
}
