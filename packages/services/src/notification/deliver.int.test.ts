import { randomUUID } from 'node:crypto';
import {
  createTestDatabase,
  givenAppointment,
  givenPatient,
  givenSchedule,
  givenUser,
  type TestDatabase,
} from '@vitalmed/db/testing';
import type { Delivery } from '@vitalmed/emails/port';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { plainAuth } from '../testing/plain-auth.ts';
import { plainMailer, plainRender } from '../testing/plain-mail.ts';
import { deliver } from './deliver.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const origins = {
  patient: 'https://turnos.example',
  backoffice: 'https://recepcion.example',
  doctor: 'https://medicos.example',
};
const now = new Date();
const inAnHour = new Date(now.getTime() + 3_600_000);

function send(notificationId: string, mailer = plainMailer(), lastAttempt = false) {
  const ports = {
    db: database.db,
    tokens: plainAuth().tokens,
    origins,
    render: plainRender,
    mailer,
    messageWaiting: () => undefined,
  };
  return deliver(ports, { notificationId, now, lastAttempt });
}

type Owed = {
  kind: string;
  appointmentId?: string;
  revision?: number;
  accountTokenId?: string;
  signUpId?: string;
};

async function givenNotification(owed: Owed): Promise<string> {
  const id = randomUUID();
  await database.db.sql`
    insert into notification (id, kind, recipient, appointment_id, revision, account_token_id, sign_up_id, dispatched_at)
    values (${id}, ${owed.kind}, 'martina@example.com', ${owed.appointmentId ?? null}, ${owed.revision ?? null},
      ${owed.accountTokenId ?? null}, ${owed.signUpId ?? null}, now())`;
  return id;
}

const stateOf = async (id: string) =>
  (
    await database.db.sql`
      select status, provider_id as "providerId", last_error as "lastError", attempts, sent_at is not null as "isSent"
      from notification where id = ${id}`
  )[0];

async function bookedMail() {
  const appointment = await givenAppointment(database.db);
  return givenNotification({ kind: 'appointment-booked', appointmentId: appointment.id, revision: 0 });
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
    expect(await send(id, mailer)).toEqual({ status: 'sent' });
    expect(mailer.arrived.get(id)).toMatchObject({
      to: 'martina@example.com',
      subject: 'appointment-booked',
      headers: { 'Auto-Submitted': 'auto-generated' },
    });
    expect(await stateOf(id)).toEqual({
      status: 'sent',
      providerId: `provider-${id}`,
      lastError: null,
      attempts: 1,
      isSent: true,
    });
  });

  it('does nothing for one that is not waiting', async () => {
    const id = await bookedMail();
    await send(id);
    const mailer = plainMailer();
    expect(await send(id, mailer)).toEqual({ status: 'over' });
    expect(await send(randomUUID(), mailer)).toEqual({ status: 'over' });
    expect(mailer.attempts).toEqual([]);
  });

  it('asks for another attempt while the provider is down, and then sends', async () => {
    const id = await bookedMail();
    const mailer = plainMailer((attempt) => (attempt <= 2 ? down : null));
    expect(await send(id, mailer)).toEqual({ status: 'retry', reason: down.reason });
    expect(await stateOf(id)).toMatchObject({ status: 'pending', lastError: down.reason });
    expect(await send(id, mailer)).toMatchObject({ status: 'retry' });
    expect(await send(id, mailer)).toEqual({ status: 'sent' });
    expect(await stateOf(id)).toMatchObject({ status: 'sent', attempts: 3, lastError: null });
  });

  it('fails at once when the provider will never take it, and in the end when it stays down', async () => {
    const rejected = await bookedMail();
    expect(
      await send(
        rejected,
        plainMailer(() => refused),
      ),
    ).toEqual({ status: 'failed', reason: refused.reason });
    expect(await stateOf(rejected)).toMatchObject({
      status: 'failed',
      lastError: refused.reason,
      isSent: false,
    });
    const unlucky = await bookedMail();
    expect(
      await send(
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
    await expect(send(id, cut)).rejects.toThrow('killed');
    expect(await stateOf(id)).toMatchObject({ status: 'pending' });
    expect(await send(id, mailer)).toEqual({ status: 'sent' });
    expect(mailer.arrived.size).toBe(1);
    expect(mailer.attempts[1]).toEqual(mailer.attempts[0]);
  });

  it('sends one mail when two workers hold the same notification', async () => {
    const id = await bookedMail();
    const mailer = plainMailer();
    await Promise.all([send(id, mailer), send(id, mailer), send(id, mailer)]);
    expect(mailer.arrived.size).toBe(1);
    expect(await stateOf(id)).toMatchObject({ status: 'sent' });
  });
});

describe('a mail that may have left, as its answer was lost', () => {
  const cancelAppointmentOf = (id: string) => database.db.sql`
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
        void (await send(
          id,
          plainMailer(() => noAnswer),
        )),
    ],
    [
      'its worker was killed',
      async (id: string) => void (await send(id, cutAfterSending(plainMailer())).catch(() => undefined)),
    ],
  ])('is never called skipped when its appointment is cancelled then: %s', async (_, attempt) => {
    const id = await bookedMail();
    await attempt(id);
    await cancelAppointmentOf(id);
    const mailer = plainMailer();
    expect(await send(id, mailer)).toEqual({ status: 'unknown', reason: 'appointment-cancelled' });
    expect(mailer.attempts).toEqual([]);
    expect(await stateOf(id)).toMatchObject({ status: 'unknown', lastError: 'appointment-cancelled' });
  });

  it('is never called failed, neither when no answer comes in the end nor when the last one is a refusal', async () => {
    const silent = await bookedMail();
    const mailer = plainMailer(() => noAnswer);
    expect(await send(silent, mailer, true)).toEqual({ status: 'unknown', reason: noAnswer.reason });
    const refusedLater = await bookedMail();
    await send(refusedLater, mailer);
    expect(
      await send(
        refusedLater,
        plainMailer(() => refused),
      ),
    ).toEqual({ status: 'unknown', reason: refused.reason });
  });

  it('is skipped all the same when every attempt was refused', async () => {
    const id = await bookedMail();
    await send(
      id,
      plainMailer(() => down),
    );
    await cancelAppointmentOf(id);
    expect(await send(id)).toMatchObject({ status: 'skipped' });
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
    const sending = send(id, { ...plainMailer(), send: slow });
    await beginning;
    await cancelAppointmentOf(id);
    expect(await send(id)).toMatchObject({ status: 'unknown' });
    answer();
    expect(await sending).toEqual({ status: 'sent' });
    expect(await stateOf(id)).toMatchObject({ status: 'sent', providerId: 're_1', lastError: null });
  });
});

describe('what a mail says', () => {
  const said = async (id: string) => {
    const mailer = plainMailer();
    await send(id, mailer);
    return JSON.parse(mailer.arrived.get(id)?.text ?? 'null');
  };

  it('is the appointment as it is now, at the revision that it tells of', async () => {
    const patient = await givenPatient(database.db, { firstName: 'Carla' });
    const appointment = await givenAppointment(database.db, {
      patientId: patient.id,
      revision: 4,
      status: 'arrived',
    });
    const id = await givenNotification({
      kind: 'appointment-booked',
      appointmentId: appointment.id,
      revision: 0,
    });
    expect(await said(id)).toMatchObject({
      kind: 'appointment-booked',
      patientName: 'Carla',
      appointmentsUrl: 'https://turnos.example/mis-turnos',
      appointment: {
        calendarId: appointment.id,
        revision: 0,
        doctor: 'Dra. Ana Gómez',
        startsAt: appointment.startsAt.toISOString(),
        site: { city: 'Buenos Aires' },
      },
    });
  });

  it('names the old and the new time of a move', async () => {
    const { slots } = await givenSchedule(database.db);
    const [before, after] = slots;
    const patient = await givenPatient(database.db);
    const old = await givenAppointment(database.db, {
      slot: before,
      patientId: patient.id,
      status: 'cancelled',
    });
    const moved = await givenAppointment(database.db, {
      slot: after,
      patientId: patient.id,
      rescheduledFromId: old.id,
    });
    const id = await givenNotification({
      kind: 'appointment-rescheduled',
      appointmentId: moved.id,
      revision: 0,
    });
    expect(await said(id)).toMatchObject({
      kind: 'appointment-rescheduled',
      before: { calendarId: old.id, startsAt: before?.startsAt.toISOString() },
      after: { calendarId: old.id, startsAt: after?.startsAt.toISOString() },
    });
  });

  it('gives the reason of a cancellation', async () => {
    const appointment = await givenAppointment(database.db, {
      status: 'cancelled',
      cancelReason: 'doctor-absent',
    });
    const id = await givenNotification({
      kind: 'appointment-cancelled',
      appointmentId: appointment.id,
      revision: 1,
    });
    expect(await said(id)).toMatchObject({
      reason: 'doctor-absent',
      byPatient: false,
      searchUrl: 'https://turnos.example/',
    });
  });

  it('derives codes and links from what is stored, and leads to the door that was asked', async () => {
    const signUpId = randomUUID();
    await database.db.sql`
      insert into sign_up (id, email, password_hash, details, locale, expires_at)
      values (${signUpId}, 'martina@example.com', 'x', '{}', 'es-AR', ${inAnHour})`;
    const codeMail = await givenNotification({ kind: 'sign-up-code', signUpId });
    expect(await said(codeMail)).toMatchObject({ code: plainAuth().tokens.signUpCode(signUpId) });

    const accountTokenId = await givenToken({ realm: 'doctor', expiresAt: inAnHour });
    const resetMail = await givenNotification({ kind: 'password-reset', accountTokenId });
    expect(await said(resetMail)).toMatchObject({
      resetUrl: `https://medicos.example/restablecer#t=password-reset:${accountTokenId}`,
    });
  });

  it('gives the code of a file to the address that it was made for, with the account that asks masked', async () => {
    const user = await givenUser(database.db, { role: 'patient', email: 'martina@example.com' });
    const id = randomUUID();
    await database.db.sql`
      insert into account_token (id, purpose, realm, user_id, email, expires_at)
      values (${id}, 'file-proof', 'patient', ${user.id}, 'martina@example.com', ${inAnHour})`;
    const mail = await givenNotification({ kind: 'file-code', accountTokenId: id });
    expect(await said(mail)).toMatchObject({ code: plainAuth().tokens.fileCode(id), account: 'm…@e…' });
    await database.db.sql`update account_token set used_at = now() where id = ${id}`;
    const late = await givenNotification({ kind: 'file-code', accountTokenId: id });
    expect(await send(late)).toEqual({ status: 'skipped', reason: 'token-over' });
  });

  it.each(['account-linked', 'document-verified'] as const)(
    'tells the owner of an account: %s',
    async (kind) => {
      expect(await said(await givenNotification({ kind }))).toMatchObject({
        kind,
        appointmentsUrl: 'https://turnos.example/mis-turnos',
      });
    },
  );

  it('shows the way in to somebody who has an account', async () => {
    expect(await said(await givenNotification({ kind: 'already-registered' }))).toMatchObject({
      signInUrl: 'https://turnos.example/ingresar',
    });
  });
});

async function givenToken({ realm, expiresAt }: { realm: string; expiresAt: Date }): Promise<string> {
  const user = await givenUser(database.db, { role: 'doctor' });
  const id = randomUUID();
  await database.db.sql`
    insert into account_token (id, purpose, realm, user_id, expires_at)
    values (${id}, 'password-reset', ${realm}, ${user.id}, ${expiresAt})`;
  return id;
}

describe('a mail that would be untrue by now', () => {
  it.each([
    ['appointment-booked', 'cancelled', 'appointment-cancelled'],
    ['appointment-booked', 'completed', 'appointment-completed'],
    ['appointment-rescheduled', 'cancelled', 'appointment-cancelled'],
    ['appointment-cancelled', 'booked', 'not-cancelled'],
  ] as const)('%s is skipped when the appointment is %s', async (kind, status, reason) => {
    const appointment = await givenAppointment(database.db, { status });
    const id = await givenNotification({ kind, appointmentId: appointment.id, revision: 0 });
    const mailer = plainMailer();
    expect(await send(id, mailer)).toEqual({ status: 'skipped', reason });
    expect(mailer.attempts).toEqual([]);
    expect(await stateOf(id)).toMatchObject({ status: 'skipped', lastError: reason });
  });

  it('is skipped when its code or link is over', async () => {
    const expired = await givenToken({ realm: 'doctor', expiresAt: new Date(now.getTime() - 1) });
    const id = await givenNotification({ kind: 'password-reset', accountTokenId: expired });
    expect(await send(id)).toEqual({ status: 'skipped', reason: 'token-over' });
    expect(await send(await givenNotification({ kind: 'sign-up-code' }))).toMatchObject({
      status: 'skipped',
    });
  });
});
