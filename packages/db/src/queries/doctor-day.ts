import type { Allowed } from '@vitalmed/core';
import type { Database } from '../client.ts';
import { type AppointmentRow, appointmentColumns, appointmentJoins } from './appointment-row.ts';
import { recordLook } from './look.ts';
import { isClaimed } from './patient-row.ts';

export type DoctorRow = {
  id: number;
  title: string;
  firstName: string;
  lastName: string;
  timeZone: string | null;
};

/** An appointment, and whether nothing but an account speaks for the patient's file. */
export type DoctorDayRow = AppointmentRow & { patientClaimed: boolean };

/** A doctor and the zone of the site where they attend on that date (or attended last); null where they never did. */
export async function doctorOnDate(
  { sql }: Database,
  doctorId: number,
  date: string,
): Promise<DoctorRow | null> {
  const rows = await sql<DoctorRow[]>`
    select doctor.id, doctor.title, doctor.first_name as "firstName", doctor.last_name as "lastName",
      (select site.time_zone from schedule join site on site.id = schedule.site_id
       where schedule.doctor_id = doctor.id and schedule.local_date <= ${date}
       order by schedule.local_date desc limit 1) as "timeZone"
    from doctor where doctor.id = ${doctorId}`;
  return rows[0] ?? null;
}

/** The appointments of a doctor's local date that weren't cancelled, by time. Records whom it shows. */
export async function appointmentsOfDoctorOnDate(
  { sql }: Database,
  proof: Allowed<'doctor-day.read'>,
  date: string,
): Promise<DoctorDayRow[]> {
  return sql<DoctorDayRow[]>`
    with found as materialized (
      select ${appointmentColumns(sql)}, ${isClaimed(sql)} as "patientClaimed"
      from appointment a ${appointmentJoins(sql)}
      where a.doctor_id = ${proof.subject.doctorId} and a.local_date = ${date} and a.status <> 'cancelled'
      order by a.starts_at, a.booked_at
    ), looked as (${recordLook(sql, proof, sql`select "patientId" from found`)})
    select * from found`;
}

export async function countFreeOfDoctor(
  { sql }: Database,
  doctorId: number,
  date: string,
  now: Date,
): Promise<number> {
  const [row] = await sql<[{ free: number }]>`
    select count(*) as free from slot
    where doctor_id = ${doctorId} and local_date = ${date} and status = 'free' and ends_at > ${now}`;
  return row.free;
}
