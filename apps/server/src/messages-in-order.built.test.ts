import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSessions } from '@vitalmed/auth';
import { addDays, utcDate } from '@vitalmed/core';
import {
  createTestDatabase,
  givenPatient,
  givenSchedule,
  givenUser,
  type TestDatabase,
} from '@vitalmed/db/testing';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type BuiltServer, startBuiltServer } from './testing/built-server.ts';
import { startMailProvider } from './testing/mail-provider.ts';

let test: TestDatabase;
let folder: string;
let provider: Awaited<ReturnType<typeof startMailProvider>>;
let servers: BuiltServer[];

beforeAll(async () => {
  test = await createTestDatabase();
  folder = mkdtempSync(join(tmpdir(), 'vitalmed-in-order-'));
  provider = await startMailProvider();
  const env = { RESEND_API_KEY: 're_test', RESEND_BASE_URL: provider.url, DESK_WAIT_SECONDS: '2' };
  const shared = { databaseUrl: test.url, dataDir: folder, worker: 'on' as const, env };
  servers = await Promise.all([startBuiltServer(shared), startBuiltServer(shared)]);
}, 120_000);
afterAll(async () => {
  await Promise.all(servers.map((server) => server.stop()));
  provider.stop();
  await test.drop();
  rmSync(folder, { recursive: true, force: true });
});

type Turno = { id: string; revision: number };

/** Somebody who is signed in, and whose calls go to the two processes in turn. */
async function givenCaller(role: 'patient' | 'secretary') {
  const sessions = createSessions(test.db.sql, { secure: false });
  const user = await givenUser(test.db, { role });
  const patient = role === 'patient' && (await givenPatient(test.db, { userId: user.id, email: user.email }));
  const realm = role === 'patient' ? 'patient' : 'backoffice';
  const started = await sessions.start({ userId: user.id, passwordHash: user.passwordHash, realm });
  let calls = 0;
  const call = async (path: string, input: object): Promise<Turno> => {
    const server = servers[calls++ % servers.length] as BuiltServer;
    const origin = `http://localhost:${server.ports[role === 'patient' ? 0 : 1]}`;
    const response = await fetch(`${origin}/trpc/${path}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        origin,
        'sec-fetch-site': 'same-origin',
        cookie: `${sessions.cookieName(realm)}=${started?.token}`,
      },
      body: JSON.stringify(input),
    });
    const { result, error } = await response.json();
    if (error) throw new Error(`${path}: ${error.data.reason}`);
    return result.data.appointment;
  };
  return { call, patientId: patient ? patient.id : '' };
}

const givenHours = async () => {
  const { slots } = await givenSchedule(test.db, { localDate: addDays(utcDate(Date.now()), 3) });
  return slots.map(({ id }) => id) as [number, number, ...number[]];
};

const until = (check: () => void) => vi.waitFor(check, { timeout: 30_000, interval: 20 });

describe('what a patient is told, by two processes', () => {
  it('comes in the order in which it happened, though the provider was away for a while', async () => {
    const [slotId] = await givenHours();
    const { call } = await givenCaller('patient');
    const booked = await call('appointments.book', { slotId, idempotencyKey: randomUUID() });
    await until(() => expect(provider.subjects()).toHaveLength(1));

    provider.goAway();
    await call('appointments.cancel', { id: booked.id, revision: booked.revision, reason: 'cannot-attend' });
    await until(() => expect(provider.refused()).toBeGreaterThan(0));
    provider.comeBack();
    await call('appointments.book', { slotId, idempotencyKey: randomUUID() });

    await until(() => expect(provider.subjects()).toHaveLength(3));
    expect(provider.subjects()).toEqual([
      expect.stringMatching(/^Tu turno: /),
      expect.stringMatching(/^Turno cancelado/),
      expect.stringMatching(/^Tu turno: /),
    ]);
  });

  it('is one mail of what the desk moved, moved back and moved again, and none of what it booked and took back', async () => {
    const before = provider.subjects().length;
    const [nine, ten, eleven = 0, twelve = 0] = await givenHours();
    const { call: asPatient, patientId } = await givenCaller('patient');
    const { call } = await givenCaller('secretary');
    const booked = await asPatient('appointments.book', { slotId: nine, idempotencyKey: randomUUID() });
    await until(() => expect(provider.subjects()).toHaveLength(before + 1));

    const move = ({ id, revision }: Turno, slotId: number) =>
      call('appointments.reschedule', { id, revision, slotId, idempotencyKey: randomUUID() });
    await move(await move(await move(booked, ten), nine), eleven);
    const request = { slotId: twelve, patientId, channel: 'phone', idempotencyKey: randomUUID() };
    const { id, revision } = await call('appointments.book', request);
    await call('appointments.cancel', { id, revision, reason: 'administrative', notify: true });

    await vi.waitFor(
      async () => {
        const waiting = await test.db.sql`select from notification where status = 'pending'`;
        expect(waiting).toHaveLength(0);
      },
      { timeout: 30_000, interval: 50 },
    );
    expect(provider.subjects().slice(before + 1)).toEqual([expect.stringMatching(/^Turno cambiado: /)]);
  });
});
