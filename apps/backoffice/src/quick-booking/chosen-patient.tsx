import { formatDateTimeShort, m } from '@vitalmed/i18n';
import { Button, Skeleton, StatusBadge } from '@vitalmed/ui-react';
import { trpc } from '../api/trpc.ts';
import type { PatientRef } from '../patients/new-patient.tsx';

const UPCOMING_SHOWN = 5;

interface ChosenPatientProps {
  patient: PatientRef;
  onChange(): void;
}

/** Who the turno is for, with what they already have ahead: nobody is booked twice by mistake. */
export function ChosenPatient({ patient, onChange }: ChosenPatientProps) {
  const file = trpc.patients.get.useQuery({ id: patient.id });
  const upcoming = file.data?.upcoming ?? [];
  return (
    <section aria-label={m.office_patient()} className="flex flex-col gap-3">
      <div className="flex items-start justify-between gap-2 rounded-control bg-brand-soft px-4 py-3">
        <p>
          <span className="block font-bold">
            {patient.lastName}, {patient.firstName}
          </span>
          <span className="text-sm">
            {patient.documentNumber
              ? `${m.office_document()} ${patient.documentNumber}`
              : m.office_no_document()}
          </span>
        </p>
        <Button variant="ghost" className="px-2" onClick={onChange}>
          {m.office_change_patient()}
        </Button>
      </div>
      <div>
        <h3 className="mb-1 text-sm">{m.office_upcoming()}</h3>
        {file.isPending && <Skeleton className="h-10" />}
        {file.data && upcoming.length === 0 && <p className="text-muted text-sm">{m.office_no_upcoming()}</p>}
        <ul className="flex flex-col gap-1.5">
          {upcoming.slice(0, UPCOMING_SHOWN).map((turno) => (
            <li key={turno.id} className="flex flex-wrap items-center gap-x-2 text-sm">
              <strong>{formatDateTimeShort(turno.startsAt, turno.site.timeZone)}</strong>
              <span className="text-muted">{turno.doctor.name}</span>
              <StatusBadge status={turno.status} />
            </li>
          ))}
        </ul>
        {upcoming.length > UPCOMING_SHOWN && (
          <p className="mt-1 text-muted text-sm">
            {m.office_and_more({ count: upcoming.length - UPCOMING_SHOWN })}
          </p>
        )}
      </div>
    </section>
  );
}
