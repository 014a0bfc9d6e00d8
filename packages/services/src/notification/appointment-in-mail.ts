import { type CancelReason, fullName } from '@vitalmed/core';
import { type AppointmentRow, appointmentColumns, appointmentJoins, type Database } from '@vitalmed/db';
import type { AppointmentInMail } from '@vitalmed/emails/port';

export type MailedAppointment = {
  appointment: AppointmentInMail;
  status: AppointmentRow['status'];
  patientName: string;
  cancelReason: CancelReason | null;
  cancelledByPatient: boolean;
  rescheduledFromId: string | null;
  bookedByPatient: boolean;
};

/**
 * What mails and calendar files say of an appointment, as it is now. `revision` is the calendar's sequence:
 * a mail gives the one that it tells of, so that a repeated attempt is the same mail.
 */
export async function appointmentInMail(
  { sql }: Database,
  id: string,
  revision?: number,
): Promise<MailedAppointment | null> {
  const [row] = await sql<(AppointmentRow & { siteCity: string })[]>`
    select ${appointmentColumns(sql)}, site.city as "siteCity"
    from appointment a ${appointmentJoins(sql)}
    where a.id = ${id}`;
  if (!row) return null;
  return {
    appointment: {
      calendarId: row.originId ?? row.id,
      revision: revision ?? row.revision,
      startsAt: row.startsAt,
      endsAt: row.endsAt,
      doctor: fullName({
        title: row.doctorTitle,
        firstName: row.doctorFirstName,
        lastName: row.doctorLastName,
      }),
      specialty: row.specialtyName,
      site: {
        name: row.siteName,
        address: row.siteAddress,
        city: row.siteCity,
        mapUrl: row.siteMapUrl,
        timeZone: row.siteTimeZone,
        phone: row.sitePhone,
        whatsapp: row.siteWhatsapp,
      },
      room: row.roomName,
    },
    status: row.status,
    patientName: row.patientFirstName,
    cancelReason: row.cancelReason,
    cancelledByPatient: row.cancelledByKind === 'patient',
    rescheduledFromId: row.rescheduledFromId,
    bookedByPatient: row.channel === 'portal',
  };
}
