import { randomUUID } from 'node:crypto';
import { givenAppointment, givenPatient, givenSchedule, givenUser } from '@vitalmed/db/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDeliveries } from '../testing/deliveries.ts';
import { plainAuth } from '../testing/plain-auth.ts';
import { plainMailer } from '../testing/plain-mail.ts';

let post: Awaited<ReturnType<typeof openDeliveries>>;
beforeAll(async () => {
  post = await openDeliveries();
});
afterAll(() => post.drop());

const inAnHour = () => new Date(post.now.getTime() + 3_600_000);

describe('what a mail says', () => {
  const said = async (id: string) => {
    const mailer = plainMailer();
    await post.send(id, mailer);
    return JSON.parse(mailer.arrived.get(id)?.text ?? 'null');
  };

  it('is the appointment as it is now, at the revision that it tells of', async () => {
    const patient = await givenPatient(post.db, { firstName: 'Carla' });
    const appointment = await givenAppointment(post.db, {
      patientId: patient.id,
      revision: 4,
      status: 'arrived',
    });
    const id = await post.givenNotification({
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
    const { slots } = await givenSchedule(post.db);
    const [before, after] = slots;
    const patient = await givenPatient(post.db);
    const old = await givenAppointment(post.db, {
      slot: before,
      patientId: patient.id,
      status: 'cancelled',
    });
    const moved = await givenAppointment(post.db, {
      slot: after,
      patientId: patient.id,
      rescheduledFromId: old.id,
    });
    const id = await post.givenNotification({
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
    const appointment = await givenAppointment(post.db, {
      status: 'cancelled',
      cancelReason: 'doctor-absent',
    });
    const id = await post.givenNotification({
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
    await post.db.sql`
      insert into sign_up (id, email, password_hash, details, locale, expires_at)
      values (${signUpId}, 'martina@example.com', 'x', '{}', 'es-AR', ${inAnHour()})`;
    const codeMail = await post.givenNotification({ kind: 'sign-up-code', signUpId });
    expect(await said(codeMail)).toMatchObject({ code: plainAuth().tokens.signUpCode(signUpId) });

    const accountTokenId = await givenToken({ realm: 'doctor', expiresAt: inAnHour() });
    const resetMail = await post.givenNotification({ kind: 'password-reset', accountTokenId });
    expect(await said(resetMail)).toMatchObject({
      resetUrl: `https://medicos.example/restablecer#t=password-reset:${accountTokenId}`,
    });
  });

  it('gives the code of a file to the address that it was made for, with the account that asks masked', async () => {
    const user = await givenUser(post.db, { role: 'patient', email: 'martina@example.com' });
    const id = randomUUID();
    await post.db.sql`
      insert into account_token (id, purpose, realm, user_id, email, expires_at)
      values (${id}, 'file-proof', 'patient', ${user.id}, 'martina@example.com', ${inAnHour()})`;
    const mail = await post.givenNotification({ kind: 'file-code', accountTokenId: id });
    expect(await said(mail)).toMatchObject({ code: plainAuth().tokens.fileCode(id), account: 'm…@e…' });
    await post.db.sql`update account_token set used_at = now() where id = ${id}`;
    const late = await post.givenNotification({ kind: 'file-code', accountTokenId: id });
    expect(await post.send(late)).toEqual({ status: 'skipped', reason: 'token-over' });
  });

  it.each(['account-linked', 'document-verified'] as const)(
    'tells the owner of an account: %s',
    async (kind) => {
      expect(await said(await post.givenNotification({ kind }))).toMatchObject({
        kind,
        appointmentsUrl: 'https://turnos.example/mis-turnos',
      });
    },
  );

  it('shows the way in to somebody who has an account', async () => {
    expect(await said(await post.givenNotification({ kind: 'already-registered' }))).toMatchObject({
      signInUrl: 'https://turnos.example/ingresar',
    });
  });
});

async function givenToken({ realm, expiresAt }: { realm: string; expiresAt: Date }): Promise<string> {
  const user = await givenUser(post.db, { role: 'doctor' });
  const id = randomUUID();
  await post.db.sql`
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
    const appointment = await givenAppointment(post.db, { status });
    const id = await post.givenNotification({ kind, appointmentId: appointment.id, revision: 0 });
    const mailer = plainMailer();
    expect(await post.send(id, mailer)).toEqual({ status: 'skipped', reason });
    expect(mailer.attempts).toEqual([]);
    expect(await post.stateOf(id)).toMatchObject({ status: 'skipped', lastError: reason });
  });

  it('is skipped when its code or link is over', async () => {
    const expired = await givenToken({ realm: 'doctor', expiresAt: new Date(post.now.getTime() - 1) });
    const id = await post.givenNotification({ kind: 'password-reset', accountTokenId: expired });
    expect(await post.send(id)).toEqual({ status: 'skipped', reason: 'token-over' });
    expect(await post.send(await post.givenNotification({ kind: 'sign-up-code' }))).toMatchObject({
      status: 'skipped',
    });
  });
});
