import { randomUUID } from 'node:crypto';
import { givenDoctor, givenRoom, givenSite, testDate } from '@vitalmed/db/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openClinic } from '../testing/clinic.ts';
import { open } from './open.ts';
import { previewOpening } from './preview.ts';
import { undoOpening } from './undo-opening.ts';

let clinic: Awaited<ReturnType<typeof openClinic>>;

beforeAll(async () => {
  clinic = await openClinic();
});
afterAll(() => clinic.drop());

/** A new doctor's morning at a new site, nine slots of twenty minutes. */
async function morning() {
  const { db } = clinic;
  const { id: siteId } = await givenSite(db);
  const { id: roomId } = await givenRoom(db, { siteId });
  const doctor = await givenDoctor(db);
  const request = {
    doctorIds: [doctor.id],
    dates: [testDate],
    ranges: [{ from: '09:00', to: '12:00' }],
    slotMinutes: 20,
    siteId,
    roomId,
    specialtyId: null,
  };
  return { request, doctor, press: () => ({ ...request, idempotencyKey: randomUUID() }) };
}

describe('opening agendas', () => {
  it('creates exactly what the preview showed', async () => {
    const { as, db, secretary } = clinic;
    const { request, press } = await morning();
    const week = { ...press(), dates: ['2030-06-03', '2030-06-04', '2030-06-05'] };
    const preview = await previewOpening(as(secretary), { ...request, dates: week.dates });
    expect(preview).toMatchObject({ ok: true, totalSlots: 27, totalClashes: 0 });
    const opened = await open(as(secretary), week);
    expect(opened).toMatchObject({ ok: true, slots: 27, schedules: [{}, {}, {}] });
    const [row] = await db.sql`select count(*) as n from slot where doctor_id = ${request.doctorIds[0] ?? 0}`;
    expect(row?.n).toBe(27);
  });

  it('opens nothing twice for one press, also when it is sent ten times at once', async () => {
    const { as, secretary } = clinic;
    const { press } = await morning();
    const pressed = press();
    const answers = await Promise.all(Array.from({ length: 10 }, () => open(as(secretary), pressed)));
    const ids = new Set(answers.map((answer) => (answer.ok ? answer.schedules[0]?.id : answer.reason)));
    expect([...ids]).toEqual([expect.any(Number)]);
  });

  it('names the doctor and the room that are taken, and opens nothing of the request', async () => {
    const { as, db, secretary } = clinic;
    const { request, press } = await morning();
    await open(as(secretary), press());
    const sameDoctor = await open(as(secretary), {
      ...press(),
      roomId: null,
      dates: [testDate, '2030-06-10'],
    });
    expect(sameDoctor).toMatchObject({
      ok: false,
      reason: 'schedule-clash',
      details: { clashes: [{ kind: 'doctor-busy', from: '09:00', to: '12:00' }] },
    });
    const colleague = await givenDoctor(db, { lastName: 'Ríos' });
    const sameRoom = await open(as(secretary), { ...press(), doctorIds: [colleague.id] });
    expect(sameRoom).toMatchObject({
      reason: 'schedule-clash',
      details: { clashes: [{ kind: 'room-busy' }] },
    });
    const [row] = await db.sql`select count(*) as n from schedule where site_id = ${request.siteId}`;
    expect(row?.n).toBe(1);
  });

  it('has one winner when two secretaries open the same morning at once', async () => {
    const { as, secretary } = clinic;
    const { press } = await morning();
    const answers = await Promise.all([open(as(secretary), press()), open(as(secretary), press())]);
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    expect(answers.find(({ ok }) => !ok)).toMatchObject({ reason: 'schedule-clash' });
  });

  it('is undone while nobody has taken a slot, and gives its time back', async () => {
    const { as, secretary } = clinic;
    const { press } = await morning();
    const opened = await open(as(secretary), press());
    const scheduleIds = opened.ok ? opened.schedules.map(({ id }) => id) : [];
    expect(await undoOpening(as(secretary), { scheduleIds })).toMatchObject({ ok: true, removed: 1 });
    expect(await open(as(secretary), press())).toMatchObject({ ok: true, slots: 9 });
  });

  it('stays when somebody has a slot of it', async () => {
    const { as, bookedAtDesk, db, secretary } = clinic;
    const { press } = await morning();
    const opened = await open(as(secretary), press());
    const scheduleIds = opened.ok ? opened.schedules.map(({ id }) => id) : [];
    const [slot] = await db.sql`select id from slot where schedule_id = ${scheduleIds[0] ?? 0} limit 1`;
    await bookedAtDesk(Number(slot?.id));
    expect(await undoOpening(as(secretary), { scheduleIds })).toMatchObject({ reason: 'has-appointments' });
  });
});
