import { m } from '@vitalmed/i18n';
import type { DayAppointment } from './use-day.ts';

/** Age and document, each only where it is known. */
export function PatientFacts({ appointment: { patient } }: { appointment: DayAppointment }) {
  const age = ageOf(patient.age);
  const document = patient.documentNumber && m.doctor_document({ number: patient.documentNumber });
  return <p className="text-muted tabular-nums">{[age, document].filter(Boolean).join(' · ')}</p>;
}

/** Why and where: the same for most of a day, so only the large card says it. */
export function VisitFacts({ appointment: { specialty, site, room } }: { appointment: DayAppointment }) {
  return <p className="text-muted">{[specialty.name, room, site.name].filter(Boolean).join(' · ')}</p>;
}

function ageOf(years: number | null): string | null {
  if (years === null) return null;
  return years === 1 ? m.doctor_age_one() : m.doctor_age({ years });
}
