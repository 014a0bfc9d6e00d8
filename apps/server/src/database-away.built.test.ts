import { randomUUID } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { connect, type Database } from '@vitalmed/db';
import { migrate } from '@vitalmed/db/migrate';
import { givenAppointment, type PostgresProcess, startPostgresProcess } from '@vitalmed/db/testing';
import { readMailbox } from '@vitalmed/emails';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { type BuiltServer, startBuiltServer } from './testing/built-server.ts';

let postgres: PostgresProcess;
let folder: string;
let server: BuiltServer;
const stopWithinMs = 20_000;
/** What waits leaves this long after the database's return at most. */
const leaveWithinMs = 60_000;

beforeEach(async () => {
  postgres = await startPostgresProcess();
  await migrate(postgres.url);
  folder = mkdtempSync(join(tmpdir(), 'vitalmed-away-'));
  chmodSync(folder, 0o711);
  server = await startBuiltServer({ databaseUrl: postgres.url, dataDir: folder, worker: 'on' });
});
afterEach(async () => {
  postgres.thaw();
  await server.stop();
  await postgres.remove();
  rmSync(folder, { recursive: true, force: true });
});

/** On a connection of its own: the test's pool shall not be what has to recover. */
async function onDatabase<T>(work: (db: Database) => Promise<T>): Promise<T> {
  const db = connect(postgres.url, { poolSize: 1, applicationName: 'the test' });
  try {
    return await work(db);
  } finally {
    await db.close();
  }
}

const givenMessages = (count: number) =>
  onDatabase(async (db) => {
    const ids: string[] = [];
    for (let n = 0; n < count; n += 1) {
      const id = randomUUID();
      // One of each turno: whoever was told of it already isn't told again.
      const appointment = await givenAppointment(db);
      await db.sql`
        insert into notification (id, kind, recipient, appointment_id, revision)
        values (${id}, 'appointment-booked', 'martina@example.com', ${appointment.id}, 0)`;
      ids.push(id);
    }
    return ids;
  });

const sentSoFar = () =>
  onDatabase(
    async ({ sql }) =>
      (await sql<[{ n: number }]>`select count(*)::int as n from notification where status = 'sent'`)[0].n,
  );

/** Until this many more have left, so that the next fault comes amid deliveries. */
async function moreLeave(count: number): Promise<void> {
  const goal = (await sentSoFar()) + count;
  await vi.waitFor(async () => expect(await sentSoFar()).toBeGreaterThanOrEqual(goal), {
    timeout: leaveWithinMs,
    interval: 20,
  });
}

async function allLeave(ids: string[]): Promise<void> {
  await vi.waitFor(async () => expect(await sentSoFar()).toBe(ids.length), {
    timeout: leaveWithinMs,
    interval: 200,
  });
  const arrived = await readMailbox(join(folder, 'mailbox'));
  expect(arrived.map(({ id }) => id).sort()).toEqual([...ids].sort());
}

async function stopInTime(): Promise<void> {
  const began = Date.now();
  await server.stop();
  expect(Date.now() - began).toBeLessThan(stopWithinMs);
}

it('sends all that waits, once each, though PostgreSQL is killed five times amid deliveries', async () => {
  const ids = await givenMessages(250);
  for (let crash = 1; crash <= 5; crash += 1) {
    await moreLeave(20);
    await postgres.kill();
    await delay(200 * crash);
    await postgres.start();
  }
  await allLeave(ids);
  await allLeave([...ids, ...(await givenMessages(1))]);
  expect(await server.stop()).toBe(0);
}, 300_000);

it('sends what waits after PostgreSQL stood still amid deliveries', async () => {
  const ids = await givenMessages(100);
  await moreLeave(20);
  postgres.freeze();
  await delay(12_000);
  postgres.thaw();
  await allLeave(ids);
}, 200_000);

it.each(['killed', 'frozen'] as const)(
  'ends in time when it is told to while PostgreSQL is %s',
  async (fault) => {
    await givenMessages(100);
    await moreLeave(10);
    if (fault === 'killed') await postgres.kill();
    else postgres.freeze();
    await stopInTime();
  },
  120_000,
);
