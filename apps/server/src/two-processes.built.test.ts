import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSessions, type Sessions } from '@vitalmed/auth';
import { addDays, utcDate } from '@vitalmed/core';
import {
  createTestDatabase,
  givenDoctor,
  givenPatient,
  givenSchedule,
  givenUser,
  type TestDatabase,
} from '@vitalmed/db/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type BuiltServer, startBuiltServer } from './testing/built-server.ts';

const clients = 200;
const slotsOfRound = 20;
const rounds = 3;

type Answer = { status: number; reason?: string; alternatives?: unknown[]; appointmentId?: string };

let test: TestDatabase;
let sessions: Sessions;
let folder: string;
let servers: BuiltServer[];
let tokens: string[];
const answers: { slotId: number; answer: Answer }[] = [];

beforeAll(async () => {
  test = await createTestDatabase();
  sessions = createSessions(test.db.sql, { secure: false });
  folder = mkdtempSync(join(tmpdir(), 'vitalmed-two-processes-'));
  const shared = { databaseUrl: test.url, dataDir: folder };
  servers = await Promise.all([
    startBuiltServer({ ...shared, worker: 'on' }),
    startBuiltServer({ ...shared, worker: 'off' }),
  ]);
  tokens = await Promise.all(Array.from({ length: clients }, signedInPatient));
  await storm();
}, 180_000);
afterAll(async () => {
  await Promise.all(servers.map((server) => server.stop()));
  await test.drop();
  rmSync(folder, { recursive: true, force: true });
});

async function signedInPatient(): Promise<string> {
  const user = await givenUser(test.db, { role: 'patient' });
  await givenPatient(test.db, { userId: user.id, email: user.email });
  const { id: userId, passwordHash } = user;
  return (await sessions.start({ userId, passwordHash, realm: 'patient' }))?.token ?? '';
}

/** Each round ten clients want each of its slots at the same instant, half of them from either process. */
async function storm(): Promise<void> {
  const today = utcDate(Date.now());
  const { id: doctorId } = await givenDoctor(test.db);
  // Something is left for those who lose.
  await givenSchedule(test.db, { doctorId, localDate: addDays(today, 2) });
  for (let round = 0; round < rounds; round += 1) {
    const localDate = addDays(today, 3 + round);
    const { slots } = await givenSchedule(test.db, { doctorId, localDate, from: '09:00', to: '15:40' });
    expect(slots).toHaveLength(slotsOfRound);
    const wishes = tokens.map((token, client) => ({
      token,
      client,
      slotId: slots[client % slotsOfRound]?.id ?? 0,
    }));
    const taken = await Promise.all(
      wishes.map(async ({ token, client, slotId }) => {
        const server = servers[Math.floor(client / slotsOfRound) % servers.length] as BuiltServer;
        return { slotId, answer: await book(server.portal, token, slotId) };
      }),
    );
    answers.push(...taken);
  }
}

async function book(portal: string, token: string, slotId: number): Promise<Answer> {
  const response = await fetch(`${portal}/trpc/appointments.book`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      origin: portal,
      'sec-fetch-site': 'same-origin',
      cookie: `${sessions.cookieName('patient')}=${token}`,
    },
    body: JSON.stringify({ slotId, idempotencyKey: randomUUID() }),
  });
  const { result, error } = await response.json();
  return {
    status: response.status,
    reason: error?.data.reason,
    alternatives: error?.data.details?.alternatives,
    appointmentId: result?.data.appointment.id,
  };
}

describe('200 patients who want 20 slots at once, through two processes', () => {
  it('are answered, every one: a booking or a clean conflict', () => {
    const counts: Record<string, number> = {};
    for (const { answer } of answers) {
      const outcome = answer.reason ? `${answer.status} ${answer.reason}` : String(answer.status);
      counts[outcome] = (counts[outcome] ?? 0) + 1;
    }
    const won = slotsOfRound * rounds;
    expect(counts).toEqual({ 200: won, '409 slot-taken': clients * rounds - won });
  });

  it('leave each slot with exactly one winner, who is the one that was told so', async () => {
    const rows = await test.db.sql<{ slotId: number; ids: string[] }[]>`
      select slot_id as "slotId", array_agg(id::text) as ids from appointment group by slot_id`;
    const kept = new Map(rows.map(({ slotId, ids }) => [slotId, ids]));
    const told = answers.filter(({ answer }) => answer.appointmentId);
    expect(kept.size).toBe(slotsOfRound * rounds);
    expect(new Map(told.map(({ slotId, answer }) => [slotId, [answer.appointmentId]]))).toEqual(kept);
    const [slots] = await test.db.sql`
      select count(*) as n from slot where status = 'busy' and id = any(${[...kept.keys()]}::bigint[])`;
    expect(slots).toEqual({ n: kept.size });
  });

  it('are offered others when they lose', () => {
    const losers = answers.filter(({ answer }) => answer.status === 409);
    expect(losers.every(({ answer }) => answer.alternatives && answer.alternatives.length > 0)).toBe(true);
  });

  it('leave one event and one message for each booking, and none for those who lost', async () => {
    const rows = await test.db.sql`
      select (select count(*) from event e where e.appointment_id = a.id) as events,
        (select count(*) from notification n where n.appointment_id = a.id) as messages, count(*) as bookings
      from appointment a group by 1, 2`;
    expect(rows).toEqual([{ events: 1, messages: 1, bookings: slotsOfRound * rounds }]);
    const [strays] = await test.db.sql`
      select count(*) as n from event where type like 'appointment.%' and appointment_id not in (select id from appointment)`;
    expect(strays).toEqual({ n: 0 });
  });

  it('cost no server an error, and the database no deadlock', async () => {
    const codes = await Promise.all(servers.map((server) => server.stop()));
    expect(codes).toEqual([0, 0]);
    expect(servers.map((server) => server.log()).join('')).toBe('');
    // Counted when a connection ends, so it is asked after the servers'.
    const [stats] = await test.db
      .sql`select deadlocks from pg_stat_database where datname = current_database()`;
    expect(stats).toEqual({ deadlocks: 0 });
  });
});
