import { randomUUID } from 'node:crypto';
import { type Actor, TRANSITION_COMMANDS } from '@vitalmed/core';
import {
  createTestDatabase,
  givenPatient,
  givenSchedule,
  givenUser,
  type TestDatabase,
} from '@vitalmed/db/testing';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { release, withdraw } from '../slot/withdraw.ts';
import { serviceContext } from '../testing/service-context.ts';
import { bookForPatient } from './book.ts';
import { cancel } from './cancel.ts';
import { reschedule } from './reschedule.ts';
import { changeState } from './transition.ts';

/** Sequences of up to thirty commands; FC_RUNS=1000 for the long run. */
const RUNS = Number(process.env.FC_RUNS ?? 40);
const PATIENTS = 3;
const SLOTS = 5;

let test: TestDatabase;
let secretary: Actor;

beforeAll(async () => {
  test = await createTestDatabase();
  secretary = { kind: 'secretary', userId: (await givenUser(test.db)).id };
});
afterAll(() => test.drop());

const patient = fc.nat(PATIENTS - 1);
const slot = fc.nat(SLOTS - 1);
/** Which of the appointments made so far, counted from the newest. */
const made = fc.nat(7);

const command = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('book' as const), patient, slot }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('cancel' as const), made, absent: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('move' as const), made, slot }) },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('mark' as const),
      made,
      mark: fc.constantFrom(...TRANSITION_COMMANDS),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('withdraw' as const), slot }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('release' as const), slot }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('wait' as const), minutes: fc.integer({ min: 1, max: 60 }) }),
  },
);
type Command = typeof command extends fc.Arbitrary<infer C> ? C : never;

/** One clinic morning: its slots, its patients, its clock, and every appointment made in it. */
type Morning = { slots: number[]; patients: string[]; now: Date; appointments: string[] };

async function newMorning(): Promise<Morning> {
  const { slots } = await givenSchedule(test.db);
  const patients = await Promise.all(Array.from({ length: PATIENTS }, () => givenPatient(test.db)));
  return {
    slots: slots.slice(0, SLOTS).map(({ id }) => id),
    patients: patients.map(({ id }) => id),
    now: new Date('2030-06-03T11:00:00Z'),
    appointments: [],
  };
}

async function carryOut(morning: Morning, command: Command): Promise<void> {
  const ctx = serviceContext(test.db, { actor: secretary, now: morning.now });
  const slotId = 'slot' in command ? (morning.slots[command.slot] ?? 0) : 0;
  const chosen = 'made' in command ? morning.appointments.at(-1 - command.made) : undefined;
  const [row] = chosen ? await test.db.sql`select revision from appointment where id = ${chosen}` : [];
  const target = { id: chosen ?? randomUUID(), revision: Number(row?.revision ?? 0) };
  switch (command.do) {
    case 'book': {
      const patientId = morning.patients[command.patient] ?? '';
      const request = { slotId, patientId, channel: 'desk' as const, idempotencyKey: randomUUID() };
      const booked = await bookForPatient(ctx, request);
      if (booked.ok) morning.appointments.push(booked.appointment.id);
      return;
    }
    case 'move': {
      const moved = await reschedule(ctx, { ...target, slotId, idempotencyKey: randomUUID() });
      if (moved.ok) morning.appointments.push(moved.appointment.id);
      return;
    }
    case 'cancel':
      await cancel(ctx, {
        ...target,
        reason: command.absent ? 'doctor-absent' : 'administrative',
        notify: false,
      });
      return;
    case 'mark':
      await changeState(ctx, { ...target, command: command.mark });
      return;
    case 'withdraw':
      await withdraw(ctx, { slotIds: [slotId], reason: 'Reunión' });
      return;
    case 'release':
      await release(ctx, { slotIds: [slotId] });
      return;
    case 'wait':
      morning.now = new Date(morning.now.getTime() + command.minutes * 60_000);
      return;
    default:
      command satisfies never;
  }
}

/** What must hold of a morning after any command; each row names what is broken. */
async function brokenRules({ slots, patients }: Morning): Promise<string[]> {
  const rows = await test.db.sql<{ broken: string }[]>`
    with held as (
      select slot.id, slot.status, count(a.id) filter (where a.status <> 'cancelled') as active
      from slot left join appointment a on a.slot_id = slot.id
      where slot.id = any(${slots}::bigint[]) group by slot.id
    ), history as (
      -- A move goes on with the revisions of what it moved.
      select a.id, a.revision - coalesce(before.revision, 0) as revision, count(event.id) as events
      from appointment a left join appointment before on before.id = a.rescheduled_from_id
      left join event on event.appointment_id = a.id
      where a.patient_id = any(${patients}::uuid[]) group by a.id, before.revision
    )
    select 'two claims on slot ' || id as broken from held where active > 1
    union all select 'slot ' || id || ' is free but claimed' from held where status = 'free' and active > 0
    union all select 'slot ' || id || ' is busy for nobody' from held where status = 'busy' and active = 0
    union all select 'appointment ' || id || ' has ' || events || ' events at revision ' || revision
      from history where events <> revision + 1
    union all select 'moved twice from ' || rescheduled_from_id from appointment
      where patient_id = any(${patients}::uuid[]) and rescheduled_from_id is not null
      group by rescheduled_from_id having count(*) > 1`;
  return rows.map(({ broken }) => broken);
}

describe('any history of a morning', () => {
  it(
    'keeps the rules after each of its commands',
    async () => {
      const history = fc.array(command, { minLength: 5, maxLength: 30 });
      await fc.assert(
        fc.asyncProperty(history, async (commands) => {
          const morning = await newMorning();
          for (const step of commands) {
            await carryOut(morning, step);
            expect(await brokenRules(morning)).toEqual([]);
          }
        }),
        { numRuns: RUNS, endOnFailure: true },
      );
    },
    RUNS * 2_000,
  );
});
