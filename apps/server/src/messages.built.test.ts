import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTestDatabase, givenAppointment, type TestDatabase } from '@vitalmed/db/testing';
import { readMailbox } from '@vitalmed/emails';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { type BuiltServer, startBuiltServer } from './testing/built-server.ts';

let test: TestDatabase;
let folder: string;
let server: BuiltServer;

beforeAll(async () => {
  test = await createTestDatabase();
  folder = mkdtempSync(join(tmpdir(), 'vitalmed-messages-'));
  server = await startBuiltServer({ databaseUrl: test.url, dataDir: folder, worker: 'on' });
});
afterAll(async () => {
  await server.stop();
  await test.drop();
  rmSync(folder, { recursive: true, force: true });
});

it('sends what is owed from its own thread, and stops in order', async () => {
  const id = randomUUID();
  const appointment = await givenAppointment(test.db);
  await test.db.sql`
    insert into notification (id, kind, recipient, appointment_id, revision)
    values (${id}, 'appointment-booked', 'martina@example.com', ${appointment.id}, 0)`;
  await vi.waitFor(async () => expect(await readMailbox(join(folder, 'mailbox'))).toMatchObject([{ id }]), {
    timeout: 30_000,
  });
  expect(await server.stop()).toBe(0);
  expect(server.log()).toBe('');
});
