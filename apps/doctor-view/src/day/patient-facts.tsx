import { m } from '@vitalmed/i18n';
import type { DayAppointment } from './use-day.ts';

/** Age, document and place, each only where it is known. */
export function PatientFacts({ appointment }: { appointment: DayAppointment }) {
  const { patient, site, room, specialty } = appointment;
  const facts = [
    patient.age === null ? null : m.doctor_age({ years: patient.age }),
    m.doctor_document({ number: patient.documentNumber }),
    specialty.name,
    room ? `${room}, ${site.name}` : site.name,
  ];
  return <p className="text-muted">{facts.filter((fact) => fact !== null).join(' · ')}</p>;
}
