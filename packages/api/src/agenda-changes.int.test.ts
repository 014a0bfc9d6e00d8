import { randomUUID } from 'node:crypto';
import { givenSchedule } from '@vitalmed/db/testing';
import type { AgendaChanges, AgendaDay, AgendaSlot } from '@vitalmed/services';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { call } from './testing/call.ts';
import { givenBooking } from './testing/given-booking.ts';
import { type DoctorPerson, givenPatientPerson, givenPeople, type People } from './testing/people.ts';
import { openStream, type Stream } from './testing/stream.ts';
import { startTestApi, type TestApi } from './testing/test-api.ts';

let api: TestApi;
let people: People;
const open: Stream[] = [];

beforeAll(async () => {
  api = await startTestApi();
  people = await givenPeople(api);
});
afterAll(() => api.stop());
afterEach(() => {
  for (const stream of open.splice(0)) stream.close();
  expect(api.faults).toEqual([]);
});

let days = 0;

/** A day of its own for each test: nine free slots of the doctor. */
async function givenDay(doctor: DoctorPerson) {
  days += 1;
  const date = `2030-06-${String(days + 2).padStart(2, '0')}`;
  const { slots } = await givenSchedule(api.db, { doctorId: doctor.doctorId, localDate: date });
  return { date, slotIds: slots.map(({ id }) => id) };
}

const aPatient = () => givenPatientPerson(api);
const atDesk = (path: string, input: unknown) =>
  call(api, 'backoffice', path, input, { token: people.secretary.token });

async function dayOf(input: { date: string; doctorIds?: number[] }): Promise<AgendaDay> {
  return (await atDesk('agenda.day', input)).data as AgendaDay;
}

async function watch(path: string, input: object, lastEventId?: number) {
  const { token } = people.secretary;
  const place = lastEventId === undefined ? undefined : String(lastEventId);
  const stream = await openStream(api, 'backoffice', path, { input, token, lastEventId: place });
  open.push(stream);
  return stream;
}

type Told = AgendaChanges & { kind: string };

/** The next message that tells of anything. */
async function told(stream: Stream): Promise<Told> {
  for (let message = await stream.next(); message; message = await stream.next()) {
    const data = message.data as Told | null;
    if (message.event === 'message' && data?.kind !== 'ready') return data as Told;
  }
  throw new Error(`The stream ended: ${stream.text()}`);
}

const cellOf = (day: AgendaDay, slotId: number | undefined): AgendaSlot | undefined =>
  day.columns.flatMap(({ slots }) => slots).find(({ id }) => id === slotId);

/** The place of a reading of the day that holds that booking. Other databases of the server may hold it back for a moment. */
async function readAfter(appointmentId: string, date: string): Promise<number> {
  const [{ txid }] = await api.db.sql<
    [{ txid: number }]
  >`select txid from event where appointment_id = ${appointmentId}`;
  const place = async () => (await dayOf({ date })).asOf;
  await expect.poll(place, { timeout: 20_000 }).toBeGreaterThan(txid);
  return place();
}

describe('whoever watches a day of the agenda', () => {
  it('is brought the changed cell alone, just as the day itself has it', async () => {
    const { date, slotIds } = await givenDay(people.doctor);
    const stream = await watch('agenda.dayChanges', { date });
    await givenBooking(api, slotIds[3], await aPatient());
    const { cells, columns, gone } = await told(stream);
    expect({ columns, gone }).toEqual({ columns: [], gone: [] });
    const day = await dayOf({ date });
    expect(cells).toEqual([{ doctor: day.columns[0]?.doctor, slot: cellOf(day, slotIds[3]) }]);
    expect(cells[0]?.slot.appointment).not.toBeNull();
  });

  it('hears of what was changed after it read the day and before it listened', async () => {
    const { date, slotIds } = await givenDay(people.doctor);
    const before = await dayOf({ date });
    const appointmentId = await givenBooking(api, slotIds[0], await aPatient());
    const stream = await watch('agenda.dayChanges', { date }, before.asOf);
    expect(await told(stream)).toMatchObject({ cells: [{ slot: { appointment: { id: appointmentId } } }] });
  });

  it('hears nothing of other days, doctors, specialties and sites', async () => {
    const { date, slotIds } = await givenDay(people.doctor);
    const elsewhere = await givenDay(people.doctor);
    const { slots: theirs } = await givenSchedule(api.db, {
      doctorId: people['other doctor'].doctorId,
      localDate: date,
    });
    const { doctorId, specialtyId } = people.doctor;
    const day = await dayOf({ date, doctorIds: [doctorId] });
    const siteId = day.columns[0]?.slots[0]?.site.id;
    const streams = await Promise.all([
      watch('agenda.dayChanges', { date, doctorIds: [doctorId] }),
      watch('agenda.dayChanges', { date, specialtyId }),
      watch('agenda.dayChanges', { date, siteId }),
      watch('agenda.changes', { from: date, to: date, siteId, doctorIds: [doctorId] }),
      watch('slots.changes', { from: date, to: date, siteId, doctorId }),
    ]);
    await givenBooking(api, elsewhere.slotIds[0], await aPatient());
    await givenBooking(api, theirs[0]?.id, await aPatient());
    const appointmentId = await givenBooking(api, slotIds[0], await aPatient());
    for (const stream of streams.slice(0, 3)) {
      expect(await told(stream)).toMatchObject({ cells: [{ slot: { appointment: { id: appointmentId } } }] });
    }
    expect(await streams[3]?.nextChanges()).toMatchObject({ changes: [{ appointmentId }] });
    expect(await streams[4]?.nextChanges()).toMatchObject({ changes: [{ kind: 'taken', date, doctorId }] });
  });

  it('is brought both cells of a move, and a slot that was blocked', async () => {
    const { date, slotIds } = await givenDay(people.doctor);
    const id = await givenBooking(api, slotIds[0], await aPatient());
    const { asOf } = await dayOf({ date });
    const move = { id, revision: 0, slotId: slotIds[5], idempotencyKey: randomUUID() };
    expect((await atDesk('appointments.reschedule', move)).status).toBe(200);
    await atDesk('slots.withdraw', { slotIds: [slotIds[8]], reason: 'Ausencia' });
    const stream = await watch('agenda.dayChanges', { date }, asOf);
    const seen = new Map<number | null, AgendaSlot>();
    while (seen.size < 3) for (const { slot } of (await told(stream)).cells) seen.set(slot.id, slot);
    const day = await dayOf({ date });
    for (const slotId of [slotIds[0], slotIds[5], slotIds[8]])
      expect(seen.get(slotId ?? 0)).toEqual(cellOf(day, slotId));
  });

  it('is brought a doctor’s whole day when it is opened, and told when nothing is left of it', async () => {
    days += 1;
    const date = `2030-06-${String(days + 2).padStart(2, '0')}`;
    const { doctorId } = people.doctor;
    const [{ id: siteId }] = await api.db.sql<[{ id: number }]>`select id from site limit 1`;
    const stream = await watch('agenda.dayChanges', { date });
    const opening = {
      doctorIds: [doctorId],
      dates: [date],
      ranges: [{ from: '09:00', to: '12:00' }],
      slotMinutes: 20,
      siteId,
      roomId: null,
      specialtyId: null,
      idempotencyKey: randomUUID(),
    };
    const opened = await atDesk('schedules.open', opening);
    expect(opened.status).toBe(200);
    expect((await told(stream)).columns).toEqual((await dayOf({ date })).columns);
    const schedules = await api.db.sql<{ id: number }[]>`select id from schedule where local_date = ${date}`;
    await atDesk('schedules.undoOpening', { scheduleIds: schedules.map(({ id }) => id) });
    expect((await told(stream)).columns).toMatchObject([{ doctor: { id: doctorId }, slots: [] }]);
  });

  it('is told of an overbooking that was given up, which leaves no cell', async () => {
    const { date, slotIds } = await givenDay(people.doctor);
    const id = await givenBooking(api, slotIds[0], await aPatient());
    await api.db.sql`update appointment set kind = 'overbook', slot_id = null where id = ${id}`;
    const stream = await watch('agenda.dayChanges', { date });
    const cancelled = await atDesk('appointments.cancel', {
      id,
      revision: 0,
      reason: 'patient-request',
      notify: false,
    });
    expect(cancelled.status).toBe(200);
    expect(await told(stream)).toMatchObject({ cells: [], gone: [id] });
  });

  it('hears nothing when somebody only looked', async () => {
    const { date, slotIds } = await givenDay(people.doctor);
    const id = await givenBooking(api, slotIds[0], await aPatient());
    const asOf = await readAfter(id, date);
    expect((await atDesk('appointments.get', { id })).status).toBe(200);
    const second = await givenBooking(api, slotIds[1], await aPatient());
    const stream = await watch('agenda.dayChanges', { date }, asOf);
    const ids = (await told(stream)).cells.map(({ slot }) => slot.appointment?.id);
    expect(ids).toEqual([second]);
  });

  it('is on record for whom it was shown by that, and for nobody else', async () => {
    const { date, slotIds } = await givenDay(people.doctor);
    const before = await givenBooking(api, slotIds[0], await aPatient());
    const shown = await aPatient();
    const stream = await watch('agenda.dayChanges', { date }, await readAfter(before, date));
    await givenBooking(api, slotIds[1], shown);
    await told(stream);
    const [look] = await api.db.sql<{ ids: string[]; actorId: string }[]>`
      select patient_ids as ids, actor_id as "actorId" from look order by id desc limit 1`;
    expect(look).toEqual({ ids: [shown.patientId], actorId: people.secretary.userId });
  });

  it('hears of the appointment that is open beside it, of whatever day', async () => {
    const { date } = await givenDay(people.doctor);
    const { slotIds } = await givenDay(people['other doctor']);
    const beside = await givenBooking(api, slotIds[0], await aPatient());
    const { doctorId } = people.doctor;
    const stream = await watch('agenda.dayChanges', { date, doctorIds: [doctorId], beside });
    await givenBooking(api, slotIds[1], await aPatient());
    const end = { id: beside, revision: 0, reason: 'patient-request', notify: false };
    expect((await atDesk('appointments.cancel', end)).status).toBe(200);
    expect(await told(stream)).toMatchObject({ cells: [], columns: [], gone: [beside] });
  });
});
