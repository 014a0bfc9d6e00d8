import { searchText } from '@vitalmed/core';
import type { TransactionSql } from '../client.ts';
import {
  appointmentRow,
  bySecretary,
  type EventRow,
  eventRow,
  iso,
  live,
  visitEvents,
  visitMessages,
} from './history.ts';
import { insertRows } from './insert-rows.ts';
import type { Account, People, Person } from './people.ts';
import type { DemoPlan } from './plan.ts';
import { type Opened, writeSchedules, writeSlots } from './write-agenda.ts';
import { writeDoctors, writePlaces } from './write-clinic.ts';

export type SeedCounts = {
  sites: number;
  rooms: number;
  specialties: number;
  doctors: number;
  patients: number;
  schedules: number;
  slots: number;
  appointments: number;
  events: number;
};

/** Writes the whole plan with one statement a table. */
export async function writeDemo(sql: TransactionSql, plan: DemoPlan): Promise<SeedCounts> {
  const { people, random, visits } = plan;
  await writePeople(sql, plan);
  const places = await writePlaces(sql);
  const doctorIds = await writeDoctors(sql, people, places);
  const opened = await writeSchedules(sql, plan, { places, doctorIds });
  const { slots, withdrawals } = await writeSlots(sql, plan, opened);

  const biographies = visits.map((visit) => live(visit, slots.placeOf(visit), people));
  await insertRows(
    sql,
    'appointment',
    biographies.map((biography) => appointmentRow(biography, random)),
  );
  const events = [
    ...accountEvents(people, doctorIds),
    ...opened.map((one) => openedEvent(one, people)),
    ...withdrawals,
    ...biographies.flatMap(visitEvents),
  ].sort(byInstant);
  await insertRows(sql, 'event', events);
  await insertRows(
    sql,
    'notification',
    biographies.flatMap((biography) => visitMessages(biography, random)),
  );
  return {
    sites: places.siteIds.size,
    rooms: places.roomIds.size,
    specialties: places.specialtyIds.size,
    doctors: doctorIds.length,
    patients: people.patients.length,
    schedules: opened.length,
    slots: slots.count,
    appointments: biographies.length,
    events: events.length,
  };
}

async function writePeople(sql: TransactionSql, { people, passwordHash }: DemoPlan): Promise<void> {
  const ofPatients = people.patients.flatMap(({ account }) => account ?? []);
  const accounts = [...people.desk, ...people.doctors, ...ofPatients];
  await insertRows(
    sql,
    'user',
    accounts.map((account) => userRow(account, passwordHash)),
  );
  await insertRows(sql, 'patient', people.patients.map(patientRow));
}

const userRow = ({ id, role, email, firstName, lastName, createdAt }: Account, passwordHash: string) => ({
  id,
  role,
  email,
  first_name: firstName,
  last_name: lastName,
  password_hash: passwordHash,
  locale: 'es-AR',
  status: 'active',
  created_at: iso(createdAt),
});

const patientRow = (person: Person) => ({
  id: person.id,
  user_id: person.account?.id ?? null,
  document_number: person.documentNumber,
  document_verified: person.documentVerified,
  // Where the desk saw a document it also knew the account; the other accounts only claim theirs.
  account_proven_at: person.account && person.documentVerified ? iso(person.createdAt) : null,
  account_proof: person.account && person.documentVerified ? 'desk' : null,
  first_name: person.firstName,
  last_name: person.lastName,
  search_name: searchText(`${person.lastName} ${person.firstName}`),
  birth_date: person.birthDate,
  phone: person.phone,
  email: person.email,
  created_at: iso(person.createdAt),
});

/** The demo's accounts were made by the product itself; patients came to the desk or signed up. */
function accountEvents(people: People, doctorIds: readonly number[]): EventRow[] {
  const staff = [...people.desk, ...people.doctors].map(({ id, role, createdAt }) => {
    const doctorId = doctorIds[people.doctors.findIndex((doctor) => doctor.id === id)] ?? null;
    const at = iso(createdAt);
    const data = { userId: id, role };
    return eventRow({ type: 'account.created', at, actor_kind: 'system', doctor_id: doctorId, data });
  });
  const patients = people.patients.map(({ id, account, createdAt }) => {
    const concerns = { at: iso(createdAt), patient_id: id };
    if (!account) return eventRow({ ...concerns, type: 'patient.created', ...bySecretary(people) });
    const data = { linked: false };
    return eventRow({
      ...concerns,
      type: 'account.signed-up',
      actor_kind: 'patient',
      actor_id: account.id,
      data,
    });
  });
  return [...staff, ...patients];
}

const openedEvent = ({ schedule, doctorId, specialtyId, scheduleId }: Opened, people: People): EventRow =>
  eventRow({
    type: 'schedule.opened',
    at: iso(schedule.createdAt),
    ...bySecretary(people),
    doctor_id: doctorId,
    specialty_id: specialtyId,
    schedule_id: scheduleId,
    local_date: schedule.date,
  });

const byInstant = (a: EventRow, b: EventRow) => Date.parse(a.at) - Date.parse(b.at);
