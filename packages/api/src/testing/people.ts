import type { Realm } from '@vitalmed/auth';
import { givenDoctor, givenPatient, givenUser } from '@vitalmed/db/testing';
import type { TestApi } from './test-api.ts';

export const everybody = [
  'nobody',
  'patient',
  'other patient',
  'secretary',
  'doctor',
  'other doctor',
  'admin',
] as const;
export type PersonName = (typeof everybody)[number];

type Account = { userId: string; email: string; passwordHash: string; token: string };
export type PatientPerson = Account & { patientId: string };
export type DoctorPerson = Account & { doctorId: number; specialtyId: number };

/** One of each who may knock, signed in where their account belongs. */
export type People = {
  patient: PatientPerson;
  'other patient': PatientPerson;
  secretary: Account;
  doctor: DoctorPerson;
  'other doctor': DoctorPerson;
  admin: Account;
};

export async function givenPeople(api: TestApi): Promise<People> {
  const [patient, otherPatient, secretary, doctor, otherDoctor, admin] = await Promise.all([
    givenPatientPerson(api),
    givenPatientPerson(api),
    givenStaff(api, 'secretary', 'backoffice'),
    givenDoctorPerson(api),
    givenDoctorPerson(api),
    givenStaff(api, 'admin', 'backoffice'),
  ]);
  return { patient, 'other patient': otherPatient, secretary, doctor, 'other doctor': otherDoctor, admin };
}

/** The session token of that person, in whichever realm it is then tried. */
export function tokenOf(people: People, name: PersonName): string | null {
  return name === 'nobody' ? null : people[name].token;
}

export async function givenPatientPerson(api: TestApi): Promise<PatientPerson> {
  const user = await givenUser(api.db, { role: 'patient' });
  const patient = await givenPatient(api.db, { userId: user.id, email: user.email });
  return { ...(await signedIn(api, user, 'patient')), patientId: patient.id };
}

async function givenDoctorPerson(api: TestApi): Promise<DoctorPerson> {
  const user = await givenUser(api.db, { role: 'doctor' });
  const doctor = await givenDoctor(api.db, { userId: user.id });
  const [specialtyId = 0] = doctor.specialtyIds;
  return { ...(await signedIn(api, user, 'doctor')), doctorId: doctor.id, specialtyId };
}

async function givenStaff(api: TestApi, role: 'secretary' | 'admin', realm: Realm): Promise<Account> {
  return signedIn(api, await givenUser(api.db, { role }), realm);
}

type User = { id: string; email: string; passwordHash: string };

async function signedIn(
  api: TestApi,
  { id: userId, email, passwordHash }: User,
  realm: Realm,
): Promise<Account> {
  return { userId, email, passwordHash, token: await startSession(api, { userId, passwordHash }, realm) };
}

/** A session as signing in begins it; its token. */
export async function startSession(
  { sessions }: Pick<TestApi, 'sessions'>,
  proof: { userId: string; passwordHash: string },
  realm: Realm,
): Promise<string> {
  const { userId, passwordHash } = proof;
  const session = await sessions.start({ userId, passwordHash, realm });
  if (!session) throw new Error('No session began');
  return session.token;
}
