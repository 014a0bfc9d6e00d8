import { randomUUID } from 'node:crypto';
import { givenAppointment } from '@vitalmed/db/testing';
import type { Delivery } from '@vitalmed/emails/port';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDeliveries } from '../testing/deliveries.ts';
import { plainMailer } from '../testing/plain-mail.ts';

let post: Awaited<ReturnType<typeof openDeliveries>>;
beforeAll(async () => {
  post = await openDeliveries();
});
afterAll(() => post.drop());

async function bookedMail() {
  const appointment = await givenAppointment(post.db);
  return post.givenNotification({ kind: 'appointment-booked', appointmentId: appointment.id, revision: 0 });
}

const down: Delivery = { ok: false, retry: true, refused: true, reason: 'internal_server_error 500' };
const refused: Delivery = { ok: false, retry: false, refused: true, reason: 'validation_error 422' };
const noAnswer: Delivery = {
  ok: false,
  retry: true,
  refused: false,
  reason: 'application_error unreachable',
};

describe('delivering', () => {
  it('sends the mail under the notification’s id and marks it', async () => {
    const id = await bookedMail();
    const mailer = plainMailer();
    expect(await post.send(id, mailer)).toEqual({ status: 'sent' });
    expect(mailer.arrived.get(id)).toMatchObject({
      to: 'martina@example.com',
      subject: 'appointment-booked',
      headers: { 'Auto-Submitted': 'auto-generated' },
    });
    expect(await post.stateOf(id)).toEqual({
      status: 'sent',
      providerId: `provider-${id}`,
      lastError: null,
      attempts: 1,
      isSent: true,
    });
  });

  it('does nothing for one that is not waiting', async () => {
    const id = await bookedMail();
    await post.send(id);
    const mailer = plainMailer();
    expect(await post.send(id, mailer)).toEqual({ status: 'over' });
    expect(await post.send(randomUUID(), mailer)).toEqual({ status: 'over' });
    expect(mailer.attempts).toEqual([]);
  });

  it('asks for another attempt while the provider is down, and then sends', async () => {
    const id = await bookedMail();
    const mailer = plainMailer((attempt) => (attempt <= 2 ? down : null));
    expect(await post.send(id, mailer)).toEqual({ status: 'retry', reason: down.reason });
    expect(await post.stateOf(id)).toMatchObject({ status: 'pending', lastError: down.reason });
    expect(await post.send(id, mailer)).toMatchObject({ status: 'retry' });
    expect(await post.send(id, mailer)).toEqual({ status: 'sent' });
    expect(await post.stateOf(id)).toMatchObject({ status: 'sent', attempts: 3, lastError: null });
  });

  it('fails at once when the provider will never take it, and in the end when it stays down', async () => {
    const rejected = await bookedMail();
    expect(
      await post.send(
        rejected,
        plainMailer(() => refused),
      ),
    ).toEqual({ status: 'failed', reason: refused.reason });
    expect(await post.stateOf(rejected)).toMatchObject({
      status: 'failed',
      lastError: refused.reason,
      isSent: false,
    });
    const unlucky = await bookedMail();
    expect(
      await post.send(
        unlucky,
        plainMailer(() => down),
        true,
      ),
    ).toEqual({ status: 'failed', reason: down.reason });
  });

  it('sends one mail, the same byte for byte, when it was killed between sending and marking', async () => {
    const id = await bookedMail();
    const mailer = plainMailer();
    const cut = {
      ...mailer,
      send: async (mail: Parameters<typeof mailer.send>[0]) => {
        await mailer.send(mail);
        throw new Error('killed');
      },
    };
    await expect(post.send(id, cut)).rejects.toThrow('killed');
    expect(await post.stateOf(id)).toMatchObject({ status: 'pending' });
    expect(await post.send(id, mailer)).toEqual({ status: 'sent' });
    expect(mailer.arrived.size).toBe(1);
    expect(mailer.attempts[1]).toEqual(mailer.attempts[0]);
  });

  it('sends one mail when two workers hold the same notification', async () => {
    const id = await bookedMail();
    const mailer = plainMailer();
    await Promise.all([post.send(id, mailer), post.send(id, mailer), post.send(id, mailer)]);
    expect(mailer.arrived.size).toBe(1);
    expect(await post.stateOf(id)).toMatchObject({ status: 'sent' });
  });
});

describe('a mail that may have left, as its answer was lost', () => {
  const cancelAppointmentOf = (id: string) => post.db.sql`
    update appointment set status = 'cancelled', cancel_reason = 'patient-request', cancelled_at = now(),
      cancelled_by_kind = 'system',
      revision = appointment.revision + 1
    from notification where notification.id = ${id} and appointment.id = appointment_id`;
  const cutAfterSending = (mailer: ReturnType<typeof plainMailer>) => ({
    ...mailer,
    send: async (mail: Parameters<typeof mailer.send>[0]) => {
      await mailer.send(mail);
      throw new Error('killed');
    },
  });

  it.each([
    [
      'no answer came',
      async (id: string) =>
        void (await post.send(
          id,
          plainMailer(() => noAnswer),
        )),
    ],
    [
      'its worker was killed',
      async (id: string) => void (await post.send(id, cutAfterSending(plainMailer())).catch(() => undefined)),
    ],
  ])('is never called skipped when its appointment is cancelled then: %s', async (_, attempt) => {
    const id = await bookedMail();
    await attempt(id);
    await cancelAppointmentOf(id);
    const mailer = plainMailer();
    expect(await post.send(id, mailer)).toEqual({ status: 'unknown', reason: 'appointment-cancelled' });
    expect(mailer.attempts).toEqual([]);
    expect(await post.stateOf(id)).toMatchObject({ status: 'unknown', lastError: 'appointment-cancelled' });
  });

  it('is never called failed, neither when no answer comes in the end nor when the last one is a refusal', async () => {
    const silent = await bookedMail();
    const mailer = plainMailer(() => noAnswer);
    expect(await post.send(silent, mailer, true)).toEqual({ status: 'unknown', reason: noAnswer.reason });
    const refusedLater = await bookedMail();
    await post.send(refusedLater, mailer);
    expect(
      await post.send(
        refusedLater,
        plainMailer(() => refused),
      ),
    ).toEqual({ status: 'unknown', reason: refused.reason });
  });

  it('is skipped all the same when every attempt was refused', async () => {
    const id = await bookedMail();
    await post.send(
      id,
      plainMailer(() => down),
    );
    await cancelAppointmentOf(id);
    expect(await post.send(id)).toMatchObject({ status: 'skipped' });
  });

  it('is sent after all when the attempt that was under way ends well', async () => {
    const id = await bookedMail();
    let answer = () => {};
    const answered = new Promise<Delivery>((resolve) => {
      answer = () => resolve({ ok: true, providerId: 're_1' });
    });
    let begun = () => {};
    const beginning = new Promise<void>((resolve) => {
      begun = resolve;
    });
    const slow = () => {
      begun();
      return answered;
    };
    const sending = post.send(id, { ...plainMailer(), send: slow });
    await beginning;
    await cancelAppointmentOf(id);
    expect(await post.send(id)).toMatchObject({ status: 'unknown' });
    answer();
    expect(await sending).toEqual({ status: 'sent' });
    expect(await post.stateOf(id)).toMatchObject({ status: 'sent', providerId: 're_1', lastError: null });
  });
});
