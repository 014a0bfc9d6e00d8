import { Link } from '@tanstack/react-router';
import { formatDateLong, formatDateTimeLong, m } from '@vitalmed/i18n';
import { Button, ErrorState, failureMessage, Skeleton, StatusBadge, toast } from '@vitalmed/ui-react';
import { BadgeCheck, CalendarPlus, CircleHelp, Pencil } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { type PatientFile, trpc } from '../api/trpc.ts';
import { useQuickBooking } from '../app/quick-booking-context.ts';
import { type PatientFields, patientInput } from './patient-fields.ts';
import { PatientForm } from './patient-form.tsx';

type Patient = PatientFile['patient'];
type Turno = PatientFile['upcoming'][number];

interface PatientDetailProps {
  id: string;
}

export function PatientDetail({ id }: PatientDetailProps) {
  const file = trpc.patients.get.useQuery({ id });
  const [editing, setEditing] = useState(false);

  if (file.isError && !file.data) {
    return <ErrorState message={failureMessage(file.error)} onRetry={() => void file.refetch()} />;
  }
  if (!file.data) return <Skeleton className="h-64" />;
  const { patient, upcoming, past } = file.data;
  return (
    <article className="flex max-w-3xl flex-col gap-6">
      <section className="card p-5">
        {editing ? (
          <EditPatient patient={patient} onDone={() => setEditing(false)} />
        ) : (
          <PatientCard patient={patient} onEdit={() => setEditing(true)} />
        )}
      </section>
      <TurnoList title={m.office_upcoming()} empty={m.office_no_upcoming()} turnos={upcoming} />
      <TurnoList title={m.office_past()} empty={m.office_no_past()} turnos={past} />
    </article>
  );
}

function PatientCard({ patient, onEdit }: { patient: Patient; onEdit(): void }) {
  const openQuickBooking = useQuickBooking();
  return (
    <>
      <div className="flex flex-wrap items-start justify-between gap-3">
        <h2>
          {patient.lastName}, {patient.firstName}
        </h2>
        <div className="flex gap-2">
          <Button variant="primary" onClick={() => openQuickBooking({ patientId: patient.id })}>
            <CalendarPlus aria-hidden className="size-4" />
            {m.office_book()}
          </Button>
          <Button onClick={onEdit}>
            <Pencil aria-hidden className="size-4" />
            {m.office_edit()}
          </Button>
        </div>
      </div>
      <dl className="mt-3 grid grid-cols-[auto_1fr] gap-x-4 gap-y-1">
        <Row label={m.office_document()}>
          {patient.documentNumber}{' '}
          <span className="inline-flex items-center gap-1 text-muted text-sm">
            {patient.documentVerified ? (
              <BadgeCheck aria-hidden className="size-4" />
            ) : (
              <CircleHelp aria-hidden className="size-4" />
            )}
            {patient.documentVerified ? m.office_document_verified() : m.office_document_declared()}
          </span>
        </Row>
        <Row label={m.office_phone()}>{patient.phone ?? '—'}</Row>
        <Row label={m.office_mail()}>{patient.email ?? m.office_no_email()}</Row>
        {patient.birthDate && (
          <Row label={m.office_birth_date()}>{formatDateLong(patient.birthDate, { year: true })}</Row>
        )}
      </dl>
    </>
  );
}

function Row({ label, children }: { label: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-muted">{label}</dt>
      <dd className="min-w-0">{children}</dd>
    </>
  );
}

function EditPatient({ patient, onDone }: { patient: Patient; onDone(): void }) {
  const utils = trpc.useUtils();
  const update = trpc.patients.update.useMutation();

  function submit(fields: PatientFields) {
    update.mutate(
      { id: patient.id, ...patientInput(fields) },
      {
        onSuccess: async () => {
          toast.success(m.office_patient_saved());
          onDone();
          await utils.patients.invalidate();
        },
      },
    );
  }

  return (
    <PatientForm
      label={m.office_edit_patient()}
      start={{
        firstName: patient.firstName,
        lastName: patient.lastName,
        documentNumber: patient.documentNumber,
        phone: patient.phone ?? '',
        email: patient.email ?? '',
        birthDate: patient.birthDate ?? '',
      }}
      submitLabel={m.common_save()}
      pending={update.isPending}
      error={update.error}
      withBirthDate
      onSubmit={submit}
      onCancel={onDone}
    />
  );
}

interface TurnoListProps {
  title: string;
  empty: string;
  turnos: readonly Turno[];
}

function TurnoList({ title, empty, turnos }: TurnoListProps) {
  return (
    <section>
      <h2 className="mb-2 text-lg">
        {title} <span className="font-normal text-muted">({turnos.length})</span>
      </h2>
      {turnos.length === 0 && <p className="text-muted">{empty}</p>}
      <ul className="divide-y divide-line">
        {turnos.map((turno) => (
          <li key={turno.id} className="flex flex-wrap items-center gap-x-3 gap-y-1 py-2">
            <Link to="/" search={{ fecha: turno.date, turno: turno.id }} className="link">
              {formatDateTimeLong(turno.startsAt, turno.site.timeZone)}
            </Link>
            <span className="text-muted">
              {turno.doctor.name} · {turno.specialty.name} · {turno.site.name}
            </span>
            <StatusBadge status={turno.status} />
          </li>
        ))}
      </ul>
    </section>
  );
}
