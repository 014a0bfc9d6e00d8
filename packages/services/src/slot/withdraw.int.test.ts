import type { Sql } from '@vitalmed/db';
import { givenSchedule } from '@vitalmed/db/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { undoOpening } from '../schedule/undo-opening.ts';
import { openClinic } from '../testing/clinic.ts';
import { release, withdraw } from './withdraw.ts';

let clinic: Awaited<ReturnType<typeof openClinic>>;

beforeAll(async () => {
  clinic = await openClinic();
});
afterAll(() => clinic.drop());

/** A morning with its first two slots blocked. */
async function blocked() {
  const { as, db, secretary } = clinic;
  const { schedule, slots } = await givenSchedule(db);
  const slotIds = slots.slice(0, 2).map(({ id }) => id);
  expect(await withdraw(as(secretary), { slotIds, reason: 'Reunión' })).toMatchObject({ withdrawn: 2 });
  const statuses = async () => {
    const rows = await db.sql<{ status: string }[]>`
      select status from slot where id = any(${slotIds}::bigint[]) order by id`;
    return rows.map(({ status }) => status);
  };
  return { schedule, slotIds, statuses };
}

const waitingForLocks = async () => {
  const [row] = await clinic.db.sql<[{ n: number }]>`
    select count(*) as n from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
  return row.n;
};

describe('giving blocked slots back', () => {
  it('frees them, once', async () => {
    const { as, secretary } = clinic;
    const { slotIds, statuses } = await blocked();
    expect(await release(as(secretary), { slotIds })).toEqual({ ok: true, released: 2 });
    expect(await statuses()).toEqual(['free', 'free']);
    expect(await release(as(secretary), { slotIds })).toEqual({ ok: true, released: 0 });
  });

  it('frees none of an opening that was taken back', async () => {
    const { as, secretary } = clinic;
    const { schedule, slotIds, statuses } = await blocked();
    await undoOpening(as(secretary), { scheduleIds: [schedule.id] });
    expect(await release(as(secretary), { slotIds })).toEqual({ ok: true, released: 0 });
    expect(await statuses()).toEqual(['withdrawn', 'withdrawn']);
  });

  it('frees none of an opening that is taken back at the same moment', async () => {
    const { as, db, secretary } = clinic;
    const { schedule, slotIds, statuses } = await blocked();
    const released = await db.sql.begin(async (sql) => {
      const undoing = { ...as(secretary), db: { ...db, sql: sql as unknown as Sql } };
      expect(await undoOpening(undoing, { scheduleIds: [schedule.id] })).toMatchObject({ removed: 1 });
      const answer = release(as(secretary), { slotIds });
      await expect.poll(waitingForLocks).toBe(1);
      return { answer };
    });
    expect(await released.answer).toEqual({ ok: true, released: 0 });
    expect(await statuses()).toEqual(['withdrawn', 'withdrawn']);
  });
});
