import { randomUUID } from 'node:crypto';
import { connect, type Database } from '@vitalmed/db';
import {
  createTestDatabase,
  givenSchedule,
  startTcpProxy,
  type TcpProxy,
  type TestDatabase,
  testDate,
} from '@vitalmed/db/testing';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Answer, call, headersOf, readAnswer } from './testing/call.ts';
import { givenPatientPerson, type PatientPerson } from './testing/people.ts';
import { openStream } from './testing/stream.ts';
import { startTestApi, type TestApi } from './testing/test-api.ts';
import { whileLocked } from './testing/while-locked.ts';

/** The bounds are the server's own; the database lies behind a proxy that is refused, silenced or cut. */
let test: TestDatabase;
let proxy: TcpProxy;
let db: Database;
let api: TestApi;
let patient: PatientPerson;
let slots: number[];
let doctorId: number;

const boundMs = 5_000;
/** For a machine that is busy with other tests. */
const busyMs = 2_000;

beforeAll(async () => {
  test = await createTestDatabase();
  proxy = await startTcpProxy(test.url);
  const url = proxy.through(test.url);
  db = connect(url, { statementTimeoutMs: 3_000, connectWithinMs: 3_000 });
  api = await startTestApi({ given: { url, db }, answerWithinMs: 4_500 });
});
afterEach(async () => {
  proxy.thaw();
  await proxy.accept();
});
beforeEach(async () => {
  await expect.poll(() => db.isWell(1_000), { timeout: 10_000 }).toBe(true);
  patient = await givenPatientPerson(api);
  const given = await givenSchedule(test.db);
  slots = given.slots.map(({ id }) => id);
  doctorId = given.schedule.doctorId;
});
afterAll(async () => {
  await api.stop();
  await db.close();
  await proxy.close();
  await test.drop();
  expect(api.faults).toEqual([]);
});

const book = (slotId = slots[0], idempotencyKey: string = randomUUID()) =>
  call(api, 'patient', 'appointments.book', { slotId, idempotencyKey }, { token: patient.token });
const look = () => call(api, 'patient', 'slots.day', { doctorId, date: testDate });
const mine = () => call(api, 'patient', 'appointments.mine', undefined, { token: patient.token });
const signIn = () =>
  call(api, 'patient', 'account.signIn', { email: 'nobody@example.test', password: 'not of anybody' });
async function byStockAdapter(): Promise<Answer> {
  const url = `${api.addresses.patient}/trpc/appointments.mine?connectionParams=null`;
  return readAnswer(await fetch(url, { headers: headersOf(api, 'patient', { token: patient.token }) }));
}
async function calendarFile(): Promise<Answer> {
  const url = `${api.addresses.patient}/api/appointments/${randomUUID()}/calendar.ics`;
  return readAnswer(await fetch(url, { headers: headersOf(api, 'patient', { token: patient.token }) }));
}

const everyWay: [string, () => Promise<Answer>][] = [
  ['a booking', () => book()],
  ['a search of a stranger', look],
  ['a patient’s list', () => mine()],
  ['a call that the stock adapter answers', byStockAdapter],
  ['a sign-in', signIn],
  ['a calendar file', calendarFile],
];

async function timed(ask: () => Promise<Answer>) {
  const began = performance.now();
  const answer = await ask();
  return { answer, tookMs: performance.now() - began };
}

async function isAway(): Promise<void> {
  await proxy.refuse();
  await expect.poll(() => db.isWell(1_000), { timeout: 10_000 }).toBe(false);
}

/** Whoever presses again, as they were told, books within two seconds of the database's return. */
async function isBack(): Promise<void> {
  const began = performance.now();
  await expect.poll(() => book().then(({ reason }) => reason), { timeout: 10_000 }).toBeNull();
  expect(performance.now() - began).toBeLessThan(2_000 + busyMs);
}

describe('while the database is away', () => {
  it.each(everyWay)(
    '%s ends with 503, the time to try again, and the word that nothing was lost',
    async (_way, ask) => {
      await isAway();
      const { answer, tookMs } = await timed(ask);
      expect(answer).toMatchObject({ status: 503, reason: 'unavailable' });
      expect(tookMs).toBeLessThan(boundMs + busyMs);
    },
  );

  it('says so where it can be heard: Retry-After, and nothing that may be kept', async () => {
    await isAway();
    const answers = await Promise.all([book(), look(), calendarFile()]);
    for (const { headers, details } of answers) {
      expect(headers.get('retry-after')).toBe('2');
      expect(headers.get('cache-control')).toBe('no-store');
      expect(details).toMatchObject({ retryAfterSeconds: 2 });
    }
  });

  it('many requests at once all end in time, and it is back at once', async () => {
    await isAway();
    const { tookMs } = await timed(async () => {
      const answers = await Promise.all(Array.from({ length: 100 }, () => mine()));
      expect(new Set(answers.map(({ reason }) => reason))).toEqual(new Set(['unavailable']));
      return answers[0] as Answer;
    });
    expect(tookMs).toBeLessThan(boundMs + busyMs);
    await proxy.accept();
    await isBack();
  });
});

describe('a database that is silent', () => {
  it('lets nobody wait longer than five seconds, and is back at once', async () => {
    // Connections that stand, as many as there may be: none of them ever says that it is dead.
    await Promise.all(Array.from({ length: 30 }, look));
    proxy.freeze();
    const asked = everyWay.map(([, ask]) => timed(ask));
    const later = new Promise((resolve) => setTimeout(resolve, 3_000)).then(() =>
      Promise.all([timed(look), timed(book)]),
    );
    const answers = [...(await Promise.all(asked)), ...(await later)];
    for (const { answer, tookMs } of answers) {
      expect(answer.text).toMatch(/"unavailable"|"unknown-outcome"/);
      expect(tookMs).toBeLessThan(boundMs + busyMs);
    }
    proxy.thaw();
    await isBack();
  });
});

describe('a connection that is cut', () => {
  it('costs a reader nothing', async () => {
    await look();
    const looking = Array.from({ length: 20 }, look);
    proxy.cut();
    const answers = await Promise.all([...looking, look()]);
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
  });

  it('under a booking leaves its outcome open, which the same key then tells', async () => {
    const key = randomUUID();
    const slotId = slots[3];
    await whileLocked(test.db, 'appointment', async (waiting) => {
      const booking = book(slotId, key);
      await waiting();
      await proxy.refuse();
      const answer = await booking;
      expect(answer).toMatchObject({ status: 503, reason: 'unknown-outcome' });
      expect(answer.headers.get('retry-after')).toBe('2');
      await proxy.accept();
    });
    expect(await book(slotId, key)).toMatchObject({ status: 200, reason: null });
    const [row] = await test.db.sql`select count(*) as n from appointment where slot_id = ${slotId ?? 0}`;
    expect(row).toEqual({ n: 1 });
  });

  it('leaves a live stream standing, which tells of what changes later', async () => {
    const stream = await openStream(api, 'patient', 'slots.changes', { input: { doctorId } });
    proxy.cut();
    await expect.poll(() => book(slots[4]).then(({ reason }) => reason)).toBeNull();
    expect(await stream.nextChanges()).toMatchObject({ changes: [{ kind: 'taken', doctorId }] });
    stream.close();
  });
});
