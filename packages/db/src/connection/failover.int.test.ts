import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { connect, type Database, primaryUrl } from '../client.ts';
import { unavailable } from '../refusal.ts';
import {
  hasPgBouncer,
  type PostgresPair,
  type PostgresProcess,
  startPgBouncer,
  startPostgresPair,
  startPostgresProcess,
  startTcpProxy,
} from '../testing/index.ts';

/** As the server's own pool is opened. */
const serving = { statementTimeoutMs: 3_000, connectWithinMs: 3_000, primaryOnly: true, poolSize: 5 };
/** What the product promises, and what a machine that is busy with other tests may take besides. */
const backWithinMs = 2_000 + 3_000;
const endWithinMs = 5_000 + 3_000;

const ends: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

function open(url: string): Database {
  const db = connect(url, serving);
  ends.push(db.close);
  return db;
}

/** Asks again and again, several at once, from before the fall until after the return; tells how long each waited. */
function askOn({ sql }: Database) {
  let asking = true;
  const waits: number[] = [];
  const others: unknown[] = [];
  let answeredAt = 0;
  const one = async () => {
    while (asking) {
      const began = performance.now();
      await sql`select 1`.then(
        () => {
          answeredAt = performance.now();
        },
        (error: unknown) => {
          if (!unavailable(error)) others.push(error);
        },
      );
      waits.push(performance.now() - began);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  };
  const all = Promise.all([one(), one(), one(), one(), one(), one()]);
  return {
    /** Resolves when it answers again, with how long that took. */
    async back(): Promise<number> {
      const since = performance.now();
      await expect.poll(() => answeredAt, { timeout: 20_000, interval: 5 }).toBeGreaterThan(since);
      return answeredAt - since;
    },
    async end(): Promise<{ longestMs: number; others: unknown[] }> {
      asking = false;
      await all;
      return { longestMs: Math.max(...waits), others };
    },
  };
}

describe('a server that', () => {
  let server: PostgresProcess;
  beforeAll(async () => {
    server = await startPostgresProcess();
  });
  afterAll(() => server.remove());

  it.each<[fault: string, fall: () => Promise<void> | void, rise: () => Promise<void> | void]>([
    ['is killed', () => server.kill(), () => server.start()],
    ['is stopped', () => server.stop(), () => server.start()],
    [
      'is frozen for five seconds',
      () => server.freeze(),
      () => new Promise<void>((resolve) => setTimeout(resolve, 5_000)).then(server.thaw),
    ],
  ])('%s answers again at once when it is back, and keeps nobody waiting', async (_fault, fall, rise) => {
    const db = open(server.url);
    const asking = askOn(db);
    await asking.back();
    await fall();
    await rise();
    expect(await asking.back()).toBeLessThan(backWithinMs);
    const { longestMs, others } = await asking.end();
    expect(longestMs).toBeLessThan(endWithinMs);
    expect(others).toEqual([]);
  });

  it('is frozen is said to be away within the time asked for', async () => {
    const db = open(server.url);
    expect(await db.isWell(1_000)).toBe(true);
    server.freeze();
    const began = performance.now();
    expect(await db.isWell(300)).toBe(false);
    expect(performance.now() - began).toBeLessThan(1_000);
    server.thaw();
    await expect.poll(() => db.isWell(1_000), { timeout: 10_000 }).toBe(true);
  });
});

describe('a pair', () => {
  let pair: PostgresPair;
  beforeAll(async () => {
    pair = await startPostgresPair();
  });
  afterAll(() => pair.remove());

  const listOf = ({ primary, standby }: PostgresPair) => {
    const [first, second] = [new URL(standby.url), new URL(primary.url)];
    return `postgres://${first.username}:${first.password}@${first.host},${second.host}${first.pathname}?target_session_attrs=primary`;
  };
  const proxied = async () => {
    const proxy = await startTcpProxy(pair.primary.url);
    ends.push(proxy.close);
    return { proxy, db: open(proxy.through(pair.primary.url)) };
  };

  it('is never asked at the one that takes no writes', async () => {
    const { proxy, db } = await proxied();
    expect(await db.isWell(5_000)).toBe(true);
    proxy.leadTo(pair.standby.url);
    proxy.cut();
    await expect.poll(() => db.sql`select 1`.catch(({ code }) => code)).toBe('NOT_PRIMARY');
    proxy.leadTo(pair.primary.url);
    await expect.poll(() => db.isWell(1_000), { timeout: 10_000 }).toBe(true);
    expect(await primaryUrl(listOf(pair))).toBe(pair.primary.url);
  });

  // The last: there is no way back from it.
  it('whose standby is promoted is found again by its hosts, behind an address and behind the real PgBouncer', async ({
    annotate,
  }) => {
    const { proxy, db } = await proxied();
    const ways = [open(listOf(pair)), db];
    const bouncer = hasPgBouncer ? await startPgBouncer({ url: pair.primary.url, mode: 'session' }) : null;
    if (!bouncer) await annotate('PgBouncer isn’t installed: its part was left out');
    if (bouncer) ends.push(bouncer.stop);
    if (bouncer) ways.push(open(bouncer.url));
    await db.sql`create table written (n int)`;
    const asking = ways.map(askOn);
    await Promise.all(asking.map(({ back }) => back()));
    await pair.primary.kill();
    await pair.promote();
    proxy.leadTo(pair.standby.url);
    bouncer?.leadTo(pair.standby.url);
    const backs = await Promise.all(asking.map(({ back }) => back()));
    expect(Math.max(...backs)).toBeLessThan(backWithinMs);
    for (const way of ways) await way.sql`insert into written values (1)`;
    for (const { end } of asking) {
      const { longestMs, others } = await end();
      expect(longestMs).toBeLessThan(endWithinMs);
      expect(others).toEqual([]);
    }
    expect(await primaryUrl(listOf(pair))).toBe(pair.standby.url);
  });
});
