import { afterEach, describe, expect, it } from 'vitest';
import { connect } from './client.ts';
import { keepsSessions } from './pooling.ts';
import {
  createTestDatabase,
  hasPgBouncer,
  type PgBouncerOptions,
  startPgBouncer,
  type TestDatabase,
} from './testing/index.ts';

const ends: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

async function database(): Promise<TestDatabase> {
  const test = await createTestDatabase();
  ends.push(test.drop);
  return test;
}

async function behindPooler(mode: PgBouncerOptions['mode'], poolSize?: number): Promise<string> {
  const { url } = await database();
  const bouncer = await startPgBouncer({ url, mode, poolSize });
  ends.push(bouncer.stop);
  return bouncer.url;
}

it('a server itself keeps sessions', async () => {
  const { url } = await database();
  expect(await keepsSessions(url)).toBe(true);
});

describe.runIf(hasPgBouncer)('behind the real PgBouncer, as it is installed', () => {
  it('session pooling is known to keep sessions', async () => {
    expect(await keepsSessions(await behindPooler('session'))).toBe(true);
  });

  it.each([1, 20])('transaction pooling is known not to, with %i server connections', async (poolSize) => {
    expect(await keepsSessions(await behindPooler('transaction', poolSize))).toBe(false);
  });

  it('statement pooling is known not to', async () => {
    expect(await keepsSessions(await behindPooler('statement'))).toBe(false);
  });

  it('a session has its settings, and the next client of the same server connection has its own', async () => {
    const url = await behindPooler('session', 1);
    const plan = async (options: { largeStatements?: boolean }) => {
      const { sql, close } = connect(url, { ...options, poolSize: 1 });
      const [row] = await sql`select current_setting('plan_cache_mode') as plan, ${[1, 2]}::int[] as ids`;
      await close();
      return row;
    };
    expect(await plan({})).toEqual({ plan: 'force_generic_plan', ids: [1, 2] });
    expect(await plan({ largeStatements: true })).toEqual({ plan: 'auto', ids: [1, 2] });
  });
});
