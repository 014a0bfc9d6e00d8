import { randomUUID } from 'node:crypto';
import { createTestDatabase, givenAppointment, givenSchedule, type TestDatabase } from '@vitalmed/db/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { runStatement } from '../limits/statements.ts';
import { lastEvent } from './invariants.ts';
import { giveBack } from './tidy.ts';

let test: TestDatabase;
beforeAll(async () => {
  test = await createTestDatabase();
});
afterAll(() => test.drop());

it('puts what was moved back where it was, so that every round finds as much to move', async () => {
  const { db } = test;
  const { slots } = await givenSchedule(db);
  const [from, to] = slots.map(({ id }) => id);
  const { id: appointmentId, patientId, doctorId } = await givenAppointment(db, { slotId: from });
  for (let round = 0; round < 3; round += 1) {
    const since = await lastEvent(db);
    const [{ revision }] = await db.sql<[{ revision: number }]>`
      select revision from appointment where id = ${appointmentId}`;
    const subject = { patientId, doctorId };
    const move = {
      appointmentId,
      revision,
      slotId: to ?? 0,
      newId: randomUUID(),
      key: randomUUID(),
      subject,
    };
    expect(await runStatement(db, { kind: 'move', ...move })).toBe(1);
    await giveBack(db, since);
    const stands = await db.sql`
      select slot_id as "slotId", slot.status from appointment join slot on slot.id = slot_id
      where appointment.status = 'booked'`;
    expect(stands).toEqual([{ slotId: from, status: 'busy' }]);
    const [free] = await db.sql`select status from slot where id = ${to ?? 0}`;
    expect(free).toEqual({ status: 'free' });
  }
});
