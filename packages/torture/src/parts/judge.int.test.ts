import { randomUUID } from 'node:crypto';
import { createTestDatabase, givenAppointment, type TestDatabase } from '@vitalmed/db/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { reportOn } from '../report.ts';
import { judge } from './judge.ts';
import { Ledger } from './ledger.ts';
import type { MailProvider } from './mail-provider.ts';

let test: TestDatabase;
beforeAll(async () => {
  test = await createTestDatabase();
});
afterAll(() => test.drop());

const arrived = new Set<string>();
const mails: MailProvider = {
  url: '',
  arrived: () => arrived,
  twins: () => 0,
  close: async () => undefined,
};

/** As the product writes it, with so many events and messages. */
async function booked({ events = 1, messages = 1 } = {}): Promise<{ appointmentId: string; slotId: number }> {
  const { id, slotId } = await givenAppointment(test.db);
  const { sql } = test.db;
  await sql`
    insert into event (type, actor_kind, appointment_id)
    select 'appointment.booked', 'system', ${id} from generate_series(1, ${events})`;
  const sent = await sql<{ id: string }[]>`
    insert into notification (kind, recipient, appointment_id, revision, status, sent_at)
    select 'appointment-booked', 'a@example.test', ${id}, 0, 'sent', now() from generate_series(1, ${messages}) returning id`;
  for (const message of sent) arrived.add(message.id);
  return { appointmentId: id, slotId: slotId ?? 0 };
}

const told = (entries: { appointmentId: string; slotId: number }[], ms = 10) => {
  const ledger = new Ledger();
  for (const entry of entries)
    ledger.write({
      ...entry,
      outcome: 'acknowledged',
      words: '200',
      at: 1,
      ms,
      idempotencyKey: randomUUID(),
    });
  return ledger;
};

async function brokenBy(ledger: Ledger): Promise<string[]> {
  const observed = { backMs: [0], backWithin: 1, mailedMs: 0, twins: 0, healthMs: 0, died: false };
  const verdict = await judge(test.db, ledger, mails);
  return reportOn('test', { ...observed, server: 'lives', ledger, verdict }, 0).broken;
}

it('finds nothing where everything is as it was told', async () => {
  expect(await brokenBy(told([await booked(), await booked()]))).toEqual([]);
});

it('finds a booking that was acknowledged and isn’t there, or not in the slot that was told', async () => {
  const elsewhere = { ...(await booked()), slotId: (await booked()).slotId };
  const ledger = told([{ appointmentId: randomUUID(), slotId: 1 }, elsewhere, await booked()]);
  expect(await brokenBy(ledger)).toEqual(['2 acknowledged bookings are lost']);
});

it('finds a booking that is told of twice, or not at all', async () => {
  const ledger = told([await booked({ events: 2 }), await booked({ events: 0, messages: 0 })]);
  expect(await brokenBy(ledger)).toEqual([
    '2 bookings have not exactly one event',
    '1 bookings have not exactly one message',
  ]);
});

it('finds an answer that took too long, and one that is no answer', async () => {
  const ledger = told([await booked()], 5_001);
  ledger.write({
    outcome: 'cut',
    words: 'ECONNRESET',
    at: 1,
    ms: 1,
    slotId: 1,
    idempotencyKey: randomUUID(),
  });
  expect(await brokenBy(ledger)).toEqual([
    '1 requests ended with ECONNRESET',
    'the slowest answer took 5.0 s, 5.0 s are allowed',
  ]);
});

it('finds a mail that is marked as sent and never arrived', async () => {
  const ledger = told([await booked()]);
  arrived.delete([...arrived].at(-1) ?? '');
  expect(await brokenBy(ledger)).toEqual(['1 mails are marked as sent and never arrived']);
});
