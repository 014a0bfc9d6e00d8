import { randomUUID } from 'node:crypto';
import { givenSchedule } from '@vitalmed/db/testing';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bookForPatient, bookOwn } from '../appointment/book.ts';
import { cancel, cancelOwn } from '../appointment/cancel.ts';
import { getAppointment } from '../appointment/get.ts';
import { listOwn } from '../appointment/list-own.ts';
import { reschedule, rescheduleOwn } from '../appointment/reschedule.ts';
import type { ServiceContext } from '../context.ts';
import { actorOf, signUp } from '../testing/accounts.ts';
import { openClinic } from '../testing/clinic.ts';
import { createPatient } from './create.ts';
import { linkAccount } from './link-account.ts';
import { confirmFileCode, requestFileCode } from './prove-file.ts';
import { updatePatient } from './update.ts';

/** Sequences of up to forty commands; FC_RUNS=1000 for the long run. */
const RUNS = Number(process.env.FC_RUNS ?? 30);
const ACCOUNTS = 3;
const SLOTS = 9;

let clinic: Awaited<ReturnType<typeof openClinic>>;

beforeAll(async () => {
  clinic = await openClinic();
});
afterAll(() => clinic.drop());

const account = fc.nat(ACCOUNTS - 1);
/** Which of the files made so far, counted from the newest; likewise which appointment. */
const file = fc.nat(4);
const made = fc.nat(7);
const slot = fc.nat(SLOTS - 1);
const mailbox = fc.option(account, { freq: 3 });

/** Makes commands of that name and those fields, so many among a hundred. */
function often<D extends string, T>(weight: number, name: D, fields: { [K in keyof T]: fc.Arbitrary<T[K]> }) {
  const arbitrary = fc.record(fields).map((values) => ({ do: name, ...values }));
  return { weight, arbitrary };
}

const command = fc.oneof(
  often(20, 'claim', { account }),
  // The address on the desk's file: none, or that of an account's owner, who then can read what is mailed to it.
  often(12, 'create', { mailbox, seen: fc.boolean() }),
  often(12, 'book at the desk', { file, slot }),
  often(8, 'book', { account, slot }),
  often(6, 'move at the desk', { made, slot }),
  often(6, 'move', { account, made, slot }),
  often(6, 'cancel', { account, made }),
  often(4, 'cancel at the desk', { made }),
  often(6, 'verify', { file }),
  often(4, 'edit', { file, mailbox, apart: fc.boolean() }),
  often(4, 'link', { file, seen: fc.boolean() }),
  often(8, 'ask for a code', { account }),
  often(10, 'prove by code', { account }),
  // With the code that was mailed on its own request, with what was mailed on another's, or with a guess.
  often(12, 'give the code', { account, asked: fc.option(account), right: fc.boolean() }),
);
type Command = typeof command extends fc.Arbitrary<infer C> ? C : never;

/** What the test itself knows: who typed which appointment, and who proved to be whose. */
type World = {
  document: string;
  slots: number[];
  /** Each account's id, once it signed up. */
  accounts: (string | null)[];
  files: string[];
  appointments: string[];
  /** Appointments that an account made by itself, or moved. */
  madeBy: Map<string, string>;
  /** "account file": the desk said so, or the owner of that mailbox gave the code. */
  proven: Set<string>;
};

let last = 0;
const mailboxOf = (world: World, n: number) => `persona${n}-${world.document}@example.test`;
const desk = () => clinic.as(clinic.secretary);

async function newWorld(): Promise<World> {
  const { slots } = await givenSchedule(clinic.db);
  return {
    document: String(20_000_000 + ++last),
    slots: slots.slice(0, SLOTS).map(({ id }) => id),
    accounts: Array.from({ length: ACCOUNTS }, () => null),
    files: [],
    appointments: [],
    madeBy: new Map(),
    proven: new Set(),
  };
}

async function revisionOf(table: 'appointment' | 'patient', id: string): Promise<number> {
  const [row] = await clinic.db.sql`select revision from ${clinic.db.sql(table)} where id = ${id}`;
  return Number(row?.revision ?? 0);
}

async function enter(world: World, n: number): Promise<{ userId: string; ctx: ServiceContext } | null> {
  const userId = world.accounts[n];
  return userId ? { userId, ctx: clinic.as(await actorOf(desk(), userId)) } : null;
}

const pick = (ids: string[], fromNewest: number) =>
  ids.at(-1 - (fromNewest % Math.max(1, ids.length))) ?? randomUUID();

async function target(world: World, fromNewest: number) {
  const id = pick(world.appointments, fromNewest);
  return { id, revision: await revisionOf('appointment', id) };
}

function remember(world: World, id: string, userId: string | null): void {
  world.appointments.push(id);
  if (userId) world.madeBy.set(id, userId);
}

async function carryOut(world: World, command: Command): Promise<void> {
  const idempotencyKey = randomUUID();
  const slotId = 'slot' in command ? (world.slots[command.slot] ?? 0) : 0;
  const patientId = 'file' in command ? pick(world.files, command.file) : '';
  const mailbox = 'mailbox' in command && command.mailbox !== null ? mailboxOf(world, command.mailbox) : null;
  const who = 'account' in command ? await enter(world, command.account) : null;
  switch (command.do) {
    case 'claim':
      return claim(world, command.account);
    case 'create': {
      const person = {
        firstName: 'Ana',
        lastName: 'Prado',
        documentNumber: world.document,
        phone: '+5491150000009',
      };
      const request = { ...person, email: mailbox, documentSeen: command.seen, idempotencyKey };
      const created = await createPatient(desk(), request);
      if (created.ok) world.files.push(created.patient.id);
      return;
    }
    case 'book at the desk': {
      const booked = await bookForPatient(desk(), { slotId, patientId, channel: 'desk', idempotencyKey });
      if (booked.ok) remember(world, booked.appointment.id, null);
      return;
    }
    case 'book': {
      const booked = who && (await bookOwn(who.ctx, { slotId, idempotencyKey }));
      if (booked?.ok) remember(world, booked.appointment.id, who?.userId ?? null);
      return;
    }
    case 'move at the desk': {
      const moved = await reschedule(desk(), {
        ...(await target(world, command.made)),
        slotId,
        idempotencyKey,
      });
      if (moved.ok) remember(world, moved.appointment.id, null);
      return;
    }
    case 'move': {
      if (!who) return;
      const old = await target(world, command.made);
      const may = await entitled(world, who.userId, old.id);
      const moved = await rescheduleOwn(who.ctx, { ...old, slotId, idempotencyKey });
      expect(moved.ok && !may).toBe(false);
      if (moved.ok) remember(world, moved.appointment.id, who.userId);
      return;
    }
    case 'cancel': {
      if (!who) return;
      const old = await target(world, command.made);
      const may = await entitled(world, who.userId, old.id);
      expect((await cancelOwn(who.ctx, { ...old, reason: 'other' })).ok && !may).toBe(false);
      return;
    }
    case 'cancel at the desk':
      await cancel(desk(), {
        ...(await target(world, command.made)),
        reason: 'administrative',
        notify: true,
      });
      return;
    case 'verify':
    case 'edit': {
      const file = { id: patientId, revision: await revisionOf('patient', patientId) };
      const documentNumber = 'apart' in command && command.apart ? String(50_000_000 + ++last) : undefined;
      const change = command.do === 'verify' ? { documentSeen: true } : { email: mailbox, documentNumber };
      await updatePatient(desk(), { ...file, ...change });
      return;
    }
    case 'link': {
      const [row] = await clinic.db.sql<{ userId: string }[]>`
        select user_id as "userId" from patient where id = ${patientId}`;
      const linked = await linkAccount(desk(), { patientId, documentSeen: command.seen });
      if (linked.ok) world.proven.add(`${row?.userId} ${linked.patient.id}`);
      return;
    }
    case 'ask for a code':
      if (who) await requestFileCode(who.ctx);
      return;
    case 'prove by code':
      if (who && (await requestFileCode(who.ctx)).ok) await giveCode(world, { ...who, askedBy: who.userId });
      return;
    case 'give the code':
      if (who) {
        const other = command.asked === null ? null : (world.accounts[command.asked] ?? null);
        await giveCode(world, { ...who, askedBy: command.right ? who.userId : other });
      }
      return;
    default:
      command satisfies never;
  }
}

async function claim(world: World, n: number): Promise<void> {
  if (world.accounts[n]) return;
  const email = mailboxOf(world, n);
  // Who signs up from the mailbox that the desk's file names has proven it by the code of signing up.
  const [known] = await clinic.db.sql<{ id: string }[]>`
    select id from patient where document_number = ${world.document} and email = ${email} and user_id is null
      and merged_into_id is null`;
  const userId = await signUp(clinic.as({ kind: 'anonymous' }), { email, documentNumber: world.document });
  world.accounts[n] = userId;
  if (known) world.proven.add(`${userId} ${known.id}`);
  else world.files.push((await actorOf(desk(), userId)).patientId);
}

type Giving = { userId: string; ctx: ServiceContext; askedBy: string | null };

/** Whoever has a code that was mailed on their request has it from the owner of that mailbox; without one it's a guess. */
async function giveCode(world: World, { userId, ctx, askedBy }: Giving): Promise<void> {
  const [mailed] = await clinic.db.sql<{ tokenId: string; file: string }[]>`
    select t.id as "tokenId", t.patient_id as file from account_token t
    join notification n on n.account_token_id = t.id
    where t.user_id = ${askedBy} order by t.created_at desc, t.id desc limit 1`;
  const code = mailed ? ctx.auth.tokens.fileCode(mailed.tokenId) : '123456';
  const given = await confirmFileCode(ctx, { code });
  const { patientId } = await actorOf(ctx, userId);
  if (!given.ok) return;
  expect([askedBy, mailed?.file]).toEqual([userId, patientId]);
  world.proven.add(`${userId} ${patientId}`);
}

/** Their own doing, or on a file that they proved to be theirs. */
async function entitled(world: World, userId: string, appointmentId: string): Promise<boolean> {
  if (world.madeBy.get(appointmentId) === userId) return true;
  const [row] = await clinic.db.sql<{ file: string }[]>`
    select patient_id as file from appointment where id = ${appointmentId}`;
  return row !== undefined && world.proven.has(`${userId} ${row.file}`);
}

/** What each account reads or is told beyond its own, or misses of what it made itself. */
async function faults(world: World): Promise<string[]> {
  const found: string[] = [];
  for (const n of world.accounts.keys()) {
    const who = await enter(world, n);
    if (!who) continue;
    const { userId, ctx } = who;
    const lists = await listOwn(ctx);
    if (!lists.ok) return [lists.reason];
    const listed = [...lists.upcoming, ...lists.past].map(({ id }) => id);
    const told = await clinic.db.sql<{ id: string }[]>`
      select distinct appointment_id as id from event
      where patient_id = (select id from patient where user_id = ${userId}) and appointment_id is not null`;
    for (const id of world.appointments) {
      const opened = (await getAppointment(ctx, { id })).ok;
      const sees = [
        listed.includes(id) && 'lists',
        opened && 'opens',
        told.some((one) => one.id === id) && 'hears of',
      ];
      const may = await entitled(world, userId, id);
      if (!may) found.push(...sees.filter(Boolean).map((how) => `account ${n} ${how} ${id}`));
      if (world.madeBy.get(id) === userId && !opened) found.push(`account ${n} lost ${id}`);
    }
  }
  return found;
}

describe('accounts and people that share a document', () => {
  it(
    'never read or change what they have not proven, in whatever order the desk and they act',
    async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.array(command, { minLength: 12, maxLength: 40, size: 'max' }),
          async (commands) => {
            const world = await newWorld();
            for (const step of commands) {
              await carryOut(world, step);
              expect(await faults(world)).toEqual([]);
            }
          },
        ),
        { numRuns: RUNS, endOnFailure: true },
      );
    },
    RUNS * 10_000,
  );
});
