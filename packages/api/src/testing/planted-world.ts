import { randomUUID } from 'node:crypto';
import { type GivenAppointment, givenAppointment, givenRoom, givenSchedule } from '@vitalmed/db/testing';
import { givenPeople, type People } from './people.ts';
import { givenTarget, type Target } from './targets.ts';
import { type TestApi, testNow } from './test-api.ts';

/** What one patient and their doctor have: an appointment to come, one that the desk cancelled, one moved from it. */
export type Side = Target & {
  cancelled: Target;
  takenSlotId: number;
  movedId: string;
  accountTokenId: string;
  signUpId: string;
};

/** Two sides that share a day, with a row in every table. */
export type PlantedWorld = { people: People; one: Side; other: Side };

export async function givenPlantedWorld(
  api: TestApi,
  status?: GivenAppointment['status'],
): Promise<PlantedWorld> {
  const people = await givenPeople(api);
  return {
    people,
    one: await givenSide(api, people, { patient: people.patient, doctor: people.doctor, status }),
    other: await givenSide(api, people, {
      patient: people['other patient'],
      doctor: people['other doctor'],
      status,
    }),
  };
}

type Wanted = Pick<Target, 'patient' | 'doctor'> & { status?: GivenAppointment['status'] };

async function givenSide(api: TestApi, people: People, wanted: Wanted): Promise<Side> {
  const { db } = api;
  const target = await givenTarget(api, wanted);
  const { patient, doctor, date, siteId } = target;
  const room = await givenRoom(db, { siteId });
  const { slots } = await givenSchedule(db, {
    doctorId: doctor.doctorId,
    localDate: date,
    siteId,
    roomId: room.id,
    openingKey: randomUUID(),
    createdBy: people.secretary.userId,
    from: '11:00',
    to: '12:00',
  });
  const [givenUp, taken, withdrawn] = slots;
  const byDesk = {
    patientId: patient.patientId,
    roomId: room.id,
    bookedAt: testNow,
    bookedBy: people.secretary.userId,
  };
  const cancelled = await givenAppointment(db, {
    ...byDesk,
    slot: givenUp,
    idempotencyKey: randomUUID(),
    status: 'cancelled',
    cancelledBy: people.secretary.userId,
  });
  const moved = await givenAppointment(db, {
    ...byDesk,
    slot: taken,
    idempotencyKey: randomUUID(),
    rescheduledFromId: cancelled.id,
  });
  await db.sql`update slot set status = 'withdrawn' where id = ${withdrawn?.id ?? 0}`;
  await givenHistory(api, people, [target.appointmentId, cancelled.id, moved.id]);
  return {
    ...target,
    cancelled: { ...target, appointmentId: cancelled.id, revision: cancelled.revision },
    takenSlotId: taken?.id ?? 0,
    movedId: moved.id,
    ...(await givenOpenDoors(api, patient.userId)),
  };
}

/** Each appointment's events, as the desk's acts leave them, and a message that couldn't be sent. */
async function givenHistory({ db: { sql } }: TestApi, people: People, appointmentIds: string[]) {
  await sql`
    insert into event (type, actor_kind, actor_id, appointment_id, patient_id, doctor_id, specialty_id, local_date, data)
    select type, 'secretary', ${people.secretary.userId}, a.id, patient_id, doctor_id, specialty_id, local_date,
      jsonb_build_object('revision', 0, 'reason', 'administrative')
    from appointment a, unnest(array['appointment.booked', 'appointment.cancelled']) type
    where a.id = any(${appointmentIds}::uuid[])`;
  await sql`
    insert into notification (kind, recipient, appointment_id, revision, status)
    select 'appointment-booked', '', id, revision, 'failed' from appointment where id = any(${appointmentIds}::uuid[])`;
}

/** A registration that waits for its code and a password that may be reset. */
async function givenOpenDoors({ db: { sql } }: TestApi, userId: string) {
  const later = new Date(testNow.getTime() + 3_600_000);
  const [token] = await sql<{ id: string }[]>`
    insert into account_token (purpose, realm, user_id, expires_at)
    values ('password-reset', 'patient', ${userId}, ${later}) returning id`;
  const [signUp] = await sql<{ id: string }[]>`
    insert into sign_up (email, password_hash, details, locale, expires_at)
    values ('', '', ${sql.json({ firstName: 'Julia', lastName: 'Paz', documentNumber: '40111222', phone: '+5491145678901' })},
      'es-AR', ${later})
    returning id`;
  return { accountTokenId: token?.id ?? '', signUpId: signUp?.id ?? '' };
}
