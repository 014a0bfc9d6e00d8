import { Link } from '@tanstack/react-router';
import { readablePhone } from '@vitalmed/core';
import { formatDateLong, formatDateTimeLong, m } from '@vitalmed/i18n';
import { Alert, Button, ErrorState, failureMessage, Skeleton, StatusBadge } from '@vitalmed/ui-react';
import { CalendarPlus, Pencil } from 'lucide-react';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { type PatientFile, trpc } from '../api/trpc.ts';
import { useQuickBooking } from '../app/quick-booking-context.ts';
import { EditPatient } from './edit-patient.tsx';
import { LikelyDuplicates } from './likely-duplicates.tsx';
import { fieldsOf } from './patient-fields.ts';
import { DocumentMark } from './standing-mark.tsx';
import { WhoIsHere } from './who-is-here.tsx';

type Patient = PatientFile['patient'];
type Turno = PatientFile['upcoming'][number];

interface PatientDetailProps {
  id: string;
  /** After an act that led here: the name takes the focus. */
  takesFocus: boolean;
  /** The file to go on with, this one or another. */
  onShow(id: string): void;
}

export function PatientDetail({ id, takesFocus, onShow }: PatientDetailProps) {
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
          <PatientCard patient={patient} takesFocus={takesFocus} onEdit={() => setEditing(true)} />
        )}
      </section>
      {patient.standing === 'claimed' ? (
        <section className="card p-5">
          <WhoIsHere patient={patient} onKnown={(known) => onShow(known.id)} />
        </section>
      ) : (
        <OtherClaims patient={patient} onShow={onShow} />
      )}
      <LikelyDuplicates
        title={m.office_alike_file()}
        id={patient.id}
        person={fieldsOf(patient)}
        shown={patient.sameDocument.map((other) => other.id)}
        takeLabel={m.office_see_file()}
        onTake={onShow}
      />
      <TurnoList title={m.office_upcoming()} empty={m.office_no_upcoming()} turnos={upcoming} />
      <TurnoList title={m.office_past()} empty={m.office_no_past()} turnos={past} />
    </article>
  );
}

interface PatientCardProps {
  patient: Patient;
  takesFocus: boolean;
  onEdit(): void;
}

function PatientCard({ patient, takesFocus, onEdit }: PatientCardProps) {
  const openQuickBooking = useQuickBooking();
  const heading = useRef<HTMLHeadingElement>(null);

  useEffect(() => {
    if (takesFocus) heading.current?.focus();
  }, [takesFocus]);

  return (
    <>
      <div className="flex flex-wrap items-start justify-between gap-3">
        <h2 ref={heading} tabIndex={-1}>
          {patient.lastName}, {patient.firstName}
        </h2>
        <div className="flex gap-2">
          <Button variant="primary" onClick={() => openQuickBooking({ patientId: patient.id })}>
            <CalendarPlus aria-hidden className="size-4" />
            {m.office_book()}
          </Button>
          {patient.standing !== 'claimed' && (
            <Button onClick={onEdit}>
              <Pencil aria-hidden className="size-4" />
              {m.office_edit()}
            </Button>
          )}
        </div>
      </div>
      <dl className="mt-3 grid grid-cols-[auto_1fr] gap-x-4 gap-y-1">
        <Row label={m.office_document()}>
          {patient.documentNumber || m.office_no_document()}{' '}
          {patient.documentNumber && <DocumentMark standing={patient.standing} />}
        </Row>
        <Row label={m.office_phone()}>{patient.phone ? readablePhone(patient.phone) : '—'}</Row>
        <Row label={m.office_mail()}>{patient.email ?? m.office_no_email()}</Row>
        {patient.birthDate && (
          <Row label={m.office_birth_date()}>{formatDateLong(patient.birthDate, { year: true })}</Row>
        )}
        {patient.notes && <Row label={m.office_notes()}>{patient.notes}</Row>}
      </dl>
    </>
  );
}

/** Accounts that say they are this person: whoever stands here may know one of them. */
function OtherClaims({ patient, onShow }: { patient: Patient; onShow(id: string): void }) {
  const claims = patient.hasAccount
    ? []
    : patient.sameDocument.filter(({ standing }) => standing === 'claimed');
  return claims.map(({ id, account }) => (
    <Alert key={id} tone="warning">
      <p>{m.office_other_claim({ account: account ?? '' })}</p>
      <Button variant="ghost" className="-mx-2 px-2" onClick={() => onShow(id)}>
        {m.office_other_claim_open()}
      </Button>
    </Alert>
  ));
}

function Row({ label, children }: { label: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-muted">{label}</dt>
      <dd className="min-w-0">{children}</dd>
    </>
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
