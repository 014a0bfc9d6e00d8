import { addDays, type LocalDate } from '@vitalmed/core';
import { contentsOf, createTestDatabase, type TestDatabase } from '@vitalmed/db/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { saturday } from './testing/clinic.ts';
import { serviceContext } from './testing/service-context.ts';
import { actorsFor, everybody, givenSide, givenTarget, type Side } from './testing/use-cases/people.ts';
import { type Row, useCases } from './testing/use-cases/table.ts';

let test: TestDatabase;
beforeAll(async () => {
  test = await createTestDatabase({ poolSize: 5 });
});
afterAll(() => test.drop());

/** For each person, what is their own as a patient or doctor, and what is another's. */
const pairs = everybody.flatMap((person) => [true, false].map((own) => ({ person, own })));
type Pair = (typeof pairs)[number];
const nameOf = ({ person, own }: Pair) => `${person}, ${own ? 'own' : 'another’s'}`;

type Sides = { own: Side; other: Side };
const partsOf = ({ words, appointmentIds }: Side) => [...Object.values(words), ...appointmentIds];

/** What an answer to that person must not hold. */
function hiddenFrom({ person, own }: Pair, sides: Sides, { lists }: Row): string[] {
  const { phone, email, deskNote, history } = sides.own.words;
  switch (person) {
    case 'secretary':
    case 'admin':
      return lists ? [] : partsOf(own ? sides.other : sides.own);
    case 'patient':
      return [...partsOf(sides.other), deskNote, history];
    case 'doctor':
      return [...partsOf(sides.other), phone, email, deskNote, history];
    case 'nobody':
    case 'system':
      return [...Object.values(sides.own.words), ...Object.values(sides.other.words)];
    default:
      return person satisfies never;
  }
}

async function targetsOn(date: LocalDate, { own, other }: Sides, { status }: Row) {
  return {
    own: await givenTarget(test.db, own, { date, hour: 10, status }),
    other: await givenTarget(test.db, other, { date, hour: 12, status }),
  };
}

it.each(Object.entries(useCases))(
  '%s says yes to whom it may, and tells and writes nothing else',
  async (_, row) => {
    const { db } = test;
    const sides = { own: await givenSide(db), other: await givenSide(db) };
    const actors = await actorsFor(db, sides.own);
    const expected = (pair: Pair) => row.expected(pair.person, pair.own);
    const got: Record<string, string> = {};
    const leaks: string[] = [];
    const ask = async (pair: Pair, targets: Awaited<ReturnType<typeof targetsOn>>) => {
      const ctx = serviceContext(db, { actor: actors[pair.person], now: saturday });
      const answer = await row.call(ctx, pair.own ? targets.own : targets.other);
      got[nameOf(pair)] = answer.reason ?? (answer.ok ? 'ok' : 'refused without a reason');
      const told = JSON.stringify(answer);
      const leaked = hiddenFrom(pair, sides, row).filter((part) => told.includes(part));
      leaks.push(...leaked.map((part) => `${nameOf(pair)}: ${part}`));
    };

    const shared = await targetsOn('2030-06-03', sides, row);
    const before = await contentsOf(db);
    for (const pair of pairs) if (expected(pair) !== 'ok') await ask(pair, shared);
    expect(await contentsOf(db)).toEqual(before);

    for (const [day, person] of everybody.entries()) {
      const allowed = pairs.filter((pair) => pair.person === person && expected(pair) === 'ok');
      if (allowed.length === 0) continue;
      const targets = row.reads ? shared : await targetsOn(addDays('2030-06-04', day), sides, row);
      for (const pair of allowed) await ask(pair, targets);
    }
    expect(got).toEqual(Object.fromEntries(pairs.map((pair) => [nameOf(pair), expected(pair)])));
    expect(leaks).toEqual([]);
  },
);
