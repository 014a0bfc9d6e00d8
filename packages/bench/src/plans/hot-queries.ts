import { randomUUID } from 'node:crypto';
import { addDays, authorise } from '@vitalmed/core';
import {
  appointmentById,
  appointmentByKey,
  appointmentsOfDoctorOnDate,
  bookingFacts,
  bookSlot,
  changesSince,
  countFreeOfDoctor,
  type Database,
  listAgenda,
  nearestFreeSlots,
  takenStretches,
} from '@vitalmed/db';
import { type Network, today } from '../generate/network.ts';
import { runStatement, type StatementItem } from '../limits/statements.ts';

/** Something that the product asks often, with what it is asked about. */
export type HotQuery = {
  name: string;
  run(db: Database): Promise<unknown>;
  /** Tables whose rows count as read, where they aren't the usual ones. */
  tables?: readonly string[];
};

const DAY_MS = 24 * 3_600_000;

type Sample = {
  now: Date;
  date: string;
  slot: { id: number; doctorId: number; specialtyId: number; startsAt: Date };
  other: { id: number };
  patient: { id: string; userId: string; documentNumber: string; searchName: string; phone: string };
  appointment: { id: string; revision: number; patientId: string; doctorId: number };
};

/** The same questions for each network: about a day, a free slot, a patient and an appointment of it. */
export async function hotQueries(db: Database, network: Network): Promise<HotQuery[]> {
  const sample = await takeSample(db, network);
  return [...statementQueries(sample, network), ...bookingQueries(sample), ...deskQueries(sample)];
}

async function takeSample({ sql }: Database, network: Network): Promise<Sample> {
  const now = new Date();
  const date = nextWorkday(today(now));
  const slots = await sql<Sample['slot'][]>`
    select id, doctor_id as "doctorId", specialty_id as "specialtyId", starts_at as "startsAt" from slot
    where doctor_id = 7 and status = 'free' and starts_at > now() + interval '5 days' order by starts_at limit 2`;
  const [patient] = await sql<Sample['patient'][]>`
    select id, user_id as "userId", document_number as "documentNumber", search_name as "searchName", phone
    from patient where id = bench.id('patient', ${network.patients / 2})`;
  const [appointment] = await sql<Sample['appointment'][]>`
    select id, revision, patient_id as "patientId", doctor_id as "doctorId" from appointment
    where doctor_id = 9 and status = 'booked' and starts_at > now() + interval '5 days' order by starts_at limit 1`;
  const [slot, other] = slots;
  if (!slot || !other || !patient || !appointment)
    throw new Error('The network lacks a free slot, a patient or a booking');
  return { now, date, slot, other, patient, appointment };
}

/** What the load scenarios put beside themselves. */
function statementQueries(
  { now, date, slot, other, patient, appointment }: Sample,
  network: Network,
): HotQuery[] {
  const until = (days: number) => new Date(now.getTime() + days * DAY_MS).toISOString();
  const { specialtyId, doctorId } = slot;
  const window = (days: number) => ({
    after: now.toISOString(),
    before: until(days + 1),
    from: date,
    to: addDays(date, days - 1),
  });
  const words = patient.searchName
    .split(' ')
    .map((word) => word.slice(0, Math.max(3, Math.ceil(word.length / 2))));
  const doctorIds = Array.from({ length: Math.min(5, network.doctors) }, (_, n) => n + 1);
  const { id: appointmentId, revision, ...subject } = appointment;
  const items: Record<string, StatementItem> = {
    'a slot by its key': { kind: 'slot-by-id', slotId: slot.id },
    'first 50 of a specialty': {
      kind: 'free-slots',
      filter: { specialtyId },
      after: now.toISOString(),
      before: until(14),
      limit: 50,
    },
    'a doctor’s first 50': {
      kind: 'free-slots',
      filter: { doctorId },
      after: now.toISOString(),
      before: until(90),
      limit: 50,
    },
    'a specialty’s 14 days with counts': { kind: 'free-by-date', filter: { specialtyId }, ...window(14) },
    'a doctor’s month with counts': { kind: 'free-by-date', filter: { doctorId }, ...window(31) },
    'a day of a specialty': {
      kind: 'free-slots',
      filter: { specialtyId },
      after: `${addDays(date, -1)}T10:00:00Z`,
      before: `${addDays(date, 1)}T12:00:00Z`,
      from: date,
      to: date,
      limit: 500,
    },
    'the whole clinic’s 28 days with counts': { kind: 'free-by-date', filter: {}, ...window(28) },
    'the whole clinic’s soonest': {
      kind: 'free-slots',
      filter: {},
      after: now.toISOString(),
      before: until(90),
      limit: 1,
    },
    'a site’s 28 days with counts': { kind: 'free-by-date', filter: { siteId: 1 }, ...window(28) },
    'day agenda of 5 doctors': { kind: 'agenda-day', date, doctorIds },
    'a patient by DNI': { kind: 'patient-search', text: patient.documentNumber },
    'a patient by half a surname': { kind: 'patient-search', text: words[0] ?? '' },
    'a patient by half a name': { kind: 'patient-search', text: words.join(' ') },
    'a patient by how a surname sounds': { kind: 'patient-search', text: 'gonsales' },
    'a patient by how a name sounds': { kind: 'patient-search', text: 'gonsales mariza' },
    'a patient by phone': { kind: 'patient-search', text: patient.phone.slice('+54911'.length) },
    'my appointments': { kind: 'own-appointments', patientId: patient.id, now: now.toISOString() },
    'move an appointment': {
      kind: 'move',
      appointmentId,
      revision,
      slotId: other.id,
      newId: randomUUID(),
      key: randomUUID(),
      subject,
    },
  };
  return Object.entries(items).map(([name, item]) => ({ name, run: (db) => runStatement(db, item) }));
}

function bookingQueries({ now, slot, patient, appointment }: Sample): HotQuery[] {
  const allowed = authorise(
    { kind: 'patient', userId: patient.userId, patientId: patient.id },
    'appointment.book',
    {
      patientId: patient.id,
    },
  );
  if (!allowed.ok) throw new Error('A patient may not book');
  const { proof } = allowed;
  const booking = {
    appointmentId: randomUUID(),
    slotId: slot.id,
    channel: 'portal',
    now,
    idempotencyKey: randomUUID(),
    until: 'start',
    limits: { active: 5, perHour: 10, latestStart: new Date(now.getTime() + 90 * DAY_MS) },
  } as const;
  const lost = { ...slot, startsAt: slot.startsAt.toISOString() };
  return [
    { name: 'book a slot', run: (db) => bookSlot(db, proof, booking) },
    { name: 'why a booking failed', run: (db) => bookingFacts(db, proof, booking) },
    { name: 'alternatives to a slot', run: (db) => nearestFreeSlots(db, lost, { now, limit: 6 }) },
    { name: 'an appointment by its idempotency key', run: (db) => appointmentByKey(db, proof, randomUUID()) },
    { name: 'an appointment by its key', run: (db) => appointmentById(db, appointment.id) },
    { name: 'what changed for live views', run: (db) => changesSince(db, Number.MAX_SAFE_INTEGER) },
  ];
}

function deskQueries({ now, date, slot: { doctorId } }: Sample): HotQuery[] {
  const actor = { kind: 'doctor', userId: randomUUID(), doctorId } as const;
  const day = authorise(actor, 'doctor-day.read', { doctorId });
  const agenda = authorise({ kind: 'admin', userId: randomUUID() }, 'agenda.read', {});
  if (!day.ok || !agenda.ok) throw new Error('Staff may not read the agenda');
  const states = ['free', 'booked', 'arrived', 'in_consultation', 'completed', 'no_show'] as const;
  const list = {
    from: date,
    to: addDays(date, 6),
    doctorIds: [doctorId],
    states,
    patient: null,
    after: null,
    limit: 50,
  };
  return [
    { name: 'a doctor’s own day', run: (db) => appointmentsOfDoctorOnDate(db, day.proof, date) },
    { name: 'free slots left in a doctor’s day', run: (db) => countFreeOfDoctor(db, doctorId, date, now) },
    { name: 'a doctor’s week as a table', run: (db) => listAgenda(db, agenda.proof, list) },
    {
      name: 'what an opening may clash with',
      tables: ['schedule'],
      run: (db) => {
        const after = new Date(now.getTime() + DAY_MS);
        const before = new Date(now.getTime() + 8 * DAY_MS);
        return takenStretches(db, {
          doctorIds: [doctorId],
          roomIds: [doctorId, doctorId + 1],
          after,
          before,
        });
      },
    },
  ];
}

/** The next Monday to Friday, at least two days ahead: nothing of it has begun. */
function nextWorkday(from: string): string {
  const date = addDays(from, 2);
  return new Date(date).getUTCDay() % 6 === 0 ? nextWorkday(addDays(from, 1)) : date;
}
