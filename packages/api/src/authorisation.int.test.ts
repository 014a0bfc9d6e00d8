import type { Realm } from '@vitalmed/auth';
import type { AppointmentStatus } from '@vitalmed/core';
import { contentsOf } from '@vitalmed/db/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { authorisationTable, type Row } from './testing/authorisation-table.ts';
import { type Answer, call, headersOf, proceduresOf, readAnswer } from './testing/call.ts';
import {
  everybody,
  givenPeople,
  type People,
  type PersonName,
  startSession,
  tokenOf,
} from './testing/people.ts';
import { givenTarget, type Target } from './testing/targets.ts';
import { startTestApi, type TestApi } from './testing/test-api.ts';

let api: TestApi;
let calls = 0;

beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.stop());

/** Two targets: one of the patient and the doctor, one of the other patient and the other doctor. */
const sides = ['one', 'other'] as const;
type Side = (typeof sides)[number];
type Wanted = { day?: number; status?: AppointmentStatus };

const isOwn = (person: PersonName, side: Side) => person.startsWith('other') === (side === 'other');

function targetOf(people: People, side: Side, { day = 0, status }: Wanted = {}): Promise<Target> {
  return side === 'one'
    ? givenTarget(api, { patient: people.patient, doctor: people.doctor, day, status })
    : givenTarget(api, { patient: people['other patient'], doctor: people['other doctor'], day, status });
}

/** Each call comes from an address of its own, so that no rate limit speaks first. */
function ask(realm: Realm, path: string, input: unknown, token: string | null): Promise<Answer> {
  calls += 1;
  const address = `2001:db8:${calls.toString(16)}::1`;
  return call(api, realm, path, input, { token, address });
}

const outcome = (answer: Answer) => answer.reason ?? (answer.status === 200 ? 'ok' : answer.status);

async function answersOf(realm: Realm, path: string, { input, expected, status }: Row) {
  const people = await givenPeople(api);
  const pairs = everybody.flatMap((person) => sides.map((side) => ({ person, side })));
  const name = ({ person, side }: (typeof pairs)[number]) =>
    `${person}, ${isOwn(person, side) ? 'own' : 'another’s'}`;
  const wanted = pairs.map((pair) => [name(pair), expected(pair.person, isOwn(pair.person, pair.side))]);
  const refused = pairs.filter(({ person, side }) => expected(person, isOwn(person, side)) !== 'ok');
  const allowed = pairs.filter((pair) => !refused.includes(pair));

  const got: Record<string, unknown> = {};
  const shared = {
    one: await targetOf(people, 'one', { status }),
    other: await targetOf(people, 'other', { status }),
  };
  const before = await contentsOf(api.db);
  for (const pair of refused) {
    const answer = await ask(realm, path, input(shared[pair.side]), tokenOf(people, pair.person));
    got[name(pair)] = outcome(answer);
  }
  const unchanged = { before, after: await contentsOf(api.db) };
  for (const [day, pair] of allowed.entries()) {
    const target = await targetOf(people, pair.side, { day: day + 1, status });
    const answer = await ask(realm, path, input(target), tokenOf(people, pair.person));
    got[name(pair)] = outcome(answer);
  }
  return { got, wanted: Object.fromEntries(wanted), unchanged };
}

describe.each(['patient', 'backoffice', 'doctor'] as const)('at the origin of the realm "%s"', (realm) => {
  it('every procedure has its row in the table, and every row its procedure', () => {
    expect(Object.keys(authorisationTable[realm]).sort()).toEqual([...proceduresOf(realm).keys()].sort());
  });

  it.each(Object.entries(authorisationTable[realm]))(
    '%s answers each as the table says, and a refusal changes nothing',
    async (path, row) => {
      const { got, wanted, unchanged } = await answersOf(realm, path, row);
      expect(got).toEqual(wanted);
      expect(unchanged.after).toEqual(unchanged.before);
      expect(api.faults).toEqual([]);
    },
  );
});

describe('the calendar file of an appointment', () => {
  it('is the patient’s own, at the patients’ origin alone', async () => {
    const people = await givenPeople(api);
    const { appointmentId } = await targetOf(people, 'one');
    const get = async (realm: Realm, person: PersonName) => {
      const headers = headersOf(api, realm, { token: tokenOf(people, person) });
      const url = `${api.addresses[realm]}/api/appointments/${appointmentId}/calendar.ics`;
      const { status, headers: answered } = await readAnswer(await fetch(url, { headers }));
      return [person, status, answered.get('cache-control')];
    };
    for (const person of everybody) {
      const status = person === 'patient' ? 200 : 404;
      expect(await get('patient', person)).toEqual([person, status, 'no-store']);
      expect(await get('backoffice', person)).toEqual([person, 404, 'no-store']);
      expect(await get('doctor', person)).toEqual([person, 404, 'no-store']);
    }
  });
});

describe('a session that no longer fits its account', () => {
  it.each([
    ['disabled', { status: 'disabled' }],
    ['made a patient of', { role: 'patient' }],
  ] as const)('opens nothing once the secretary was %s', async (_, change) => {
    const { secretary } = await givenPeople(api);
    const mayRead = () => ask('backoffice', 'patients.search', { text: 'suárez' }, secretary.token);
    expect(outcome(await mayRead())).toBe('ok');
    await api.db.sql`update "user" set ${api.db.sql(change)} where id = ${secretary.userId}`;
    expect(outcome(await mayRead())).toBe('session-required');
  });

  it('opens no other origin, though its account be started there by mistake', async () => {
    const { patient } = await givenPeople(api);
    const token = await startSession(api, patient, 'backoffice');
    expect(outcome(await ask('backoffice', 'patients.search', { text: 'suárez' }, token))).toBe(
      'session-required',
    );
  });
});
