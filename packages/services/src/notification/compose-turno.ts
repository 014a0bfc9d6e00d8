import {
  type EarlierMessage,
  lastTold,
  type Told,
  type TurnoMessage,
  type UntoldReason,
} from '@vitalmed/core';
import type { Database } from '@vitalmed/db';
import type { AppointmentInMail, MailContent } from '@vitalmed/emails/port';
import { appointmentInMail, type MailedAppointment } from './appointment-in-mail.ts';
import type { ComposePorts, Notification } from './compose.ts';

type ComposedTurno = { content: MailContent } | { skip: UntoldReason };
type AboutTurno = Notification & { kind: TurnoMessage };
type Found = MailedAppointment & { told: Told; before: AppointmentInMail | null };

/**
 * Tells what is so when it leaves, as a change of what the patient was last told: several moves that weren't told yet
 * are one, and what was undone meanwhile is none. Nothing when something newer about the turno waits behind it.
 */
export async function composeTurno(
  { db, origins }: ComposePorts,
  notification: AboutTurno,
): Promise<ComposedTurno> {
  const { appointmentId, kind } = notification;
  const now = appointmentId
    ? await appointmentInMail(db, appointmentId, notification.revision ?? undefined)
    : null;
  if (!appointmentId || !now) return { skip: 'appointment-gone' };

  const { earlier, overtaken } = await otherMessages(db, notification.id, now.appointment.calendarId);
  if (overtaken) return { skip: 'superseded' };
  const told = lastTold(earlier);
  const found = { ...now, told, before: await lastKnown(db, told, now) };
  return kind === 'appointment-cancelled'
    ? cancelled(found, notification, `${origins.patient}/`)
    : active(found, notification, `${origins.patient}/mis-turnos`);
}

function cancelled(found: Found, { createdAt: writtenAt }: AboutTurno, searchUrl: string): ComposedTurno {
  const { status, cancelReason: reason, cancelledByPatient: byPatient, told, before, patientName } = found;
  if (status !== 'cancelled' || !reason) return { skip: 'not-cancelled' };
  // Whoever cancels their own gets it confirmed, whatever they were told before.
  if (!byPatient && told.sure && told.state !== 'active') return { skip: 'undone' };
  // Named by the hour that they know: a move that they weren't told of never was, to them.
  const known = told.state === 'active' && told.sure ? before : null;
  const { revision } = found.appointment;
  const appointment = known ? { ...known, revision } : found.appointment;
  const kind = 'appointment-cancelled';
  return { content: { kind, patientName, appointment, reason, byPatient, searchUrl, writtenAt } };
}

function active(
  found: Found,
  { kind, createdAt: writtenAt }: AboutTurno,
  appointmentsUrl: string,
): ComposedTurno {
  const { status, told, patientName, appointment: after, bookedByPatient: byPatient } = found;
  // Somebody cancelled, moved or attended it before this mail left: "we expect you" is no longer so.
  if (status !== 'booked' && status !== 'arrived') return { skip: `appointment-${status}` };
  const moved = told.state === 'active' || kind === 'appointment-rescheduled';
  const before = moved ? found.before : null;
  if (before && sameToReader(before, after)) {
    if (told.sure) return { skip: 'undone' };
  } else if (before) {
    const shared = { patientName, before, after, byPatient, appointmentsUrl, writtenAt };
    return { content: { kind: 'appointment-rescheduled', ...shared } };
  }
  return {
    content: { kind: 'appointment-booked', patientName, appointment: after, appointmentsUrl, writtenAt },
  };
}

/** The appointment that the patient knows of; where no message told of it, the one that this was moved from. */
async function lastKnown(
  db: Database,
  told: Told,
  { rescheduledFromId }: MailedAppointment,
): Promise<AppointmentInMail | null> {
  if (told.state === 'cancelled' || (told.state === 'nothing' && told.sure)) return null;
  const id = told.state === 'active' ? told.appointmentId : rescheduledFromId;
  return id ? ((await appointmentInMail(db, id))?.appointment ?? null) : null;
}

function sameToReader(before: AppointmentInMail, after: AppointmentInMail): boolean {
  return (
    before.startsAt.getTime() === after.startsAt.getTime() &&
    before.endsAt.getTime() === after.endsAt.getTime() &&
    before.doctor === after.doctor &&
    before.specialty === after.specialty &&
    before.site.name === after.site.name &&
    before.room === after.room
  );
}

/** Those about the same turno through all its moves. `overtaken`: a later one has been sent or is going to be. */
async function otherMessages(
  { sql }: Database,
  id: string,
  turnoId: string,
): Promise<{ earlier: EarlierMessage[]; overtaken: boolean }> {
  const rows = await sql<(EarlierMessage & { isLater: boolean })[]>`
    select kind, status, appointment_id as "appointmentId", id > ${id} as "isLater"
    from notification
    where appointment_id in (select id from appointment where id = ${turnoId} or origin_id = ${turnoId})
      and id <> ${id}
    order by notification.id`;
  return {
    earlier: rows.filter(({ isLater }) => !isLater),
    overtaken: rows.some(({ isLater, status }) => isLater && status !== 'skipped' && status !== 'failed'),
  };
}
