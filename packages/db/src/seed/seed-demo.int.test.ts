import { toLocal } from '@vitalmed/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, givenSite, type TestDatabase } from '../testing/index.ts';
import { timeZone } from './clinic.ts';
import { type SeedResult, seedDemo } from './index.ts';

const now = new Date('2026-08-05T13:20:00Z');
const options = { now, today: toLocal(now.getTime(), timeZone).date, passwordHash: '$argon2id$demo' };

let test: TestDatabase;
let result: SeedResult;

beforeAll(async () => {
  test = await createTestDatabase();
  result = await seedDemo(test.db, options);
});

afterAll(() => test.drop());

const count = async (rest: string) => {
  const [row] = await test.db.sql<{ n: number }[]>`select count(*) as n from ${test.db.sql.unsafe(rest)}`;
  return row?.n ?? Number.NaN;
};

describe('the demo', () => {
  it('has what it promises', () => {
    expect(result).toMatchObject({
      ok: true,
      counts: { sites: 2, rooms: 20, specialties: 6, doctors: 12, patients: 300 },
    });
  });

  it('counts what it wrote', async () => {
    const counts = result.ok ? result.counts : null;
    expect(await count('slot')).toBe(counts?.slots);
    expect(await count('appointment')).toBe(counts?.appointments);
    expect(await count('event')).toBe(counts?.events);
    expect(await count('schedule')).toBe(counts?.schedules);
  });

  it('reaches from eight weeks ago to three weeks ahead', async () => {
    const [row] = await test.db.sql`select min(local_date) as first, max(local_date) as last from schedule`;
    expect(row).toEqual({ first: '2026-06-10', last: '2026-08-26' });
  });

  it('is about two fifths booked ahead', async () => {
    const busy = await count(`slot where status = 'busy' and local_date > '${options.today}'`);
    const all = await count(`slot where local_date > '${options.today}'`);
    expect(busy / all).toBeGreaterThan(0.35);
    expect(busy / all).toBeLessThan(0.45);
  });

  it('shows every state in the past and every state that today can have', async () => {
    const states = async (when: string) =>
      (
        await test.db.sql<{ status: string }[]>`
          select distinct status::text from appointment where ${test.db.sql.unsafe(when)} order by 1`
      ).map(({ status }) => status);
    expect(await states(`local_date < '${options.today}'`)).toEqual(['cancelled', 'completed', 'no_show']);
    expect(await states(`local_date = '${options.today}'`)).toEqual(
      expect.arrayContaining(['arrived', 'booked', 'completed', 'in_consultation', 'no_show']),
    );
    expect(await states(`local_date > '${options.today}'`)).toEqual(['booked', 'cancelled']);
  });

  it('lets its people sign in', async () => {
    const rows = await test.db.sql`
      select email, role::text, password_hash as hash from "user"
      where email in ('admin@vitalmed.test', 'secretaria@vitalmed.test', 'perez@vitalmed.test', 'paciente@vitalmed.test')
      order by "user".role`;
    const hash = options.passwordHash;
    expect(rows).toEqual([
      { email: 'paciente@vitalmed.test', role: 'patient', hash },
      { email: 'secretaria@vitalmed.test', role: 'secretary', hash },
      { email: 'perez@vitalmed.test', role: 'doctor', hash },
      { email: 'admin@vitalmed.test', role: 'admin', hash },
    ]);
    const [perez] = await test.db.sql`
      select doctor.title, doctor.last_name, specialty.name from doctor
      join "user" on "user".id = doctor.user_id join doctor_specialty on doctor_id = doctor.id
      join specialty on specialty.id = specialty_id where email = 'perez@vitalmed.test'`;
    expect(perez).toEqual({ title: 'Dr.', last_name: 'Pérez', name: 'Cardiología' });
  });

  it('has a history of each appointment that is as long as its revision says', async () => {
    expect(
      await count(
        `appointment a where revision + 1 <> (select count(*) from event where appointment_id = a.id)`,
      ),
    ).toBe(0);
    expect(await count(`event where at > '${now.toISOString()}'`)).toBe(0);
    expect(
      await count(`(select at, lag(at) over (order by id) as before from event) e where at < before`),
    ).toBe(0);
  });

  it('marks exactly the slots of standing appointments as busy', async () => {
    expect(
      await count(`slot where (status = 'busy') <> exists (
        select from appointment a where a.slot_id = slot.id and a.status <> 'cancelled')`),
    ).toBe(0);
  });

  it('owes no mail', async () => {
    expect(await count(`notification where status = 'pending'`)).toBe(0);
    expect(await count(`notification where status = 'sent'`)).toBeGreaterThan(1_000);
  });
});

describe('a database that holds something', () => {
  it('is refused and left as it was', async () => {
    const before = await count('event');
    expect(await seedDemo(test.db, options)).toEqual({ ok: false, reason: 'not-empty' });
    expect(await count('event')).toBe(before);
    expect(await count('patient')).toBe(300);
  });

  it('is refused even when it is a single site', async () => {
    const other = await createTestDatabase();
    await givenSite(other.db);
    expect(await seedDemo(other.db, options)).toEqual({ ok: false, reason: 'not-empty' });
    await other.drop();
  });

  it('is what the second of two simultaneous seeds finds', async () => {
    const other = await createTestDatabase();
    const results = await Promise.all([seedDemo(other.db, options), seedDemo(other.db, options)]);
    expect(results.map(({ ok }) => ok).sort()).toEqual([false, true]);
    await other.drop();
  });
});
