import type { Realm } from '@vitalmed/auth';
import { authorisationTable } from './authorisation-table.ts';
import { type Answer, call } from './call.ts';
import { type Caller, mayBeMet, type Standing } from './may-meet.ts';
import { moreCallsOf } from './more-calls.ts';
import { everybody, type PersonName, tokenOf } from './people.ts';
import type { Planted } from './planted-words.ts';
import type { PlantedWorld } from './planted-world.ts';
import type { Target } from './targets.ts';
import type { TestApi } from './test-api.ts';

/** What was found on a walk. `met` is '<column> <standing> <answer>', for the table to be held against. */
export type Findings = {
  /** Words met by somebody who may not, as sentences. */
  leaks: string[];
  /** Patients shown to the staff of whom no trace says so, as sentences. */
  untraced: string[];
  met: Set<string>;
  /** Who was answered something else than a refusal. */
  answered: Set<Standing>;
};

export const noFindings = (): Findings => ({
  leaks: [],
  untraced: [],
  met: new Set(),
  answered: new Set(),
});

export type Ground = { api: TestApi; world: PlantedWorld; planted: readonly Planted[] };

/** Calls one procedure as everybody, about both sides and every state of theirs, in a database full of words. */
export async function walk({ api, world, planted }: Ground, realm: Realm, path: string): Promise<Findings> {
  const row = authorisationTable[realm][path];
  if (!row) throw new Error(`${path} isn't in the table of authorisation`);
  const findings = noFindings();
  const { one, other } = world;
  // A call about nothing in particular is the same about each.
  const targets = row.input.length === 0 ? [one] : [one, other, one.cancelled, other.cancelled];
  const more = await moreCallsOf(api, world, realm, path);
  const calls = [
    ...more.flatMap(({ by, ...rest }) => (by ? [by] : everybody).map((person) => ({ ...rest, by: person }))),
    ...everybody.flatMap((by) => targets.map((target) => ({ by, input: row.input(target) }))),
  ];
  // In turn: the trace that a call leaves is the one after the last.
  for (const [n, asked] of calls.entries()) {
    const since = await lastTraces(api);
    const answer = await ask(api, realm, path, { ...asked, world, n });
    const caller = callerOf(world, realm, asked.by);
    if (answer.status === 200) findings.answered.add(caller.standing);
    const seen = { planted, findings, answer: path, text: answer.text };
    lookFor({ ...seen, caller });
    const looks = await checkTraces(api, { ...seen, since, world, realm, by: asked.by });
    if (looks > 1) findings.untraced.push(`${path} left ${looks} looks for one answer to ${asked.by}`);
  }
  return findings;
}

type Asked = { by: PersonName; input: unknown; world: PlantedWorld; n: number; cookie?: string };

function ask(
  api: TestApi,
  realm: Realm,
  path: string,
  { by, input, world, n, cookie }: Asked,
): Promise<Answer> {
  const token = tokenOf(world.people, by);
  // An address of its own each, so that no rate limit speaks first.
  const address = `2001:db8:${(n + 1).toString(16)}::1`;
  return call(api, realm, path, input, { token, address, ...(cookie ? { headers: { cookie } } : {}) });
}

export function callerOf({ people, one, other }: PlantedWorld, realm: Realm, by: PersonName): Caller {
  const standing = standingOf(realm, by);
  if (by === 'nobody' || standing === 'anybody')
    return { standing: 'anybody', self: null, concerns: new Set() };
  const person = people[by];
  if ('patientId' in person) {
    return { standing, self: person.patientId, concerns: new Set([person.patientId]) };
  }
  const own = ([one, other] as Target[]).filter(({ doctor }) => doctor === person);
  const concerns = 'doctorId' in person ? new Set(own.map(({ patient }) => patient.patientId)) : null;
  return { standing, self: person.userId, concerns };
}

/** A session opens the origin that it was made for; at another its owner is nobody. */
function standingOf(realm: Realm, by: PersonName): Standing {
  if (realm === 'patient' && (by === 'patient' || by === 'other patient')) return 'patient';
  if (realm === 'doctor' && (by === 'doctor' || by === 'other doctor')) return 'doctor';
  return realm === 'backoffice' && (by === 'secretary' || by === 'admin') ? 'desk' : 'anybody';
}

type Seen = { planted: readonly Planted[]; findings: Findings; caller: Caller; answer: string; text: string };

/** Holds every planted word against an answer. */
export function lookFor({ planted, findings, caller, answer, text }: Seen): void {
  for (const word of planted) {
    if (!text.includes(word.word)) continue;
    findings.met.add(`${word.column} ${caller.standing} ${answer}`);
    if (!mayBeMet(word, caller, answer)) {
      findings.leaks.push(`${caller.standing} met ${word.column} (${word.word}) in ${answer}: ${text}`);
    }
  }
}

type Traces = { look: number; event: number };

export async function lastTraces({ db: { sql } }: TestApi): Promise<Traces> {
  const [last] = await sql<[Traces]>`
    select (select coalesce(max(id), 0) from look) as look, (select coalesce(max(id), 0) from event) as event`;
  return last;
}

type Checked = Omit<Seen, 'caller'> & { since: Traces; world: PlantedWorld; realm: Realm; by: PersonName };

/** Whoever of the staff was shown a patient is on record for it, by a look or by the change itself. Answers with the looks. */
export async function checkTraces(
  api: TestApi,
  { since, world, realm, by, answer, text, planted, findings }: Checked,
): Promise<number> {
  const { standing } = callerOf(world, realm, by);
  if (by === 'nobody' || (standing !== 'desk' && standing !== 'doctor')) return 0;
  const { userId } = world.people[by];
  const { sql } = api.db;
  const looks = await sql<{ ids: string[] }[]>`
    select patient_ids as ids from look where id > ${since.look} and actor_id = ${userId}`;
  const changes = await sql<{ id: string }[]>`
    select patient_id as id from event where id > ${since.event} and actor_id = ${userId}`;
  const traced = new Set([...looks.flatMap(({ ids }) => ids), ...changes.map(({ id }) => id)]);
  const shown = planted.filter(({ column, word }) => column.startsWith('patient.') && text.includes(word));
  for (const { owner } of shown) {
    if (owner && !traced.has(owner))
      findings.untraced.push(`${answer} showed ${owner} to ${by} without a trace`);
  }
  return looks.length;
}
