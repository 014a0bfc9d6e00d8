import { afterEach, describe, expect, it } from 'vitest';
import { connect } from '../client.ts';
import { appointmentStatus } from '../schema/index.ts';
import { createTestDatabase, givenAppointment, givenSchedule, type TestDatabase } from './index.ts';

const databases: TestDatabase[] = [];

afterEach(async () => {
  await Promise.all(databases.splice(0).map((database) => database.drop()));
});

async function newDatabase(): Promise<TestDatabase> {
  const database = await createTestDatabase();
  databases.push(database);
  return database;
}

describe('a test database', () => {
  it('is migrated, empty, and nobody else’s', async () => {
    const [one, other] = await Promise.all([newDatabase(), newDatabase()]);
    await givenAppointment(one.db);
    expect(await one.db.sql`select count(*) as n from appointment`).toEqual([{ n: 1 }]);
    expect(await other.db.sql`select count(*) as n from appointment`).toEqual([{ n: 0 }]);
  });

  it('is gone after drop, though others are connected', async () => {
    const observer = await newDatabase();
    const { url, drop } = await createTestDatabase();
    const another = connect(url, { poolSize: 1 });
    await another.sql`select 1`;
    await drop();
    await another.close();
    const name = new URL(url).pathname.slice(1);
    expect(await observer.db.sql`select 1 from pg_database where datname = ${name}`).toEqual([]);
  });
});

describe('the factories', () => {
  it('make appointments of every status that the database accepts', async () => {
    const { db } = await newDatabase();
    for (const status of appointmentStatus.enumValues) {
      const appointment = await givenAppointment(db, { status });
      expect(appointment.status).toBe(status);
      const [slot] = await db.sql`select status from slot where id = ${appointment.slotId}`;
      expect(slot).toEqual({ status: status === 'cancelled' ? 'free' : 'busy' });
    }
  });

  it('cut a schedule into slots in the time of its site', async () => {
    const { db } = await newDatabase();
    const { schedule, slots } = await givenSchedule(db, { from: '14:00', to: '15:00', slotMinutes: 30 });
    expect(schedule.startsAt).toEqual(new Date('2030-06-03T17:00:00Z'));
    expect(slots.map((slot) => slot.startsAt.toISOString())).toEqual([
      '2030-06-03T17:00:00.000Z',
      '2030-06-03T17:30:00.000Z',
    ]);
  });
});
