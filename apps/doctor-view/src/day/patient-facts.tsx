import { m } from '@vitalmed/i18n';
import { ShieldQuestion } from 'lucide-react';
import type { DayAppointment } from './use-day.ts';

/** Age and document, each only where it is known, and whether anybody but the account vouches for them. */
export function PatientFacts({ appointment: { patient } }: { appointment: DayAppointment }) {
  const age = ageOf(patient.age);
  const document = patient.documentNumber && m.doctor_document({ number: patient.documentNumber });
  return (
    <>
      <p className="text-muted tabular-nums">{[age, document].filter(Boolean).join(' · ')}</p>
      {patient.claimed && (
        <p className="mt-1 flex w-fit items-center gap-1.5 rounded-chip bg-accent-soft px-2 py-0.5 font-semibold text-accent-ink text-sm">
          <ShieldQuestion aria-hidden className="size-4 shrink-0" />
          {m.doctor_claimed()}
        </p>
      )}
    </>
  );
}

/** Why and where: the same for most of a day, so only the large card says it. */
export function VisitFacts({ appointment: { specialty, site, room } }: { appointment: DayAppointment }) {
  return <p className="text-muted">{[specialty.name, room, site.name].filter(Boolean).join(' · ')}</p>;
}

function ageOf(years: number | null): string | null {
  if (years === null) return null;
  return years === 1 ? m.doctor_age_one() : m.doctor_age({ years });
}
