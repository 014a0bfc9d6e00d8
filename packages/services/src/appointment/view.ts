import { type Actor, cancelRefusal, fullName, listName } from '@vitalmed/core';
import type { AppointmentRow } from '@vitalmed/db';

/** How patients address a doctor: "Dr. Juan Pérez". */
export function doctorName(doctor: {
  doctorTitle: string;
  doctorFirstName: string;
  doctorLastName: string;
}): string {
  return fullName({
    title: doctor.doctorTitle,
    firstName: doctor.doctorFirstName,
    lastName: doctor.doctorLastName,
  });
}

/** As lists sort patients: "Gómez, Ana". */
export function patientName(patient: { patientFirstName: string; patientLastName: string }): string {
  return listName({ firstName: patient.patientFirstName, lastName: patient.patientLastName });
}

/** An appointment as the actor sees it. What they may still do is part of the answer, so that no screen guesses. */
export type AppointmentView = ReturnType<typeof appointmentView>;

export function appointmentView(row: AppointmentRow, actor: Actor, now: Date) {
  const mayEnd =
    cancelRefusal({ status: row.status, startsAt: row.startsAt.getTime() }, actor.kind, now.getTime()) ===
    null;
  return {
    id: row.id,
    revision: row.revision,
    status: row.status,
    kind: row.kind,
    startsAt: row.startsAt,
    endsAt: row.endsAt,
    date: row.localDate,
    doctor: { id: row.doctorId, name: doctorName(row) },
    specialty: { id: row.specialtyId, name: row.specialtyName },
    site: {
      id: row.siteId,
      name: row.siteName,
      address: row.siteAddress,
      city: row.siteCity,
      mapUrl: row.siteMapUrl,
      timeZone: row.siteTimeZone,
    },
    room: row.roomName,
    cancellation: cancellationView(row),
    rescheduledToId: row.rescheduledToId,
    calendarId: row.originId ?? row.id,
    canCancel: mayEnd,
    canReschedule: mayEnd && row.status === 'booked',
  };
}

export type Cancellation<Instant = Date> = {
  at: Instant;
  reason: string;
  note: string | null;
  byKind: string;
};

/** For rows whose instants are Dates, and for an agenda's, whose instants are texts. */
export function cancellationView<Instant>(
  row: Pick<AppointmentRow, 'cancelReason' | 'cancelNote' | 'cancelledByKind'> & {
    cancelledAt: Instant | null;
  },
): Cancellation<Instant> | null {
  if (!row.cancelledAt || !row.cancelReason || !row.cancelledByKind) return null;
  return { at: row.cancelledAt, reason: row.cancelReason, note: row.cancelNote, byKind: row.cancelledByKind };
}
