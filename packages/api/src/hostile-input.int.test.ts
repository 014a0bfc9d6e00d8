import type { Realm } from '@vitalmed/auth';
import { contentsOf } from '@vitalmed/db/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { authorisationTable, type Row } from './testing/authorisation-table.ts';
import { type Answer, callWithJson, proceduresOf } from './testing/call.ts';
import { hostileOf, leavesOf, replaced } from './testing/hostile-values.ts';
import { givenPeople, type People } from './testing/people.ts';
import { faultOf } from './testing/refusal.ts';
import { givenTarget, type Target } from './testing/targets.ts';
import { startTestApi, type TestApi } from './testing/test-api.ts';

let api: TestApi;
let people: People;
let target: Target;
let calls = 0;

beforeAll(async () => {
  api = await startTestApi();
  people = await givenPeople(api);
  target = await givenTarget(api, people);
});
afterAll(() => api.stop());

/**
 * Where a person types what they like, which is text and nothing more, and finds or changes what it says; and
 * where a null means "none".
 */
const takes = new Set([
  'patients.search text',
  ...['firstName', 'lastName', 'documentNumber', 'phone', 'birthDate'].map(
    (field) => `patients.likelyDuplicates ${field}`,
  ),
  'slots.withdraw reason',
  'account.requestSignUp password',
  'patients.create email',
  'patients.update email',
]);

const insider: Record<Realm, () => string> = {
  patient: () => people.patient.token,
  backoffice: () => people.secretary.token,
  doctor: () => people.doctor.token,
};

function ask(realm: Realm, path: string, json: string): Promise<Answer> {
  calls += 1;
  const address = `2001:db8:${Math.floor(calls / 60_000).toString(16)}:${(calls % 60_000).toString(16)}::1`;
  return callWithJson(api, realm, path, json, { token: insider[realm](), address });
}

/** What was answered wrongly: not by a clear refusal, or not by one that left everything as it was. */
async function faultsOf(realm: Realm, path: string, { input }: Row): Promise<string[]> {
  const faults: string[] = [];
  let before = await contentsOf(api.db);
  const unchanged = async () => {
    const after = await contentsOf(api.db);
    const same = JSON.stringify(after) === JSON.stringify(before);
    before = after;
    return same;
  };
  for (const leaf of leavesOf(input(target))) {
    for (const [attempt, json] of Object.entries(hostileOf[leaf.kind])) {
      const answer = await ask(realm, path, replaced(input(target), leaf.path, json));
      const taken = answer.status === 200 && takes.has(`${path} ${leaf.path}`);
      const fault = taken ? null : faultOf(answer);
      if (fault) faults.push(`${leaf.path} as ${attempt}: ${fault}`);
      if (taken) before = await contentsOf(api.db);
    }
    if (!(await unchanged())) faults.push(`${leaf.path}: something was changed`);
  }
  return faults;
}

const anyTarget: Target = {
  patient: { userId: '', email: '', passwordHash: '', token: '', patientId: '' },
  doctor: { userId: '', email: '', passwordHash: '', token: '', doctorId: 1, specialtyId: 1 },
  date: '2030-06-03',
  siteId: 1,
  appointmentId: '',
  revision: 0,
  freeSlotId: 1,
  otherFreeSlotId: 2,
  untouchedScheduleId: 1,
};
const withInput = (['patient', 'backoffice', 'doctor'] as const).flatMap((realm) =>
  Object.entries(authorisationTable[realm])
    .filter(([, { input }]) => leavesOf(input(anyTarget)).length > 0)
    .map(([path, row]) => ({ realm, path, row })),
);

describe('every value of every input', () => {
  it.each(withInput)('of $path ($realm) is refused when it is hostile', async ({ realm, path, row }) => {
    expect(proceduresOf(realm).has(path)).toBe(true);
    expect(await faultsOf(realm, path, row)).toEqual([]);
    expect(api.faults.splice(0)).toEqual([]);
  });
});
