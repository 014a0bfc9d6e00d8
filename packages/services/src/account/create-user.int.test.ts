import { createTestDatabase, givenDoctor, givenUser, type TestDatabase } from '@vitalmed/db/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serviceContext } from '../testing/service-context.ts';
import { createUser, createUserInput } from './create-user.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

let last = 0;
const form = (overrides: Record<string, unknown> = {}) => {
  last += 1;
  return createUserInput.parse({
    role: 'secretary',
    email: `Nueva${last}@Example.com`,
    firstName: 'Lucía',
    lastName: 'Benítez',
    password: 'mate amargo y bizcochos',
    locale: 'es-AR',
    ...overrides,
  });
};
const commandLine = () => serviceContext(database.db, { actor: { kind: 'system', job: 'command-line' } });

describe('creating an account of the staff', () => {
  it('is for the command line and administrators', async () => {
    const admin = await givenUser(database.db, { role: 'admin' });
    const byAdmin = serviceContext(database.db, { actor: { kind: 'admin', userId: admin.id } });
    expect(await createUser(commandLine(), form())).toMatchObject({
      ok: true,
      user: { email: 'nueva1@example.com' },
    });
    const made = await createUser(byAdmin, form());
    expect(made).toMatchObject({ ok: true });
    const events = await database.db.sql`select type, data from event where actor_id = ${admin.id}`;
    expect(events).toEqual([
      { type: 'account.created', data: { userId: made.ok && made.user.id, role: 'secretary' } },
    ]);
  });

  it.each([
    [{ kind: 'anonymous' } as const, 'session-required'],
    [{ kind: 'secretary', userId: '0198c0de-7a10-7c3e-9d55-2f6b8f1f6a01' } as const, 'forbidden'],
    [{ kind: 'patient', userId: 'u', patientId: 'p' } as const, 'forbidden'],
    [{ kind: 'doctor', userId: 'u', doctorId: 1 } as const, 'forbidden'],
  ])('is refused to %j', async (actor, reason) => {
    expect(await createUser(serviceContext(database.db, { actor }), form())).toEqual({ ok: false, reason });
  });

  it('refuses an e-mail that a colleague has', async () => {
    const input = form();
    await createUser(commandLine(), input);
    expect(await createUser(commandLine(), input)).toMatchObject({
      reason: 'bad-input',
      details: { fields: { email: 'taken' } },
    });
  });

  it('gives a doctor the one account that signs them in', async () => {
    const doctor = await givenDoctor(database.db);
    const input = form({ role: 'doctor', doctorId: doctor.id });
    const made = await createUser(commandLine(), input);
    const [row] = await database.db.sql`select user_id from doctor where id = ${doctor.id}`;
    expect(made.ok && made.user.id).toBe(row?.user_id);
    const again = form({ role: 'doctor', doctorId: doctor.id });
    expect(await createUser(commandLine(), again)).toEqual({ ok: false, reason: 'not-found' });
    expect(await database.db.sql`select 1 from "user" where email = ${again.email}`).toHaveLength(0);
  });

  it('never makes a patient or somebody without a role', () => {
    expect(() => form({ role: 'patient' })).toThrow();
    expect(() => form({ role: 'doctor' })).toThrow();
  });
});
