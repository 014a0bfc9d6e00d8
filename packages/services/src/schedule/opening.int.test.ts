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
    without: [],
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

  it('put each doctor where they attended last, so that none is in another’s way', async () => {
    const { as, db, secretary } = clinic;
    const { request, doctor, press } = await morning();
    const colleague = await givenDoctor(db, { lastName: 'Ríos' });
    const { id: otherRoom } = await givenRoom(db, { siteId: request.siteId });
    const newcomer = await givenDoctor(db);
    await open(as(secretary), press());
    await open(as(secretary), { ...press(), doctorIds: [colleague.id], roomId: otherRoom });
    const all = {
      ...request,
      doctorIds: [doctor.id, colleague.id, newcomer.id],
      dates: ['2030-06-11'],
      roomId: 'usual' as const,
    };
    const preview = await previewOpening(as(secretary), all);
    expect(preview).toMatchObject({ ok: true, totalClashes: 0 });
    const rooms = new Map([
      [doctor.id, request.roomId],
      [colleague.id, otherRoom],
      [newcomer.id, null],
    ]);
    expect(preview.ok && new Map(preview.schedules.map((item) => [item.doctorId, item.roomId]))).toEqual(
      rooms,
    );
    expect(await open(as(secretary), { ...all, idempotencyKey: randomUUID() })).toMatchObject({ ok: true });
    const kept = await db.sql<{ doctorId: number; roomId: number | null }[]>`
      select doctor_id as "doctorId", room_id as "roomId" from schedule where local_date = '2030-06-11'`;
    expect(new Map(kept.map(({ doctorId, roomId }) => [doctorId, roomId]))).toEqual(rooms);
    // What stands in a usual room is in the way as in any other.
    const intruder = await givenDoctor(db);
    const there = { ...request, doctorIds: [intruder.id], dates: ['2030-06-12'] };
    await open(as(secretary), { ...there, idempotencyKey: randomUUID() });
    const again = await previewOpening(as(secretary), { ...all, dates: ['2030-06-12'] });
    expect(again).toMatchObject({ totalClashes: 1 });
    const without = [{ doctorId: doctor.id, date: '2030-06-12' }];
    const rest = await previewOpening(as(secretary), { ...all, dates: ['2030-06-12'], without });
    expect(rest).toMatchObject({ totalClashes: 0 });
    const left = rest.ok ? rest.schedules.map(({ doctorId }) => doctorId) : [];
    expect(left.sort()).toEqual([colleague.id, newcomer.id].sort());
  });

  it('reach until midnight, the last slot too', async () => {
    const { as, db, secretary } = clinic;
    const { request, press } = await morning();
    const ranges = [{ from: '23:00', to: '24:00' }];
    expect(await open(as(secretary), { ...press(), ranges })).toMatchObject({ ok: true, slots: 3 });
    const [last] = await db.sql`
      select local_date::text as date, (ends_at at time zone 'America/Argentina/Buenos_Aires')::text as ends from slot
      where doctor_id = ${request.doctorIds[0] ?? 0} order by starts_at desc limit 1`;
    expect(last).toEqual({ date: '2030-06-03', ends: '2030-06-04 00:00:00' });
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
