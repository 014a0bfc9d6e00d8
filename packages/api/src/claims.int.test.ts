import { randomUUID } from 'node:crypto';
import { givenPatient, givenSchedule, givenUser } from '@vitalmed/db/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Answer, call, headersOf } from './testing/call.ts';
import { givenPeople } from './testing/people.ts';
import { openStream } from './testing/stream.ts';
import { startTestApi, type TestApi } from './testing/test-api.ts';

let api: TestApi;
let desk: string;

beforeAll(async () => {
  api = await startTestApi({ sessionCheckMs: 50 });
  desk = (await givenPeople(api)).secretary.token;
});
afterAll(async () => {
  await api.stop();
  expect(api.faults).toEqual([]);
});

let last = 0;

/** Somebody who signed up with that document, which nobody has seen; signed in. */
async function givenClaim(documentNumber: string) {
  const user = await givenUser(api.db, { role: 'patient' });
  const { id } = await givenPatient(api.db, { userId: user.id, documentNumber, documentVerified: false });
  const session = await api.sessions.start({
    userId: user.id,
    realm: 'patient',
    passwordHash: user.passwordHash,
  });
  if (!session) throw new Error('The account isn’t let in');
  return { token: session.token, patientId: id };
}

const atDesk = (path: string, input: unknown) => call(api, 'backoffice', path, input, { token: desk });
const appointmentIn = ({ data }: Answer) => (data as { appointment: { id: string } }).appointment.id;
const patientIn = ({ data }: Answer) => (data as { patient: { id: string } }).patient.id;

/** A file of the clinic's own under that document, with a turno that the desk gave it. */
async function givenOwnFile(documentNumber: string) {
  const person = { firstName: 'Ana', lastName: 'Prado', documentNumber, phone: '11 4567-8901' };
  const create = { ...person, idempotencyKey: randomUUID() };
  const patientId = patientIn(await atDesk('patients.create', create));
  const { slots } = await givenSchedule(api.db);
  const [slotId, free] = slots.map(({ id }) => id);
  const book = { slotId, patientId, channel: 'phone', idempotencyKey: randomUUID() };
  return { patientId, appointmentId: appointmentIn(await atDesk('appointments.book', book)), free };
}

/** Every answer of the portal that could tell that account of that turno, or change it. */
async function whatReaches(token: string, appointmentId: string, free: number | undefined) {
  const ask = (path: string, input?: unknown) => call(api, 'patient', path, input, { token });
  const file = await fetch(`${api.addresses.patient}/api/appointments/${appointmentId}/calendar.ics`, {
    headers: headersOf(api, 'patient', { token }),
  });
  const move = { id: appointmentId, revision: 0, slotId: free, idempotencyKey: randomUUID() };
  return {
    listed: (await ask('appointments.mine')).text.includes(appointmentId),
    read: (await ask('appointments.get', { id: appointmentId })).status,
    calendar: file.status,
    moved: (await ask('appointments.reschedule', move)).status,
    cancelled: (await ask('appointments.cancel', { id: appointmentId, revision: 0, reason: 'other' })).status,
  };
}

it('an account that typed somebody’s document reaches nothing of theirs at any address of the portal', async () => {
  const document = String(26_000_000 + ++last);
  const stranger = await givenClaim(document);
  const stream = await openStream(api, 'patient', 'appointments.changes', { token: stranger.token });

  const saved = { id: stranger.patientId, revision: 0, documentSeen: true };
  expect(await atDesk('patients.update', saved)).toMatchObject({ status: 412, reason: 'account-unproven' });
  const { appointmentId, free } = await givenOwnFile(document);
  expect(await whatReaches(stranger.token, appointmentId, free)).toEqual({
    listed: false,
    read: 404,
    calendar: 404,
    moved: 404,
    cancelled: 404,
  });
  expect(stream.text()).not.toContain(appointmentId);
  stream.close();
  const mine = await call(api, 'patient', 'appointments.mine', undefined, { token: stranger.token });
  expect(mine.data).toMatchObject({ upcoming: [], accountProven: false });
});

it('once the desk says whose account it is, the same session reaches the clinic’s file, and its stream begins anew', async () => {
  const document = String(26_000_000 + ++last);
  const owner = await givenClaim(document);
  const { appointmentId, patientId } = await givenOwnFile(document);
  const stream = await openStream(api, 'patient', 'appointments.changes', { token: owner.token });
  const link = { patientId: owner.patientId, documentSeen: false };
  expect(patientIn(await atDesk('patients.linkAccount', link))).toBe(patientId);
  expect(await stream.next()).toMatchObject({ event: 'serialized-error' });
  const mine = await call(api, 'patient', 'appointments.mine', undefined, { token: owner.token });
  expect(mine.data).toMatchObject({ upcoming: [{ id: appointmentId }], accountProven: true });
});

it('codes are asked for only so often, counted for the account, and guessed only so often from one address', async () => {
  const guesser = await givenClaim(String(26_000_000 + ++last));
  const other = await givenClaim(String(26_000_000 + ++last));
  const untilLimited = async (one: () => ReturnType<typeof call>) => {
    const reasons: (string | null)[] = [];
    while (reasons.length < 40 && reasons.at(-1) !== 'rate-limited') reasons.push((await one()).reason);
    return reasons.at(-1);
  };
  const ask = (as: string) =>
    call(api, 'patient', 'file.requestCode', undefined, { token: as, address: `198.51.100.${++last}` });
  expect(await untilLimited(() => ask(guesser.token))).toBe('rate-limited');
  expect((await ask(other.token)).status).toBe(200);
  const guess = { code: '000000' };
  const from = { token: guesser.token, address: '203.0.113.99' };
  expect(await untilLimited(() => call(api, 'patient', 'file.confirmCode', guess, from))).toBe(
    'rate-limited',
  );
});
