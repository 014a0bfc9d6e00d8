import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { connect, type Database } from './client.ts';
import { type ReplicaOptions, type ReplicaState, type SearchDatabase, searchReplica } from './replica.ts';
import { createTestDatabase, type ReplicatedServers, startReplicatedServers } from './testing/index.ts';

let servers: ReplicatedServers;
let primary: Database;
const opened: SearchDatabase[] = [];

beforeAll(async () => {
  servers = await startReplicatedServers();
  primary = connect(servers.primaryUrl);
  await primary.sql`create table written (n int)`;
});
afterAll(async () => {
  await primary.close();
  await servers.stop();
});
afterEach(async () => {
  await Promise.all(opened.splice(0).map((search) => search.close()));
});

/** A search of a process of its own, and what it told of its replica. */
function search(options: Partial<ReplicaOptions> = {}) {
  const states: ReplicaState[] = [];
  const { primaryUrl, replicaUrl } = servers;
  const onState = (state: ReplicaState) => states.push(state);
  const database = searchReplica({ primary, primaryUrl, replicaUrl, lookEveryMs: 50, onState, ...options });
  opened.push(database);
  return { ...bound(database), states };
}

function bound(database: SearchDatabase) {
  return {
    settled: () => database.settled(),
    read: <T>(question: (db: Database) => Promise<T>) => database.read(question),
    answeredBy: async (): Promise<'replica' | 'primary'> =>
      (await database.read(follows)) ? 'replica' : 'primary',
    written: () => database.read(countWritten),
  };
}

async function follows({ sql }: Database): Promise<boolean> {
  const [row] = await sql<[{ follows: boolean }]>`select pg_is_in_recovery() as follows`;
  return row.follows;
}

async function countWritten({ sql }: Database): Promise<number> {
  const [row] = await sql<[{ n: number }]>`select count(*) as n from written`;
  return row.n;
}

const pause = () => servers.replica.sql`select pg_wal_replay_pause()`;
const resume = () => servers.replica.sql`select pg_wal_replay_resume()`;
const write = () => primary.sql`insert into written values (1)`;
const patient = { timeout: 10_000, interval: 20 };

describe('a search', () => {
  it('is answered by the replica once that is known to follow', async () => {
    const { answeredBy, states } = search();
    expect(await answeredBy()).toBe('primary');
    await vi.waitFor(async () => expect(await answeredBy()).toBe('replica'), patient);
    expect(states.at(-1)).toBe('used');
  });

  it('never lacks what was settled before it', async () => {
    const { answeredBy, settled, written } = search();
    await vi.waitFor(async () => expect(await answeredBy()).toBe('replica'), patient);
    for (let round = 0; round < 20; round += 1) {
      await write();
      const before = await countWritten(primary);
      await settled();
      expect(await written()).toBe(before);
    }
    expect(await answeredBy()).toBe('replica');
  });

  it('is asked again of the primary when the replica fails at it', async () => {
    const { answeredBy, read } = search();
    await vi.waitFor(async () => expect(await answeredBy()).toBe('replica'), patient);
    const asked: boolean[] = [];
    const answer = await read(async (db) => {
      asked.push(await follows(db));
      if (asked[0] && asked.length === 1) await db.sql`select 1 / 0`;
      return 'an answer';
    });
    expect([answer, asked]).toEqual(['an answer', [true, false]]);
    await vi.waitFor(async () => expect(await answeredBy()).toBe('replica'), patient);
  });

  it('is asked again of the primary when the replica doesn’t answer in time', async () => {
    const { answeredBy, read } = search({ patienceMs: 200 });
    await vi.waitFor(async () => expect(await answeredBy()).toBe('replica'), patient);
    const answer = await read(async (db) => {
      if (await follows(db)) await db.sql`select pg_sleep(1)`;
      return 'an answer';
    });
    expect(answer).toBe('an answer');
  });

  it('fails as it would without a replica when the question itself is at fault', async () => {
    const { answeredBy, read } = search();
    await vi.waitFor(async () => expect(await answeredBy()).toBe('replica'), patient);
    await expect(read(({ sql }) => sql`select 1 / 0`)).rejects.toMatchObject({ code: '22012' });
    expect(await answeredBy()).toBe('replica');
  });
});

describe('a replica that falls behind', () => {
  afterEach(resume);

  it('answers with its old state for as long as the bound allows, and then no more', async () => {
    const { answeredBy, written, states } = search({ maxStaleMs: 3_000 });
    await vi.waitFor(async () => expect(await answeredBy()).toBe('replica'), patient);
    await pause();
    states.length = 0;
    const before = await countWritten(primary);
    await write();
    const wrote = performance.now();
    const seen: { n: number; afterMs: number }[] = [];
    await vi.waitFor(async () => {
      const afterMs = performance.now() - wrote;
      seen.push({ n: await written(), afterMs });
      expect(await answeredBy()).toBe('primary');
    }, patient);
    const old = seen.filter(({ n }) => n === before);
    expect(old.length).toBeGreaterThan(0);
    expect(Math.max(...old.map(({ afterMs }) => afterMs))).toBeLessThan(3_000);
    expect(await written()).toBe(before + 1);
    await vi.waitFor(() => expect(states).toEqual(['behind']), patient);

    await resume();
    await vi.waitFor(async () => expect(await answeredBy()).toBe('replica'), patient);
    expect(await written()).toBe(before + 1);
    expect(states).toEqual(['behind', 'used']);
  });

  it('holds up what waits for it no longer than the bound, and then nobody is answered by it', async () => {
    const [one, other] = [search({ maxStaleMs: 3_000 }), search({ maxStaleMs: 1_000, lookEveryMs: 170 })];
    for (const { answeredBy } of [one, other])
      await vi.waitFor(async () => expect(await answeredBy()).toBe('replica'), patient);
    await pause();
    await write();
    const all = await countWritten(primary);
    await one.settled();
    expect(await Promise.all([one.written(), other.written()])).toEqual([all, all]);
  });
});

describe('a replica that is lost', () => {
  it('costs searches no error, and answers again when it is back', async () => {
    const { answeredBy, written, states } = search();
    await vi.waitFor(async () => expect(await answeredBy()).toBe('replica'), patient);
    const searches = Array.from({ length: 40 }, written);
    await servers.killReplica();
    await write();
    const all = await countWritten(primary);
    expect(await Promise.all([...searches, written()])).toHaveLength(41);
    expect(await written()).toBe(all);
    await vi.waitFor(() => expect(states.at(-1)).toBe('away'), patient);
    await servers.startReplica();
    await vi.waitFor(async () => expect(await answeredBy()).toBe('replica'), patient);
    expect(await written()).toBe(all);
  });
});

describe('a replica that refuses its first connection', () => {
  it('costs searches no error, and leaves nothing unheard', async () => {
    const unheard = vi.fn();
    process.on('unhandledRejection', unheard);
    // Port 1 of this machine: nobody listens there.
    const { answeredBy, states } = search({ replicaUrl: 'postgres://nobody@127.0.0.1:1/nothing' });
    await vi.waitFor(() => expect(states).toEqual(['away']), patient);
    expect(await Promise.all([answeredBy(), answeredBy()])).toEqual(['primary', 'primary']);
    await Promise.all(opened.splice(0).map((database) => database.close()));
    // Node tells of a rejection that nobody took once the promises of this turn are done.
    await new Promise((resolve) => setImmediate(resolve));
    process.off('unhandledRejection', unheard);
    expect(unheard).not.toHaveBeenCalled();
  });
});

describe('a server that is no replica of this database', () => {
  it('isn’t used when it never was one', async () => {
    const foreign = await createTestDatabase();
    const { answeredBy, states } = search({ replicaUrl: foreign.url });
    await vi.waitFor(() => expect(states).toEqual(['another-database']), patient);
    expect(await answeredBy()).toBe('primary');
    await foreign.drop();
  });

  it('isn’t used when it is the primary itself', async () => {
    const { states } = search({ replicaUrl: servers.primaryUrl });
    await vi.waitFor(() => expect(states).toEqual(['not-a-replica']), patient);
  });

  // The last: there is no way back from it.
  it('isn’t used any more once it was promoted', async () => {
    const { answeredBy, states } = search();
    await vi.waitFor(async () => expect(await answeredBy()).toBe('replica'), patient);
    await servers.replica.sql`select pg_promote(true, 20)`;
    await vi.waitFor(() => expect(states.at(-1)).toBe('not-a-replica'), patient);
    await servers.replica.sql`insert into written values (1)`;
    expect(await Promise.all([answeredBy(), answeredBy()])).toEqual(['primary', 'primary']);
  });
});
