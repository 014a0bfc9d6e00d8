import { givenSchedule } from '@vitalmed/db/testing';
import type { Delivery } from '@vitalmed/emails/port';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bookForPatient, bookOwn } from '../appointment/book.ts';
import { cancel, cancelOwn } from '../appointment/cancel.ts';
import { reschedule, rescheduleOwn } from '../appointment/reschedule.ts';
import { restore } from '../appointment/restore.ts';
import type { PatientAppointment } from '../appointment/view.ts';
import type { Result } from '../result.ts';
import { key, openClinic, type PatientActor } from '../testing/clinic.ts';
import { plainAuth } from '../testing/plain-auth.ts';
import { plainMailer, plainRender } from '../testing/plain-mail.ts';
import { deliver } from './deliver.ts';

let clinic: Awaited<ReturnType<typeof openClinic>>;
beforeAll(async () => {
  clinic = await openClinic();
});
afterAll(() => clinic.drop());

type Turno = Pick<PatientAppointment, 'id' | 'revision'>;

async function done(act: Promise<Result<{ appointment: Turno }>>): Promise<Turno> {
  const result = await act;
  if (!result.ok) throw new Error(`Refused: ${result.reason}`);
  return result.appointment;
}

/** What the desk does, and what patients do themselves, said as briefly as a test reads. */
const desk = {
  book: (patient: PatientActor, slotId: number) =>
    done(
      bookForPatient(clinic.as(clinic.secretary), {
        slotId,
        patientId: patient.patientId,
        channel: 'desk',
        idempotencyKey: key(),
      }),
    ),
  move: ({ id, revision }: Turno, slotId: number) =>
    done(reschedule(clinic.as(clinic.secretary), { id, revision, slotId, idempotencyKey: key() })),
  cancel: ({ id, revision }: Turno, notify = true) =>
    done(cancel(clinic.as(clinic.secretary), { id, revision, reason: 'administrative', notify })),
  restore: ({ id, revision }: Turno) => done(restore(clinic.as(clinic.secretary), { id, revision })),
};
const own = {
  book: (patient: PatientActor, slotId: number) =>
    done(bookOwn(clinic.as(patient), { slotId, idempotencyKey: key() })),
  move: (patient: PatientActor, { id, revision }: Turno, slotId: number) =>
    done(rescheduleOwn(clinic.as(patient), { id, revision, slotId, idempotencyKey: key() })),
  cancel: (patient: PatientActor, { id, revision }: Turno) =>
    done(cancelOwn(clinic.as(patient), { id, revision, reason: 'cannot-attend' })),
};

type Mail = { kind: string; at?: string; before?: string };

/** Everything that waits leaves, in its order; answers with what arrived. */
async function mailsLeave(answer?: (attempt: number) => Delivery | null): Promise<Mail[]> {
  const mailer = plainMailer(answer);
  const origins = {
    patient: 'https://p.example',
    backoffice: 'https://b.example',
    doctor: 'https://d.example',
  };
  const tokens = plainAuth().tokens;
  const ports = {
    db: clinic.db,
    tokens,
    origins,
    render: plainRender,
    mailer,
    messageWaiting: () => undefined,
  };
  const waiting = await clinic.db.sql<{ id: string }[]>`
    select id from notification where status = 'pending' order by id`;
  for (const { id } of waiting)
    await deliver(ports, { notificationId: id, now: new Date(), lastAttempt: false });
  return [...mailer.arrived.values()].map(({ text }) => {
    const { kind, appointment, after, before } = JSON.parse(text);
    return { kind, at: (appointment ?? after).startsAt, ...(before ? { before: before.startsAt } : {}) };
  });
}

const reasons = async () =>
  (
    await clinic.db.sql<{ reason: string | null }[]>`
      select last_error as reason from notification order by id`
  ).map(({ reason }) => reason);

async function givenHours() {
  await clinic.db.sql`delete from notification`;
  const patient = await clinic.givenPortalPatient();
  const { slots } = await givenSchedule(clinic.db);
  const hour = (index: number) => ({
    id: slots[index]?.id ?? 0,
    at: slots[index]?.startsAt.toISOString() ?? '',
  });
  return { patient, ten: hour(0), eleven: hour(3), twelve: hour(6) };
}

describe('what the desk does before its messages leave', () => {
  it('is told once, as it ended: moved, moved back and moved again is one move', async () => {
    const { patient, ten, eleven, twelve } = await givenHours();
    const booked = await own.book(patient, ten.id);
    await mailsLeave();
    const back = await desk.move(await desk.move(booked, eleven.id), ten.id);
    await desk.move(back, twelve.id);
    expect(await mailsLeave()).toEqual([{ kind: 'appointment-rescheduled', at: twelve.at, before: ten.at }]);
    expect(await reasons()).toEqual([null, 'superseded', 'superseded', null]);
  });

  it('is told to nobody when all of it was undone', async () => {
    const { patient, ten, eleven } = await givenHours();
    const booked = await own.book(patient, ten.id);
    await mailsLeave();
    await desk.move(await desk.move(booked, eleven.id), ten.id);
    expect(await mailsLeave()).toEqual([]);
    expect(await reasons()).toEqual([null, 'superseded', 'undone']);
  });

  it('is told to nobody when it was booked and taken back', async () => {
    const { patient, ten } = await givenHours();
    await desk.cancel(await desk.book(patient, ten.id));
    expect(await mailsLeave()).toEqual([]);
    expect(await reasons()).toEqual(['superseded', 'undone']);
  });

  it('is a booking, whatever way it took, to who never heard of it', async () => {
    const { patient, ten, eleven } = await givenHours();
    await desk.move(await desk.book(patient, ten.id), eleven.id);
    expect(await mailsLeave()).toEqual([{ kind: 'appointment-booked', at: eleven.at }]);
  });

  it('ends the hour that the patient knows of', async () => {
    const { patient, ten, eleven } = await givenHours();
    const booked = await own.book(patient, ten.id);
    await mailsLeave();
    await desk.cancel(await desk.move(booked, eleven.id));
    expect(await mailsLeave()).toEqual([{ kind: 'appointment-cancelled', at: ten.at }]);
  });

  it('says nothing of a cancellation that the desk chose not to tell', async () => {
    const { patient, ten, eleven } = await givenHours();
    const booked = await own.book(patient, ten.id);
    await mailsLeave();
    await desk.cancel(await desk.move(booked, eleven.id), false);
    expect(await mailsLeave()).toEqual([]);
    expect(await reasons()).toEqual([null, 'appointment-cancelled']);
  });

  it('goes on from what left in between', async () => {
    const { patient, ten, eleven, twelve } = await givenHours();
    const moved = await desk.move(await desk.book(patient, ten.id), eleven.id);
    await mailsLeave();
    await desk.move(moved, twelve.id);
    expect(await mailsLeave()).toEqual([
      { kind: 'appointment-rescheduled', at: twelve.at, before: eleven.at },
    ]);
  });
});

describe('what may have arrived, or be known otherwise', () => {
  const silent: Delivery = { ok: false, retry: true, refused: false, reason: 'no answer' };

  it('is corrected, though what was told for sure is so again', async () => {
    const { patient, ten, eleven } = await givenHours();
    const booked = await own.book(patient, ten.id);
    await mailsLeave();
    const moved = await desk.move(booked, eleven.id);
    expect(await mailsLeave(() => silent)).toEqual([]);
    await desk.move(moved, ten.id);
    expect(await mailsLeave()).toEqual([{ kind: 'appointment-booked', at: ten.at }]);
  });

  it('ends with a mail: somebody booked before we had their address', async () => {
    const { patient, ten } = await givenHours();
    const booked = await desk.book(patient, ten.id);
    await clinic.db.sql`delete from notification`;
    await desk.cancel(booked);
    expect(await mailsLeave()).toEqual([{ kind: 'appointment-cancelled', at: ten.at }]);
  });

  it('is confirmed to whoever cancels their own, though the booking hadn’t been told', async () => {
    const { patient, ten } = await givenHours();
    await own.cancel(patient, await own.book(patient, ten.id));
    expect(await mailsLeave()).toEqual([{ kind: 'appointment-cancelled', at: ten.at }]);
  });
});

it('marks as the desk’s what the desk does and as the patient’s what they do', async () => {
  const { patient, ten, eleven, twelve } = await givenHours();
  const booked = await own.move(patient, await desk.book(patient, ten.id), eleven.id);
  await own.cancel(patient, booked);
  const back = await desk.restore(await desk.cancel(await own.book(patient, ten.id)));
  await desk.cancel(await desk.move(back, twelve.id));
  const rows = await clinic.db.sql<{ byDesk: boolean; patientId: string }[]>`
    select by_desk as "byDesk", patient_id as "patientId" from notification order by id`;
  expect(rows.map(({ byDesk }) => byDesk)).toEqual([true, false, false, false, true, true, true, true]);
  expect(rows.every(({ patientId }) => patientId === patient.patientId)).toBe(true);
});
