import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { connect, type Database } from '../client.ts';
import { createTestDatabase, givenSchedule, type TestDatabase } from '../testing/index.ts';
import { namesOfSlots } from './slot-names.ts';

let test: TestDatabase;
let doctorId: number;
/** Names are kept for each pool by itself. */
let db: Database;

beforeAll(async () => {
  test = await createTestDatabase();
  doctorId = (await givenSchedule(test.db)).schedule.doctorId;
});
beforeEach(() => {
  db = connect(test.url, { poolSize: 2 });
});
afterEach(async () => {
  vi.useRealTimers();
  await db.close();
});
afterAll(() => test.drop());

async function told(): Promise<string | undefined> {
  const { doctors } = await namesOfSlots(db, {
    doctorId: [doctorId, doctorId],
    specialtyId: [],
    siteId: [],
  });
  expect(doctors).toHaveLength(1);
  return doctors[0]?.name;
}

const rename = (name: string) => test.db.sql`update doctor set last_name = ${name} where id = ${doctorId}`;

it('tells a new name some seconds later, without anybody waiting for it', async () => {
  vi.useFakeTimers({ toFake: ['performance'] });
  await rename('Antes');
  expect(await told()).toBe('Dra. Ana Antes');
  await rename('Ahora');
  vi.advanceTimersByTime(4_999);
  expect(await told()).toBe('Dra. Ana Antes');
  vi.advanceTimersByTime(2);
  expect(await told()).toBe('Dra. Ana Antes');
  await vi.waitFor(async () => expect(await told()).toBe('Dra. Ana Ahora'));
});

it('tells no name of twice that age', async () => {
  vi.useFakeTimers({ toFake: ['performance'] });
  const before = await told();
  await rename('Mucho después');
  vi.advanceTimersByTime(10_001);
  expect(before).not.toBe('Dra. Ana Mucho después');
  expect(await told()).toBe('Dra. Ana Mucho después');
});

it('reads at once whoever is new', async () => {
  await told();
  const { schedule } = await givenSchedule(test.db);
  const { doctors, sites } = await namesOfSlots(db, {
    doctorId: [doctorId, schedule.doctorId],
    specialtyId: [schedule.specialtyId],
    siteId: [schedule.siteId],
  });
  expect(doctors.map(({ id }) => id)).toEqual([doctorId, schedule.doctorId]);
  expect(sites.map(({ id }) => id)).toEqual([schedule.siteId]);
});
