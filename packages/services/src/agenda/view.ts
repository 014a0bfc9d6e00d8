import type { Named } from '@vitalmed/core';
import type { AgendaAppointmentRow, SlotNames } from '@vitalmed/db';
import { cancellationInList, patientName } from '../appointment/view.ts';

/** An appointment as a cell or row of the agenda shows it: the rest is in the panel that opens it, and that is recorded. */
export type AgendaAppointment = ReturnType<typeof agendaAppointment>;

export function agendaAppointment(row: AgendaAppointmentRow) {
  return {
    id: row.id,
    revision: row.revision,
    status: row.status,
    kind: row.kind,
    patient: {
      id: row.patientId,
      name: patientName(row),
      documentNumber: row.patientDocumentNumber,
      phone: row.patientPhone,
      claimed: row.patientClaimed,
    },
    room: row.roomName,
    channel: row.channel,
    arrivedAt: row.arrivedAt,
    startedAt: row.startedAt,
    cancellation: cancellationInList(row),
  };
}

/** Names for the ids of agenda rows, so that the rows themselves stay narrow. */
export function namesFrom(read: SlotNames) {
  const sites = new Map(read.sites.map(({ id, name, timeZone }) => [id, { id, name, timeZone }]));
  const specialties = new Map(read.specialties.map((specialty) => [specialty.id, specialty]));
  const doctors = new Map(read.doctors.map((doctor) => [doctor.id, doctor]));
  return {
    site: (id: number) => sites.get(id) ?? { id, name: '', timeZone: 'UTC' },
    specialty: (id: number): Named => specialties.get(id) ?? { id, name: '' },
    doctor: (id: number): Named => doctors.get(id) ?? { id, name: '' },
  };
}
