import { ageAt, authorise, type Command } from '@vitalmed/core';
import { appointmentsOfDoctorOnDate, countFreeOfDoctor, type DoctorDayRow, doctorOnDate } from '@vitalmed/db';
import { z } from 'zod';
import { commandsFor } from '../appointment/get.ts';
import { patientName } from '../appointment/view.ts';
import type { ServiceContext } from '../context.ts';
import { localDate } from '../inputs.ts';
import { type Result, refuse } from '../result.ts';

export const doctorDayInput = z.object({ date: localDate });

export type DoctorDay = {
  date: string;
  /** The zone of the site where the doctor attends; null for a doctor who never had an agenda. */
  timeZone: string | null;
  doctor: { id: number; name: string };
  appointments: ReturnType<typeof doctorDayAppointment>[];
  free: number;
};

/** The signed-in doctor's patients of one local date. */
export async function doctorDay(
  ctx: ServiceContext,
  input: z.infer<typeof doctorDayInput>,
): Promise<Result<DoctorDay>> {
  if (ctx.actor.kind !== 'doctor')
    return refuse(ctx.actor.kind === 'anonymous' ? 'session-required' : 'forbidden');
  const { doctorId } = ctx.actor;
  const allowed = authorise(ctx.actor, 'doctor-day.read', { doctorId });
  if (!allowed.ok) return refuse(allowed.reason);
  const [doctor, appointments, free] = await Promise.all([
    doctorOnDate(ctx.db, doctorId, input.date),
    appointmentsOfDoctorOnDate(ctx.db, allowed.proof, input.date),
    countFreeOfDoctor(ctx.db, doctorId, input.date, ctx.now),
  ]);
  if (!doctor) return refuse('not-found');
  return {
    ok: true,
    date: input.date,
    timeZone: doctor.timeZone,
    doctor: { id: doctor.id, name: `${doctor.title} ${doctor.firstName} ${doctor.lastName}` },
    appointments: appointments.map((row) => doctorDayAppointment(row, commandsFor(ctx, row))),
    free,
  };
}

function doctorDayAppointment(row: DoctorDayRow, commands: Command[]) {
  return {
    id: row.id,
    revision: row.revision,
    status: row.status,
    kind: row.kind,
    startsAt: row.startsAt,
    endsAt: row.endsAt,
    patient: {
      id: row.patientId,
      name: patientName(row),
      age: row.patientBirthDate ? ageAt(row.patientBirthDate, row.localDate) : null,
      documentNumber: row.patientDocumentNumber,
      claimed: row.patientClaimed,
    },
    specialty: { id: row.specialtyId, name: row.specialtyName },
    site: { id: row.siteId, name: row.siteName },
    room: row.roomName,
    arrivedAt: row.arrivedAt,
    startedAt: row.startedAt,
    completedAt: row.completedAt,
    commands,
  };
}
