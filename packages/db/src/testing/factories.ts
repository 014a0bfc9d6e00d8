import { randomUUID } from 'node:crypto';
import {
  type AppointmentStatus,
  generateSlots,
  type LocalDate,
  type LocalTime,
  normaliseEmail,
  searchText,
  toInstant,
} from '@vitalmed/core';
import type { Database } from '../client.ts';
import * as schema from '../schema/index.ts';

/*
 * Rows for tests. Each function inserts what its row needs and nobody named, with names of its own, so that a
 * test says only what matters to it. They write tables directly: no history, no messages.
 */

type Row<T extends { $inferSelect: unknown }> = T['$inferSelect'];
type Overrides<T extends { $inferInsert: unknown }> = Partial<T['$inferInsert']>;

export type SiteRow = Row<typeof schema.site>;
export type RoomRow = Row<typeof schema.room>;
export type SpecialtyRow = Row<typeof schema.specialty>;
export type DoctorRow = Row<typeof schema.doctor>;
export type UserRow = Row<typeof schema.user>;
export type PatientRow = Row<typeof schema.patient>;
export type ScheduleRow = Row<typeof schema.schedule>;
export type SlotRow = Row<typeof schema.slot>;
export type AppointmentRow = Row<typeof schema.appointment>;

/** A Monday, far ahead of any clock that a test may use. */
export const testDate: LocalDate = '2030-06-03';
export const testTimeZone = 'America/Argentina/Buenos_Aires';

let last = 0;
const next = () => ++last;

function first<T>(rows: readonly T[]): T {
  const [row] = rows;
  if (row === undefined) throw new Error('There is no row to take');
  return row;
}

export async function givenSite(
  { orm }: Database,
  overrides: Overrides<typeof schema.site> = {},
): Promise<SiteRow> {
  const values = {
    name: `Sede ${next()}`,
    address: 'Av. Rivadavia 4900',
    city: 'Buenos Aires',
    timeZone: testTimeZone,
    ...overrides,
  };
  return first(await orm.insert(schema.site).values(values).returning());
}

export async function givenRoom(
  db: Database,
  overrides: Overrides<typeof schema.room> = {},
): Promise<RoomRow> {
  const siteId = overrides.siteId ?? (await givenSite(db)).id;
  const values = { name: `Consultorio ${next()}`, ...overrides, siteId };
  return first(await db.orm.insert(schema.room).values(values).returning());
}

export async function givenSpecialty(
  { orm }: Database,
  overrides: Overrides<typeof schema.specialty> = {},
): Promise<SpecialtyRow> {
  const n = next();
  const values = { name: `Especialidad ${n}`, slug: `especialidad-${n}`, ...overrides };
  return first(await orm.insert(schema.specialty).values(values).returning());
}

/** An account; a secretary's unless told. Its password hash is nobody's password. */
export async function givenUser(
  { orm }: Database,
  overrides: Overrides<typeof schema.user> = {},
): Promise<UserRow> {
  const values = {
    role: 'secretary' as const,
    email: normaliseEmail(`persona${next()}-${randomUUID().slice(0, 8)}@example.test`),
    passwordHash: '$argon2id$no-password',
    firstName: 'Lucía',
    lastName: 'Benítez',
    ...overrides,
  };
  return first(await orm.insert(schema.user).values(values).returning());
}

/** A doctor with those specialties, the first one first; with one new specialty unless told. */
export async function givenDoctor(
  db: Database,
  { specialtyIds, ...overrides }: Overrides<typeof schema.doctor> & { specialtyIds?: number[] } = {},
): Promise<DoctorRow & { specialtyIds: number[] }> {
  const values = {
    title: 'Dra.',
    firstName: 'Ana',
    lastName: 'Gómez',
    slug: `ana-gomez-${next()}`,
    ...overrides,
  };
  const doctor = first(await db.orm.insert(schema.doctor).values(values).returning());
  const ids = specialtyIds ?? [(await givenSpecialty(db)).id];
  if (ids.length > 0) {
    const links = ids.map((specialtyId, index) => ({
      doctorId: doctor.id,
      specialtyId,
      position: index + 1,
    }));
    await db.orm.insert(schema.doctorSpecialty).values(links);
  }
  return { ...doctor, specialtyIds: ids };
}

/** A patient with a document of their own that the desk has seen, and without an account. */
export async function givenPatient(
  { orm }: Database,
  overrides: Overrides<typeof schema.patient> = {},
): Promise<PatientRow> {
  const firstName = overrides.firstName ?? 'Carla';
  const lastName = overrides.lastName ?? 'Suárez';
  const values = {
    firstName,
    lastName,
    searchName: searchText(`${lastName} ${firstName}`),
    documentNumber: String(30_000_000 + next()),
    documentVerified: true,
    phone: '+5491145678901',
    ...overrides,
  };
  return first(await orm.insert(schema.patient).values(values).returning());
}

export type GivenSchedule = Overrides<typeof schema.schedule> & {
  /** Wall-clock time of the site; 09:00 to 12:00 unless told. */
  from?: LocalTime;
  to?: LocalTime;
};

/** A published schedule on `localDate` (testDate unless told) with its free slots, in order. */
export async function givenSchedule(
  db: Database,
  { from = '09:00', to = '12:00', ...overrides }: GivenSchedule = {},
): Promise<{ schedule: ScheduleRow; slots: SlotRow[] }> {
  const site = overrides.siteId ? await siteOf(db, overrides.siteId) : await givenSite(db);
  const { doctorId, specialtyId } = await attending(db, overrides);
  const { localDate = testDate, slotMinutes = 20 } = overrides;
  const cut = generateSlots({ date: localDate, timeZone: site.timeZone, from, to, slotMinutes });
  if (!cut.ok) throw new Error(`These slots can't be: ${cut.reason}`);

  const values = {
    localDate,
    slotMinutes,
    startsAt: new Date(toInstant(localDate, from, site.timeZone)),
    endsAt: new Date(toInstant(localDate, to, site.timeZone)),
    ...overrides,
    siteId: site.id,
    doctorId,
    specialtyId,
  };
  const schedule = first(await db.orm.insert(schema.schedule).values(values).returning());
  const shared = { scheduleId: schedule.id, doctorId, specialtyId, siteId: site.id, localDate };
  const rows = cut.slots.map(({ start, end }) => ({
    ...shared,
    startsAt: new Date(start),
    endsAt: new Date(end),
  }));
  const slots = rows.length > 0 ? await db.orm.insert(schema.slot).values(rows).returning() : [];
  return { schedule, slots: slots.sort((a, b) => a.startsAt.getTime() - b.startsAt.getTime()) };
}

async function siteOf({ sql }: Database, id: number): Promise<Pick<SiteRow, 'id' | 'timeZone'>> {
  return first(
    await sql<
      Pick<SiteRow, 'id' | 'timeZone'>[]
    >`select id, time_zone as "timeZone" from site where id = ${id}`,
  );
}

/** The doctor and specialty named, each completed by what belongs to it. */
async function attending(
  db: Database,
  { doctorId, specialtyId }: { doctorId?: number; specialtyId?: number },
): Promise<{ doctorId: number; specialtyId: number }> {
  if (doctorId === undefined) {
    const doctor = await givenDoctor(db, specialtyId === undefined ? {} : { specialtyIds: [specialtyId] });
    return { doctorId: doctor.id, specialtyId: specialtyId ?? first(doctor.specialtyIds) };
  }
  if (specialtyId !== undefined) return { doctorId, specialtyId };
  const [own] = await db.sql<{ id: number }[]>`
    select specialty_id as id from doctor_specialty where doctor_id = ${doctorId} order by position limit 1`;
  return { doctorId, specialtyId: own?.id ?? (await givenSpecialty(db)).id };
}

export type GivenAppointment = Overrides<typeof schema.appointment> & {
  /** The slot that it takes; the first of a new schedule unless told. */
  slot?: SlotRow;
};

/**
 * An appointment with the instants and reasons that its status needs, and its slot marked as the status
 * leaves it. Its history is empty.
 */
export async function givenAppointment(
  db: Database,
  { slot: wanted, ...overrides }: GivenAppointment = {},
): Promise<AppointmentRow> {
  const slot = wanted ?? first((await givenSchedule(db)).slots);
  const patientId = overrides.patientId ?? (await givenPatient(db)).id;
  const status = overrides.status ?? 'booked';
  const values = {
    slotId: slot.id,
    doctorId: slot.doctorId,
    specialtyId: slot.specialtyId,
    siteId: slot.siteId,
    localDate: slot.localDate,
    startsAt: slot.startsAt,
    endsAt: slot.endsAt,
    channel: 'desk' as const,
    bookedAt: new Date(slot.startsAt.getTime() - 86_400_000),
    ...instantsOf(status, slot),
    originId: overrides.rescheduledFromId ?? null,
    ...overrides,
    patientId,
  };
  const appointment = first(await db.orm.insert(schema.appointment).values(values).returning());
  if (status !== 'cancelled' && appointment.slotId !== null) {
    await db.sql`update slot set status = 'busy' where id = ${appointment.slotId}`;
  }
  return appointment;
}

function instantsOf(
  status: AppointmentStatus,
  { startsAt, endsAt }: SlotRow,
): Overrides<typeof schema.appointment> {
  switch (status) {
    case 'booked':
      return {};
    case 'arrived':
      return { arrivedAt: startsAt };
    case 'in_consultation':
      return { arrivedAt: startsAt, startedAt: startsAt };
    case 'completed':
      return { arrivedAt: startsAt, startedAt: startsAt, completedAt: endsAt };
    case 'no_show':
      return { noShowAt: endsAt };
    case 'cancelled':
      return {
        cancelledAt: new Date(startsAt.getTime() - 3_600_000),
        cancelledByKind: 'secretary',
        cancelReason: 'patient-request',
      };
    default:
      return status satisfies never;
  }
}
