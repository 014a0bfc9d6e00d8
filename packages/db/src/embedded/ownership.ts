import postgres from 'postgres';
import { type Cluster, databaseUrl } from './cluster.ts';
import type { Durability } from './postmaster.ts';

/**
 * The right to run a cluster: an advisory lock held by one session for as long as its process lives. Unlike a
 * lock file it can't go stale: the system closes the session of a killed process.
 */
export type Ownership = {
  /** Resolves when the session ended, whoever ended it. */
  lost: Promise<void>;
  /** Whether the running server writes as safely as wanted; an adopted one may not. */
  asDurable: boolean;
  release(): Promise<void>;
};

export type Claim =
  | { outcome: 'owned'; ownership: Ownership }
  /** `owner` names the other process as it named itself. */
  | { outcome: 'owned-by-another'; owner: string }
  | { outcome: 'unreachable'; cause: unknown };

/** Any number, the same for every version of the program. */
const ownerLock = 7_240_515_001;

export async function claimOwnership(cluster: Cluster, port: number, durability: Durability): Promise<Claim> {
  let tellLoss: () => void = () => undefined;
  const lost = new Promise<void>((resolve) => {
    tellLoss = resolve;
  });
  const sql = postgres(databaseUrl(cluster, port, 'postgres'), {
    max: 1,
    max_lifetime: null,
    connect_timeout: 5,
    fetch_types: false,
    onnotice: () => undefined,
    onclose: () => tellLoss(),
    connection: { application_name: `vitalmed process ${process.pid}` },
  });
  const release = () => sql.end({ timeout: 1 });
  try {
    const [row] = await sql<{ owned: boolean; fsync: string }[]>`
      select pg_try_advisory_lock(${ownerLock}) as owned, current_setting('fsync') as fsync`;
    if (row?.owned) {
      const asDurable = (row.fsync === 'on') === (durability === 'full');
      return { outcome: 'owned', ownership: { lost, asDurable, release } };
    }
    const [holder] = await sql<{ name: string }[]>`
      select activity.application_name as name
      from pg_locks lock join pg_stat_activity activity using (pid)
      where lock.locktype = 'advisory' and lock.granted and lock.objsubid = 1
        and (lock.classid::bigint << 32 | lock.objid::bigint) = ${ownerLock}`;
    await release();
    return { outcome: 'owned-by-another', owner: holder?.name ?? 'another process' };
  } catch (cause) {
    await release();
    return { outcome: 'unreachable', cause };
  }
}
