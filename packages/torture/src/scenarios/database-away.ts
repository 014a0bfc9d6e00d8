import { setTimeout as delay } from 'node:timers/promises';
import { startRefusal } from '../parts/refusal.ts';
import { type OwnStage, onDatabase } from '../stage.ts';
import { underFire } from '../under-fire.ts';
import type { Scenario } from './scenario.ts';

const frozenMs = 8_000;
const stoppedMs = 30_000;
const refusedMs = 8_000;

export const crash: Scenario = {
  name: 'crash',
  what: 'kill -9 of all of PostgreSQL amid bookings and deliveries',
  inShort: true,
  async run(stage, { short, slackMs }) {
    const opened = await stage();
    return underFire(opened, {
      name: 'crash',
      wishes: short ? 300 : 2_500,
      times: short ? 1 : 5,
      slackMs,
      async strike() {
        await opened.postgres.kill();
        await delay(300);
        return whole(opened.postgres.start());
      },
    });
  },
};

export const freeze: Scenario = {
  name: 'freeze',
  what: `PostgreSQL stands still for ${frozenMs / 1_000} s (SIGSTOP)`,
  inShort: false,
  async run(stage, { slackMs }) {
    const opened = await stage();
    return underFire(opened, {
      name: 'freeze',
      wishes: 2_000,
      times: 1,
      slackMs,
      async strike() {
        opened.postgres.freeze();
        await delay(frozenMs);
        opened.postgres.thaw();
        return performance.now();
      },
    });
  },
};

export const stop: Scenario = {
  name: 'stop',
  what: `PostgreSQL is stopped for ${stoppedMs / 1_000} s`,
  inShort: false,
  async run(stage, { slackMs }) {
    const opened = await stage();
    return underFire(opened, {
      name: 'stop',
      wishes: 2_000,
      times: 1,
      slackMs,
      async strike() {
        await opened.postgres.stop();
        await delay(stoppedMs);
        return whole(opened.postgres.start());
      },
    });
  },
};

export const terminate: Scenario = {
  name: 'terminate',
  what: 'every connection of the product is ended by the database',
  inShort: true,
  async run(stage, { short, slackMs }) {
    const opened = await stage();
    return underFire(opened, {
      name: 'terminate',
      wishes: short ? 300 : 2_500,
      times: short ? 1 : 10,
      slackMs,
      async strike() {
        await onDatabase(opened.databaseUrl(), endOtherSessions);
        return performance.now();
      },
    });
  },
};

const endOtherSessions: Parameters<typeof onDatabase>[1] = async ({ sql }) => {
  await sql`select pg_terminate_backend(pid) from pg_stat_activity where usename = current_user and pid <> pg_backend_pid()`;
};

/** Real refusals at the door: the database takes no connection more (53300), then is "starting up" (57P03). */
export const refuse: Scenario = {
  name: 'refuse',
  what: 'new connections are refused, with 53300 and then with 57P03',
  inShort: false,
  async run(stage, { slackMs }) {
    const opened = await stage();
    return underFire(opened, {
      name: 'refuse',
      wishes: 2_000,
      times: 2,
      slackMs,
      strike: (_, time) => (time === 1 ? tooMany(opened) : startingUp(opened)),
    });
  },
};

async function tooMany(stage: OwnStage): Promise<number> {
  const elsewhere = new URL(stage.databaseUrl());
  const name = elsewhere.pathname.slice(1);
  elsewhere.pathname = '/postgres';
  await onDatabase(elsewhere.href, async (db) => {
    await db.sql`alter database ${db.sql(name)} connection limit 0`;
    await endOtherSessions(db);
    await delay(refusedMs);
    await db.sql`alter database ${db.sql(name)} connection limit -1`;
  });
  return performance.now();
}

async function startingUp({ postgres }: OwnStage): Promise<number> {
  await postgres.stop();
  const refusal = await startRefusal(postgres.url, '57P03');
  await delay(refusedMs);
  await refusal.close();
  return whole(postgres.start());
}

async function whole(mending: Promise<void>): Promise<number> {
  await mending;
  return performance.now();
}
