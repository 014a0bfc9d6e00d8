import { randomUUID } from 'node:crypto';
import { addDays, weekday } from '@vitalmed/core';
import { today } from '../generate/network.ts';
import { runStatement } from '../limits/statements.ts';
import type { Lab } from '../run/lab.ts';
import { writeTargets } from '../scenarios/bookable.ts';

const columns = 20;
const booked = 400;

/** A slot that is still free, and somebody for it who has nothing else that day. */
export type FreeSlot = { slotId: number; patientId: string };
type FullDay = { date: string; cells: number; free: FreeSlot[] };

/** Nobody attends on Saturdays, so the whole day is the measurement's: thirty slots for each of twenty doctors. */
export async function fullSaturday({ db, network }: Lab): Promise<FullDay> {
  let date = addDays(today(new Date()), 7);
  while (weekday(date) !== 6) date = addDays(date, 1);
  for (let doctor = 0; doctor < columns; doctor++) {
    await runStatement(db, {
      kind: 'open-days',
      key: randomUUID(),
      doctorId: doctor + 1,
      specialtyId: (doctor % network.specialties) + 1,
      siteId: 1,
      dates: [date],
      ranges: [{ from: '08:00', to: '18:00' }],
    });
  }
  const slots = await db.sql<FreeSlot[]>`
    select id as "slotId", bench.id('patient', row_number() over (order by id)) as "patientId"
    from slot where local_date = ${date} and status = 'free' order by id`;
  const claims = slots.slice(0, booked);
  await writeTargets(
    db,
    claims.map(({ slotId, patientId }) => ({ slotId, patient: { patientId, cookie: '' } })),
  );
  for (let target = 0; target < claims.length; target++) await runStatement(db, { kind: 'claim', target });
  return { date, cells: slots.length, free: slots.slice(booked) };
}
