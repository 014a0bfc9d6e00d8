import type { Realm } from '@vitalmed/auth';
import { deliver } from '@vitalmed/services';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { authorisationTable } from './testing/authorisation-table.ts';
import { headersOf, proceduresOf } from './testing/call.ts';
import { everythingChanges } from './testing/everything-changes.ts';
import { mayMeet } from './testing/may-meet.ts';
import { everybody, tokenOf } from './testing/people.ts';
import { columnsOf, plantWords } from './testing/planted-words.ts';
import { givenPlantedWorld } from './testing/planted-world.ts';
import { openStream } from './testing/stream.ts';
import { startTestApi, testNow } from './testing/test-api.ts';
import {
  callerOf,
  checkTraces,
  type Findings,
  type Ground,
  lastTraces,
  lookFor,
  noFindings,
  walk,
} from './testing/walk.ts';

// Some hash a password for everybody in turn, on machines that do other things too.
vi.setConfig({ testTimeout: 120_000 });

const realms = ['patient', 'backoffice', 'doctor'] as const satisfies readonly Realm[];

/** Everything that any walk met, to hold the table against in the end. */
const met = new Set<string>();
const walked = new Set<string>();

async function givenGround(status?: 'arrived'): Promise<Ground> {
  const api = await startTestApi();
  const world = await givenPlantedWorld(api, status);
  return { api, world, planted: await plantWords(api.db) };
}

/** In a database of its own: what one test changes, another doesn't read. */
async function onOwnGround<T>(work: (ground: Ground) => Promise<T>, status?: 'arrived'): Promise<T> {
  const ground = await givenGround(status);
  try {
    return await work(ground);
  } finally {
    await ground.api.stop();
  }
}

function keep(answer: string, findings: Findings): void {
  walked.add(answer);
  for (const one of findings.met) met.add(one);
}

let shared: Ground;

beforeAll(async () => {
  shared = await givenGround();
});
afterAll(() => shared.api.stop());

describe.each(realms)('at the origin of the realm "%s"', (realm) => {
  it.each([...proceduresOf(realm)])('%s shows each what their standing may see', async (path, type) => {
    const { expected, status } = authorisationTable[realm][path] ?? {};
    const findings =
      type === 'mutation'
        ? await onOwnGround((ground) => walk(ground, realm, path), status && 'arrived')
        : await walk(shared, realm, path);
    keep(path, findings);
    expect(findings.leaks).toEqual([]);
    expect(findings.untraced).toEqual([]);
    for (const person of everybody) {
      if (expected?.(person, true) !== 'ok') continue;
      expect(findings.answered).toContain(callerOf(shared.world, realm, person).standing);
    }
    expect(shared.api.faults).toEqual([]);
  });
});

describe('who looked', () => {
  it('is written before the answer leaves: where it can’t be, the staff is shown nobody', async () => {
    await onOwnGround(async (ground) => {
      await ground.api.db.sql`alter table look add constraint closed check (false) not valid`;
      for (const realm of ['backoffice', 'doctor'] as const) {
        for (const [path, type] of proceduresOf(realm)) {
          if (type === 'mutation' && path !== 'patients.create') continue;
          const { met: shown } = await walk(ground, realm, path);
          expect([...shown].filter((word) => word.startsWith('patient.'))).toEqual([]);
        }
      }
      expect(ground.api.faults).not.toEqual([]);
    });
  });
});

describe('what answers besides', () => {
  it('streams tell each of what is theirs, whatever changes', async () => {
    await onOwnGround(async (ground) => {
      const findings = noFindings();
      const streams = await Promise.all(watchersOf(ground).map((watcher) => openEars(ground, watcher)));
      const { api, world } = ground;
      const since = await lastTraces(api);
      const note = 'zq nobody outside reads this';
      const openings = { one: '2030-07-08', other: '2030-07-09' };
      const ends = {
        one: await everythingChanges(ground, world.one, { note, openedOn: openings.one }),
        other: await everythingChanges(ground, world.other, { note, openedOn: openings.other }),
      };
      const planted = [...ground.planted, { word: note, column: 'appointment.cancel_note', owner: null }];
      for (const { stream, realm, path, by } of streams) {
        const side = by.startsWith('other') ? 'other' : 'one';
        const ownEnd = {
          'appointments.changes': ends[side],
          'agenda.dayChanges': ends.other,
          'day.changes': openings[side],
        };
        const last = (ownEnd as Record<string, string>)[path] ?? openings.other;
        while (!stream.text().includes(last)) expect(await stream.next()).not.toBeNull();
        const seen = { planted, findings, answer: path, text: stream.text() };
        lookFor({ ...seen, caller: callerOf(world, realm, by) });
        await checkTraces(api, { ...seen, since, world, realm, by });
        stream.close();
      }
      for (const { path } of streams) keep(path, findings);
      expect(findings.leaks).toEqual([]);
      expect(findings.untraced).toEqual([]);
    }, 'arrived');
  });

  it('the calendar file tells a patient of their own', async () => {
    const { api, world, planted } = shared;
    const findings = noFindings();
    for (const realm of realms) {
      for (const by of everybody) {
        for (const { appointmentId } of [
          world.one,
          world.other,
          world.one.cancelled,
          world.other.cancelled,
        ]) {
          const url = `${api.addresses[realm]}/api/appointments/${appointmentId}/calendar.ics`;
          const headers = headersOf(api, realm, { token: tokenOf(world.people, by) });
          const text = await (await fetch(url, { headers })).text();
          lookFor({ planted, findings, caller: callerOf(world, realm, by), answer: 'calendar.ics', text });
        }
      }
    }
    keep('calendar.ics', findings);
    expect(findings.leaks).toEqual([]);
  });

  it('mails of every kind tell their reader of what is theirs', async () => {
    const { api, world, planted } = shared;
    const { sql } = api.db;
    const findings = noFindings();
    const caller = callerOf(world, 'patient', 'patient');
    const { appointmentId, cancelled, movedId, accountTokenId, signUpId } = world.one;
    const about: Record<string, string> = {
      'appointment-cancelled': cancelled.appointmentId,
      'appointment-rescheduled': movedId,
    };
    const kinds = await sql<
      { kind: string }[]
    >`select unnest(enum_range(null::notification_kind))::text as kind`;
    for (const { kind } of kinds) {
      const [waiting] = await sql<{ id: string }[]>`
        insert into notification (kind, recipient, appointment_id, revision, account_token_id, sign_up_id)
        select ${kind}::notification_kind, t.email, ${about[kind] ?? appointmentId}, 0, t.id, ${signUpId}
        from account_token t where t.id = ${accountTokenId}
        returning id`;
      const told = await mailed(shared, waiting?.id ?? '');
      // Each is the first that its reader is told, so that all of it is news.
      await sql`delete from notification where id = ${waiting?.id ?? ''}`;
      lookFor({ planted, findings, caller, answer: `mail ${kind}`, text: told });
      keep(`mail ${kind}`, findings);
    }
    expect(findings.leaks).toEqual([]);
  });
});

describe('the table of who may meet what', () => {
  it('names columns that there are', async () => {
    const columns = (await columnsOf(shared.api.db)).map(({ table, name }) => `${table}.${name}`);
    const known = new Set([...columns, ...columns.map((column) => `${column}.note`)]);
    expect(Object.keys(mayMeet).filter((column) => !known.has(column))).toEqual([]);
  });

  it('allows nothing that nobody met', () => {
    const unmet = Object.entries(mayMeet).flatMap(([column, standings]) =>
      Object.entries(standings).flatMap(([standing, places]) =>
        places === 'everywhere'
          ? [...met].some((one) => one.startsWith(`${column} `))
            ? []
            : [column]
          : places
              .filter((place) => walked.has(place))
              .map((place) => `${column} ${standing} ${place}`)
              .filter((one) => !met.has(one)),
      ),
    );
    expect(unmet).toEqual([]);
  });
});

/** Every subscription of every origin, with everybody who may listen. */
function watchersOf({ world }: Ground) {
  return realms.flatMap((realm) =>
    [...proceduresOf(realm)]
      .filter(([, type]) => type === 'subscription')
      .flatMap(([path]) =>
        everybody
          .filter((by) => authorisationTable[realm][path]?.expected(by, true) === 'ok')
          .map((by) => ({ realm, path, by, token: tokenOf(world.people, by), input: inputOf(world, path) })),
      ),
  );
}

/** What a stream is asked to watch; most watch everything. */
const inputOf = (world: Ground['world'], path: string) =>
  path === 'agenda.dayChanges' ? { date: world.other.date } : {};

async function openEars({ api }: Ground, watcher: ReturnType<typeof watchersOf>[number]) {
  const { token, input } = watcher;
  return { ...watcher, stream: await openStream(api, watcher.realm, watcher.path, { token, input }) };
}

/** Delivers a message and answers with all that its mail was told, which is all that it could say. */
async function mailed({ api }: Ground, notificationId: string): Promise<string> {
  const mails: string[] = [];
  const ports = {
    db: api.db,
    tokens: api.tokens,
    origins: api.origins,
    render: async (content: unknown) => ({
      subject: '',
      html: '',
      text: JSON.stringify(content),
      attachments: [],
    }),
    mailer: {
      async send({ text }: { text: string }) {
        mails.push(text);
        return { ok: true as const, providerId: 'provider' };
      },
    },
    messageWaiting: () => undefined,
  };
  const outcome = await deliver(ports, { notificationId, now: testNow, lastAttempt: true });
  expect(outcome).toEqual({ status: 'sent' });
  return mails.join();
}
