import {
  type Actor,
  type ActorKind,
  type CancelReason,
  cancelRefusal,
  fullName,
  listName,
  restoreRefusal,
} from '@vitalmed/core';
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

/**
 * Makes an answer of what the database holds: a list of what one standing may see. Whatever isn't in the list is shown to
 * nobody of that standing, so a new column stays inside until somebody writes it down here.
 */
export type View<Shown> = (row: AppointmentRow, actor: Actor, now: Date) => Shown;

/** A patient's own appointment. Why it ended, but not what the clinic wrote beside it for itself. */
export type PatientAppointment = ReturnType<typeof patientAppointment>;

export function patientAppointment(row: AppointmentRow, actor: Actor, now: Date) {
  return {
    ...whatAndWhere(row),
    ...whatMayBeDone(row, actor, now),
    cancellation:
      row.cancelledAt && row.cancelReason ? { at: row.cancelledAt, reason: row.cancelReason } : null,
  };
}

/** Any appointment, to the desk: who ended it and with which internal note, too. */
export type DeskAppointment = ReturnType<typeof deskAppointment>;

export function deskAppointment(row: AppointmentRow, actor: Actor, now: Date) {
  const ended = cancellationInList(row);
  return {
    ...whatAndWhere(row),
    ...whatMayBeDone(row, actor, now),
    canRestore: restoreRefusal({ ...row, endsAt: row.endsAt.getTime() }, actor.kind, now.getTime()) === null,
    kind: row.kind,
    rescheduledFromId: row.rescheduledFromId,
    cancellation: ended && { ...ended, note: row.cancelNote },
  };
}

/** What a doctor hears of an appointment that they marked: the day itself tells the rest. */
export type MarkedAppointment = ReturnType<typeof markedAppointment>;

export function markedAppointment({ id, revision, status }: AppointmentRow) {
  return { id, revision, status };
}

function whatAndWhere(row: AppointmentRow) {
  return {
    id: row.id,
    revision: row.revision,
    status: row.status,
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
      phone: row.sitePhone,
      whatsapp: row.siteWhatsapp,
    },
    room: row.roomName,
    rescheduledToId: row.rescheduledToId,
    calendarId: row.originId ?? row.id,
  };
}

/** Part of the answer, so that no screen guesses. */
function whatMayBeDone(row: AppointmentRow, actor: Actor, now: Date) {
  const canCancel =
    cancelRefusal({ status: row.status, startsAt: row.startsAt.getTime() }, actor.kind, now.getTime()) ===
    null;
  return { canCancel, canReschedule: canCancel && row.status === 'booked' };
}

type CancellationInList<Instant> = { at: Instant; reason: CancelReason; byKind: ActorKind };

/** As the desk's lists show it. For rows whose instants are Dates, and for an agenda's, whose instants are texts. */
export function cancellationInList<Instant>(
  row: Pick<AppointmentRow, 'cancelReason' | 'cancelledByKind'> & { cancelledAt: Instant | null },
): CancellationInList<Instant> | null {
  if (!row.cancelledAt || !row.cancelReason || !row.cancelledByKind) return null;
  return { at: row.cancelledAt, reason: row.cancelReason, byKind: row.cancelledByKind };
}
