import { createHash, randomUUID } from 'node:crypto';
import { givenSchedule } from '@vitalmed/db/testing';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { call } from './testing/call.ts';
import { cookieOf } from './testing/cookies.ts';
import { givenBooking } from './testing/given-booking.ts';
import { type DoctorPerson, givenPatientPerson, givenPeople, type People } from './testing/people.ts';
import { openStream, type Stream } from './testing/stream.ts';
import { startTestApi, type TestApi } from './testing/test-api.ts';

let one: TestApi;
let other: TestApi;
let people: People;
const open: Stream[] = [];

beforeAll(async () => {
  one = await startTestApi({ sessionCheckMs: 50 });
  other = await one.twin();
  people = await givenPeople(one);
});
afterAll(() => one.stop());
afterEach(() => {
  for (const stream of open.splice(0)) stream.close();
  expect([...one.faults, ...other.faults]).toEqual([]);
});

async function watch(...[api, realm, path, options]: Parameters<typeof openStream>): Promise<Stream> {
  const stream = await openStream(api, realm, path, options);
  open.push(stream);
  return stream;
}

let day = 0;

/** Free slots of a day that is new to the doctor. */
async function givenSlots(doctor: DoctorPerson, count = 9): Promise<number[]> {
  day += 1;
  const localDate = `2030-06-${String(day + 2).padStart(2, '0')}`;
  const { slots } = await givenSchedule(one.db, { doctorId: doctor.doctorId, localDate });
  return slots.slice(0, count).map(({ id }) => id);
}

const aPatient = () => givenPatientPerson(one);

describe('a booking in one process', () => {
  it('is seen within a second by whoever watches another', async () => {
    const stream = await watch(other, 'backoffice', 'agenda.changes', { token: people.secretary.token });
    const waits: number[] = [];
    for (const slotId of await givenSlots(people.doctor, 5)) {
      const appointmentId = await givenBooking(one, slotId, await aPatient());
      const booked = performance.now();
      const { changes } = await stream.nextChanges();
      waits.push(performance.now() - booked);
      expect(changes).toMatchObject([{ type: 'appointment.booked', appointmentId }]);
    }
    const [, , median = 0] = waits.sort((a, b) => a - b);
    expect(median).toBeLessThan(1000);
  });

  it('tells everybody who looks for a slot where and when, and nothing of who', async () => {
    const stream = await watch(other, 'patient', 'slots.changes');
    const [slotId = 0] = await givenSlots(people.doctor);
    const patient = await aPatient();
    const appointmentId = await givenBooking(one, slotId, patient);
    const { doctorId, specialtyId } = people.doctor;
    const { changes } = await stream.nextChanges();
    const date = expect.stringMatching(/^2030-06-/);
    expect(changes).toEqual([{ kind: 'taken', doctorId, specialtyId, date }]);
    for (const secret of [appointmentId, patient.patientId, patient.userId, patient.email, 'Suárez']) {
      expect(stream.text()).not.toContain(secret);
    }
  });

  it('is told to the watchers of that doctor and specialty alone', async () => {
    const { doctorId, specialtyId } = people['other doctor'];
    const streams = await Promise.all([
      watch(other, 'patient', 'slots.changes', { input: { doctorId } }),
      watch(other, 'patient', 'slots.changes', { input: { specialtyId } }),
      watch(other, 'doctor', 'day.changes', { token: people['other doctor'].token }),
    ]);
    await givenBooking(one, (await givenSlots(people.doctor))[0] ?? 0, await aPatient());
    const [, theirs = 0] = await givenSlots(people['other doctor']);
    const appointmentId = await givenBooking(one, theirs, await aPatient());
    const [byDoctor, bySpecialty, day] = await Promise.all(streams.map((stream) => stream.nextChanges()));
    expect(byDoctor?.changes).toMatchObject([{ doctorId }]);
    expect(bySpecialty?.changes).toMatchObject([{ specialtyId }]);
    expect(day?.changes).toMatchObject([{ appointmentId }]);
  });

  it('is told to the patient whose it is, and to no other patient', async () => {
    const [mine = 0, theirs = 0] = await givenSlots(people.doctor);
    const me = await aPatient();
    const stream = await watch(other, 'patient', 'appointments.changes', { token: me.token });
    await givenBooking(one, theirs, await aPatient());
    const appointmentId = await givenBooking(one, mine, me);
    expect((await stream.nextChanges()).changes).toEqual([{ appointmentId }]);
  });
});

describe('a stream that broke', () => {
  it('goes on at any process where it was: nothing lost, nothing twice, in order', async () => {
    const token = people.secretary.token;
    const path = 'agenda.changes';
    const [first = 0, ...rest] = [...(await givenSlots(people.doctor)), ...(await givenSlots(people.doctor))];
    let stream = await watch(one, 'backoffice', path, { token });
    const wanted = [await givenBooking(one, first, await aPatient())];
    const patients = await Promise.all(rest.map(aPatient));
    const storm = Promise.all(
      rest.map((slotId, n) => givenBooking(n % 2 ? one : other, slotId, patients[n] ?? people.patient)),
    );

    const ids: string[] = [];
    const seen: unknown[] = [];
    while (seen.length < rest.length + 1) {
      const { id, changes } = await stream.nextChanges();
      ids.push(id);
      seen.push(...changes.map(({ appointmentId }) => appointmentId));
      stream.close();
      stream = await watch(ids.length % 2 ? one : other, 'backoffice', path, { token, lastEventId: id });
    }
    wanted.push(...(await storm));
    expect(new Set(ids).size).toBe(ids.length);
    expect([...seen].sort()).toEqual([...wanted].sort());
    const [{ order }] = await one.db.sql<[{ order: string[] }]>`
      select array_agg(appointment_id::text order by txid, id) as order from event
      where type = 'appointment.booked' and appointment_id = any(${wanted}::uuid[])`;
    expect(seen).toEqual(order);
  });

  it('hears in one message of all that changed together', async () => {
    const token = people.secretary.token;
    const [{ id: siteId }] = await one.db.sql<[{ id: number }]>`select id from site limit 1`;
    const stream = await watch(one, 'backoffice', 'agenda.changes', { token });
    const dates = ['2030-08-01', '2030-08-02', '2030-08-03', '2030-08-04'];
    const opening = {
      doctorIds: [people.doctor.doctorId],
      dates,
      ranges: [{ from: '09:00', to: '12:00' }],
      slotMinutes: 20,
      siteId,
      roomId: null,
      specialtyId: null,
      idempotencyKey: randomUUID(),
    };
    expect((await call(other, 'backoffice', 'schedules.open', opening, { token })).status).toBe(200);
    const { changes } = await stream.nextChanges();
    expect(changes.map(({ date }) => date).sort()).toEqual(dates);
  });

  it('is told to read everything anew when its place belongs to no past of this clinic', async () => {
    const stream = await watch(one, 'patient', 'slots.changes', { lastEventId: '999999999999' });
    expect(await stream.nextChanges()).toMatchObject({ kind: 'resync', changes: [] });
  });

  it.each(['x', '-1', '1.1', '1; drop table event', '1'.repeat(40)])(
    'is refused at the place "%s", which is none',
    async (lastEventId) => {
      const stream = await watch(one, 'patient', 'slots.changes', { lastEventId });
      expect(await stream.next()).toMatchObject({
        event: 'serialized-error',
        data: { message: 'bad-input', data: { reason: 'bad-input', httpStatus: 400 } },
      });
    },
  );
});

describe('a stream of somebody signed in', () => {
  const sessionId = (token: string) => createHash('sha256').update(token).digest('hex');
  const ended = {
    event: 'serialized-error',
    data: { message: 'session-required', data: { reason: 'session-required', httpStatus: 401 } },
  };

  it('ends when they sign out, in whichever process', async () => {
    const { token } = await aPatient();
    const streams = await Promise.all([
      watch(one, 'patient', 'appointments.changes', { token }),
      watch(one, 'patient', 'slots.changes', { token }),
    ]);
    await call(other, 'patient', 'account.signOut', undefined, { token });
    for (const stream of streams) {
      expect(await stream.next()).toMatchObject(ended);
      expect(await stream.next()).toBeNull();
    }
  });

  it('ends when their account is disabled, and with it what they could read', async () => {
    const { secretary } = await givenPeople(one);
    const stream = await watch(one, 'backoffice', 'agenda.changes', { token: secretary.token });
    await one.db.sql`update "user" set status = 'disabled' where id = ${secretary.userId}`;
    expect(await stream.next()).toMatchObject(ended);
    expect(await stream.next()).toBeNull();
  });

  it('doesn’t keep a session awake, nor does anything that a screen asks for by itself', async () => {
    const { token } = (await givenPeople(one)).secretary;
    await one.db
      .sql`update session set expires_at = now() + interval '3 seconds' where id = ${sessionId(token)}`;
    const [before] = await one.db.sql`select expires_at from session where id = ${sessionId(token)}`;
    const stream = await watch(one, 'backoffice', 'agenda.changes', { token });
    let over = false;
    const asking = (async () => {
      while (!over) {
        await call(one, 'backoffice', 'agenda.day', { date: '2030-06-03' }, { token });
        await call(other, 'backoffice', 'account.me', undefined, { token });
      }
    })();
    expect(await stream.next()).toMatchObject(ended);
    over = true;
    await asking;
    const [after] = await one.db.sql`select expires_at from session where id = ${sessionId(token)}`;
    expect(after).toEqual(before);
    expect((await call(one, 'backoffice', 'agenda.day', { date: '2030-06-03' }, { token })).reason).toBe(
      'session-required',
    );
  });

  it('goes on with its session while somebody does something', async () => {
    const { token } = (await givenPeople(one)).secretary;
    await one.db
      .sql`update session set expires_at = now() + interval '3 seconds' where id = ${sessionId(token)}`;
    const stayed = await call(one, 'backoffice', 'account.stay', undefined, { token });
    expect(stayed.data).toEqual({ ok: true });
    // The browser's copy has to live as long.
    expect(cookieOf(stayed, 'vitalmed_backoffice').value).toBe(token);
    const [row] = await one.db.sql`
      select expires_at > now() + interval '59 minutes' as moved from session where id = ${sessionId(token)}`;
    expect(row).toEqual({ moved: true });
  });

  it('goes on for everybody else', async () => {
    const [leaving, staying] = [await aPatient(), await aPatient()];
    const stream = await watch(one, 'patient', 'appointments.changes', { token: staying.token });
    const gone = await watch(one, 'patient', 'appointments.changes', { token: leaving.token });
    await call(one, 'patient', 'account.signOut', undefined, { token: leaving.token });
    expect(await gone.next()).toMatchObject(ended);
    const [slotId = 0] = await givenSlots(people.doctor);
    const appointmentId = await givenBooking(other, slotId, staying);
    expect((await stream.nextChanges()).changes).toEqual([{ appointmentId }]);
  });
});
