import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { refusedBy } from '../refusal.ts';
import { createTestDatabase, givenRoom, givenSchedule, type TestDatabase } from '../testing/index.ts';

let test: TestDatabase;

beforeAll(async () => {
  test = await createTestDatabase();
});
afterAll(() => test.drop());

/** The constraint that refused the write; null when it was written. */
const refusalOf = (write: PromiseLike<unknown>) => Promise.resolve(write).then(() => null, refusedBy);

describe('a rectangle of time', () => {
  it('overlaps another exactly when both are of the same and their ranges share a microsecond', async () => {
    const rows = await test.db.sql`
      with stretch as (
        select who, base + a * interval '1 microsecond' as from, base + b * interval '1 microsecond' as until
        from unnest(array[1, 2, 2147483647]) who,
          unnest(array['1999-12-31T23:59:59.999999Z', '2030-06-03T12:00Z', '2068-02-29T00:00:00.5Z', '2120-01-01Z']::timestamptz[]) base,
          unnest(array[0, 1, 2, 3, 1200000000]) a, unnest(array[1, 2, 3, 4, 1200000000, 1200000001]) b
        where a < b
      )
      select count(*) filter (where told) as overlapping, count(*) filter (where told <> meant) as wrong
      from (
        select held_box(one.who, one.from, one.until) && held_box(other.who, other.from, other.until) as told,
          one.who = other.who and tstzrange(one.from, one.until) && tstzrange(other.from, other.until) as meant
        from stretch one, stretch other
      ) pair`;
    expect(rows).toEqual([{ overlapping: expect.any(Number), wrong: 0 }]);
    expect(rows[0]?.overlapping).toBeGreaterThan(1_000);
  });
});

describe('the slots of a doctor', () => {
  const addSlot = (like: number, during: { from: string; until: string; doctorId?: number }) =>
    refusalOf(test.db.sql`
      insert into slot (schedule_id, doctor_id, specialty_id, site_id, local_date, starts_at, ends_at)
      select schedule_id, coalesce(${during.doctorId ?? null}, doctor_id), specialty_id, site_id, local_date,
        starts_at + ${during.from}::interval, starts_at + ${during.until}::interval
      from slot where id = ${like}`);

  it('may touch but never overlap, by a microsecond or by hours', async () => {
    const { slots } = await givenSchedule(test.db, { from: '09:00', to: '09:20' });
    const id = slots[0]?.id ?? 0;
    expect(await addSlot(id, { from: '20 minutes', until: '40 minutes' })).toBeNull();
    expect(await addSlot(id, { from: '-20 minutes', until: '0' })).toBeNull();
    for (const during of [
      { from: '0', until: '20 minutes' },
      { from: '39 minutes 59.999999 seconds', until: '1 hour' },
      { from: '-1 hour', until: '-19 minutes -59.999999 seconds' },
      { from: '-3 hours', until: '3 hours' },
    ]) {
      expect(await addSlot(id, during)).toBe('slot_doctor_overlap');
    }
  });

  it('overlap those of another, and those that were withdrawn', async () => {
    const { slots } = await givenSchedule(test.db, { from: '09:00', to: '09:20' });
    const other = await givenSchedule(test.db, { from: '15:00', to: '15:20' });
    const id = slots[0]?.id ?? 0;
    const same = { from: '0', until: '20 minutes' };
    expect(await addSlot(id, { ...same, doctorId: other.schedule.doctorId })).toBeNull();
    await test.db.sql`update slot set status = 'withdrawn', withdrawn_reason = 'Licencia' where id = ${id}`;
    expect(await addSlot(id, same)).toBeNull();
    expect(
      await refusalOf(test.db.sql`update slot set status = 'free', withdrawn_reason = null where id = ${id}`),
    ).toBe('slot_doctor_overlap');
  });
});

describe('a room', () => {
  it('holds one published schedule at a time', async () => {
    const room = await givenRoom(test.db);
    const there = { siteId: room.siteId, roomId: room.id };
    const { schedule } = await givenSchedule(test.db, { ...there, from: '09:00', to: '12:00' });
    expect(await refusalOf(givenSchedule(test.db, { ...there, from: '12:00', to: '13:00' }))).toBeNull();
    expect(await refusalOf(givenSchedule(test.db, { ...there, from: '11:40', to: '12:00' }))).toBe(
      'schedule_room_overlap',
    );
    await test.db.sql`update schedule set status = 'suspended' where id = ${schedule.id}`;
    expect(await refusalOf(givenSchedule(test.db, { ...there, from: '11:40', to: '12:00' }))).toBeNull();
  });
});
