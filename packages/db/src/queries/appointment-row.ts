import type {
  ActorKind,
  AppointmentChannel,
  AppointmentKind,
  AppointmentStatus,
  CancelReason,
} from '@vitalmed/core';
import type { Sql } from '../client.ts';

/** An appointment with the names that any screen shows beside it. Instants are Dates, localDate the site's. */
export type AppointmentRow = {
  id: string;
  revision: number;
  status: AppointmentStatus;
  kind: AppointmentKind;
  channel: AppointmentChannel;
  slotId: number | null;
  localDate: string;
  startsAt: Date;
  endsAt: Date;
  bookedAt: Date;
  bookedBy: string | null;
  arrivedAt: Date | null;
  startedAt: Date | null;
  completedAt: Date | null;
  noShowAt: Date | null;
  cancelledAt: Date | null;
  cancelledByKind: ActorKind | null;
  cancelReason: CancelReason | null;
  cancelNote: string | null;
  rescheduledFromId: string | null;
  originId: string | null;
  rescheduledToId: string | null;
  patientId: string;
  patientFirstName: string;
  patientLastName: string;
  patientDocumentNumber: string;
  patientBirthDate: string | null;
  doctorId: number;
  doctorTitle: string;
  doctorFirstName: string;
  doctorLastName: string;
  specialtyId: number;
  specialtyName: string;
  siteId: number;
  siteName: string;
  siteAddress: string;
  siteCity: string;
  siteMapUrl: string | null;
  siteTimeZone: string;
  sitePhone: string | null;
  siteWhatsapp: string | null;
  roomName: string | null;
};

/** The columns of an AppointmentRow, read from `a` and the tables that `appointmentJoins` brings. */
export const appointmentColumns = (sql: Sql) => sql`
  a.id, a.revision, a.status, a.kind, a.channel, a.slot_id as "slotId", a.local_date as "localDate",
  a.starts_at as "startsAt", a.ends_at as "endsAt", a.booked_at as "bookedAt", a.booked_by as "bookedBy",
  a.arrived_at as "arrivedAt", a.started_at as "startedAt", a.completed_at as "completedAt",
  a.no_show_at as "noShowAt", a.cancelled_at as "cancelledAt", a.cancelled_by_kind as "cancelledByKind",
  a.cancel_reason as "cancelReason", a.cancel_note as "cancelNote",
  a.rescheduled_from_id as "rescheduledFromId", a.origin_id as "originId",
  (select successor.id from appointment successor where successor.rescheduled_from_id = a.id) as "rescheduledToId",
  patient.id as "patientId", patient.first_name as "patientFirstName", patient.last_name as "patientLastName",
  patient.document_number as "patientDocumentNumber", patient.birth_date as "patientBirthDate",
  doctor.id as "doctorId", doctor.title as "doctorTitle", doctor.first_name as "doctorFirstName",
  doctor.last_name as "doctorLastName", specialty.id as "specialtyId", specialty.name as "specialtyName",
  site.id as "siteId", site.name as "siteName", site.address as "siteAddress", site.city as "siteCity", site.map_url as "siteMapUrl",
  site.time_zone as "siteTimeZone",
  site.phone as "sitePhone", site.whatsapp as "siteWhatsapp", room.name as "roomName"`;

export const appointmentJoins = (sql: Sql) => sql`
  join patient on patient.id = a.patient_id
  join doctor on doctor.id = a.doctor_id
  join specialty on specialty.id = a.specialty_id
  join site on site.id = a.site_id
  left join room on room.id = a.room_id`;
