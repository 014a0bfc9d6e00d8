import { randomUUID } from 'node:crypto';
import { connect, type Database, type SearchDatabase, searchReplica } from '@vitalmed/db';
import {
  givenSchedule,
  type ReplicatedServers,
  startReplicatedServers,
  testDate,
} from '@vitalmed/db/testing';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { type Answer, type CallOptions, call } from './testing/call.ts';
import { cookieOf, cookiesOf } from './testing/cookies.ts';
import { givenPatientPerson, givenPeople } from './testing/people.ts';
import { openStream } from './testing/stream.ts';
import { startTestApi, type TestApi } from './testing/test-api.ts';

let servers: ReplicatedServers;
let primary: Database;
/** Trusts a proof for half a minute: what a paused replica answers would be seen. */
let search: SearchDatabase;
let api: TestApi;

beforeAll(async () => {
  servers = await startReplicatedServers();
  const { primaryUrl, replicaUrl } = servers;
  primary = connect(primaryUrl);
  search = searchReplica({ primary, primaryUrl, replicaUrl, maxStaleMs: 30_000, lookEveryMs: 20 });
  api = await startTestApi({ given: { url: primaryUrl, db: primary, replica: search } });
});
afterEach(async () => {
  await resume();
  expect(api.faults).toEqual([]);
});
afterAll(async () => {
  await api.stop();
  await search.close();
  await primary.close();
  await servers.stop();
});

const pause = () => servers.replica.sql`select pg_wal_replay_pause()`;
const resume = () => servers.replica.sql`select pg_wal_replay_resume()`;

async function isAnsweredByReplica(): Promise<void> {
  const [row] = await search.read(
    ({ sql }) => sql<[{ follows: boolean }]>`select pg_is_in_recovery() as follows`,
  );
  expect(row.follows).toBe(true);
}

/** A new doctor's morning, which the replica has. */
async function givenMorning() {
  const { slots, schedule } = await givenSchedule(primary);
  await search.settled();
  await vi.waitFor(isAnsweredByReplica, { timeout: 10_000 });
  const [slotId = 0, nextId = 0] = slots.map(({ id }) => id);
  return { slotId, nextId, doctorId: schedule.doctorId };
}

async function freeSlots(doctorId: number, options: CallOptions = {}): Promise<number[]> {
  return slotIds(await call(api, 'patient', 'slots.day', { doctorId, date: testDate }, options));
}

const slotIds = ({ data }: Answer) => (data as { slots: { id: number[] } }).slots.id;

async function book(slotId: number) {
  const { token } = await givenPatientPerson(api);
  const answer = await call(
    api,
    'patient',
    'appointments.book',
    { slotId, idempotencyKey: randomUUID() },
    { token },
  );
  expect(answer.reason).toBeNull();
  const { name, value, attributes } = cookieOf(answer, 'vitalmed_wrote');
  const appointmentId = (answer.data as { appointment: { id: string } }).appointment.id;
  const session = `${api.sessions.cookieName('patient')}=${token}`;
  return { appointmentId, attributes, headers: { cookie: `${session}; ${name}=${value}` } };
}

describe('a search on a replica that stands still', () => {
  it('finds a booking at once for whoever made it and for the desk, and for strangers once the replica has it', async () => {
    const { slotId, doctorId } = await givenMorning();
    await pause();
    const { appointmentId, headers, attributes } = await book(slotId);
    expect(attributes).toMatchObject({ httponly: '', 'max-age': String(search.ownWritesSeconds) });
    expect(await freeSlots(doctorId)).toContain(slotId);
    expect(await freeSlots(doctorId, { headers })).not.toContain(slotId);
    const { token } = (await givenPeople(api)).secretary;
    const desk = await call(api, 'backoffice', 'slots.day', { doctorId, date: testDate }, { token });
    expect(slotIds(desk)).not.toContain(slotId);
    const mine = await call(api, 'patient', 'appointments.mine', undefined, { headers });
    expect(mine.text).toContain(appointmentId);
    await resume();
    await vi.waitFor(async () => expect(await freeSlots(doctorId)).not.toContain(slotId));
  });

  it('is told of a change only when it would find it', async () => {
    const { slotId, nextId, doctorId } = await givenMorning();
    const { token } = (await givenPeople(api)).secretary;
    const desk = await openStream(api, 'backoffice', 'agenda.changes', { token });
    const stream = await openStream(api, 'patient', 'slots.changes', { input: { doctorId } });
    await pause();
    const heard = vi.fn();
    const told = stream.nextChanges().finally(heard);
    // The desk, which doesn't wait, hears of both, the second a look of the feed after the first.
    for (const id of [slotId, nextId]) {
      await book(id);
      await desk.nextChanges();
    }
    expect(heard).not.toHaveBeenCalled();
    await resume();
    expect(await told).toMatchObject({ changes: [{ kind: 'taken', doctorId }] });
    expect(await freeSlots(doctorId)).not.toContain(slotId);
    stream.close();
    desk.close();
  });

  it('hears that its stream stands only when it would find all that changed before', async () => {
    const { slotId, nextId, doctorId } = await givenMorning();
    const { token } = (await givenPeople(api)).secretary;
    await pause();
    await book(slotId);
    expect(await freeSlots(doctorId)).toContain(slotId);
    const stood = vi.fn();
    const standing = openStream(api, 'patient', 'slots.changes', { input: { doctorId } }).finally(stood);
    // The desk's stands at once, and hears of a booking a look of the feed later.
    const desk = await openStream(api, 'backoffice', 'agenda.changes', { token });
    await book(nextId);
    await desk.nextChanges();
    expect(stood).not.toHaveBeenCalled();
    await resume();
    const stream = await standing;
    expect(await freeSlots(doctorId)).not.toContain(slotId);
    stream.close();
    desk.close();
  });
});

it('leaves a browser that wrote nothing without a cookie, and the desk always', async () => {
  const { doctorId } = await givenMorning();
  const answer = await call(api, 'patient', 'slots.day', { doctorId, date: testDate });
  expect(cookiesOf(answer)).toEqual([]);
  const signIn = { email: 'nobody@example.test', password: 'not of anybody' };
  expect(cookiesOf(await call(api, 'backoffice', 'account.signIn', signIn))).toEqual([]);
});
