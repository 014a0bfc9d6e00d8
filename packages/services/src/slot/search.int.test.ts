import { namedSlots } from '@vitalmed/core';
import { createTestDatabase, givenSchedule, type TestDatabase } from '@vitalmed/db/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { saturday } from '../testing/clinic.ts';
import { serviceContext } from '../testing/service-context.ts';
import { findSlots, slotsOverview } from './search.ts';

const monday = '2030-06-03';
const tuesday = '2030-06-04';

let clinic: TestDatabase;
/** Of the doctor who attends on both days, Tuesday's at 8 before everybody else's. */
let busy: { doctorId: number; siteId: number };

beforeAll(async () => {
  clinic = await createTestDatabase();
  const { db } = clinic;
  // 36 an hour and doctor: more on Monday than anybody counts.
  const morning = { localDate: monday, from: '09:00', to: '12:00', slotMinutes: 5 };
  const { schedule } = await givenSchedule(db, morning);
  busy = schedule;
  await givenSchedule(db, morning);
  await givenSchedule(db, morning);
  const { doctorId, siteId } = schedule;
  const alone = { doctorId, siteId, localDate: tuesday, from: '08:00', to: '09:00', slotMinutes: 20 };
  const { slots } = await givenSchedule(db, alone);
  await db.sql`update slot set status = 'busy' where id = ${slots[0]?.id ?? 0}`;
});
afterAll(() => clinic.drop());

const search = () => serviceContext(clinic.db, { now: saturday });
const daysOf = async (filter: object, now = saturday) => {
  const found = await slotsOverview({ ...search(), now }, { days: 14, ...filter });
  return found.ok ? found.days : found.reason;
};

describe('a search of the whole clinic', () => {
  it('names every day with room, and counts no further than anybody reads', async () => {
    expect(await daysOf({})).toEqual([
      { date: monday, free: 100 },
      { date: tuesday, free: 2 },
    ]);
  });

  it('opens the first day', async () => {
    const found = await slotsOverview(search(), { days: 14 });
    expect(found).toMatchObject({ first: { date: monday }, nextDate: null });
    expect(found.ok && found.first?.slots.id).toHaveLength(108);
  });

  it('leaves out what has begun, and days that are over', async () => {
    expect(await daysOf({}, new Date('2030-06-03T14:40:00Z'))).toEqual([
      { date: monday, free: 9 },
      { date: tuesday, free: 2 },
    ]);
    expect(await daysOf({}, new Date('2030-06-03T15:00:00Z'))).toEqual([{ date: tuesday, free: 2 }]);
  });

  it('says when the next is where the days asked for have none', async () => {
    const found = await slotsOverview(search(), { days: 1, from: '2030-06-02' });
    expect(found).toMatchObject({ days: [], first: null, nextDate: monday });
  });

  it('finds the soonest, whoever attends', async () => {
    const [soonest, later] = await Promise.all([
      findSlots(search(), { limit: 1 }),
      findSlots({ ...search(), now: new Date('2030-06-03T15:30:00Z') }, { limit: 5 }),
    ]);
    expect(soonest).toMatchObject({ slots: { startsAt: ['2030-06-03T12:00:00+00:00'] } });
    expect(later.ok && later.slots.date).toEqual([tuesday, tuesday]);
  });
});

describe('what a search finds', () => {
  it('names each doctor, specialty and site once, however many slots they have', async () => {
    const found = await findSlots(search(), { limit: 100 });
    if (!found.ok) throw new Error(found.reason);
    expect([found.slots.id.length, found.doctors.id.length, found.specialties.id.length]).toEqual([
      100, 3, 3,
    ]);
    expect(namedSlots(found).map(({ doctor }) => doctor.id)).toEqual(found.slots.doctorId);
  });

  it('is as many as were asked for', async () => {
    for (const limit of [1, 7, 60]) {
      const found = await findSlots(search(), { ...busy, limit });
      expect(found.ok && found.slots.id).toHaveLength(Math.min(limit, 38));
    }
  });
});

describe('a search that narrows', () => {
  it.each([
    ['to a doctor', () => ({ doctorId: busy.doctorId })],
    ['to a site', () => ({ siteId: busy.siteId })],
  ])('%s counts to the end', async (_, filter) => {
    expect(await daysOf(filter())).toEqual([
      { date: monday, free: 36 },
      { date: tuesday, free: 2 },
    ]);
  });
});

describe('beyond the days that a search shows', () => {
  it('says when the next is, up to the last that may be booked', async () => {
    const first = { localDate: '2030-06-20', from: '09:00', to: '10:00', slotMinutes: 20 };
    const { schedule } = await givenSchedule(clinic.db, first);
    const { doctorId, siteId } = schedule;
    const days = (from?: string) => slotsOverview(search(), { days: 28, from, doctorId });
    expect(await days()).toMatchObject({ first: { date: '2030-06-20' }, nextDate: null });
    // 60 and 120 days after the search.
    await givenSchedule(clinic.db, { ...first, doctorId, siteId, localDate: '2030-07-31' });
    await givenSchedule(clinic.db, { ...first, doctorId, siteId, localDate: '2030-09-29' });
    expect(await days()).toMatchObject({ first: { date: '2030-06-20' }, nextDate: '2030-07-31' });
    expect(await days('2030-07-31')).toMatchObject({ first: { date: '2030-07-31' }, nextDate: null });
  });
});
