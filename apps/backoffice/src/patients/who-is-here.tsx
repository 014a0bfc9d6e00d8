import { m } from '@vitalmed/i18n';
import { Alert, Button, ErrorState, failureMessage, Skeleton, toast, useSettled } from '@vitalmed/ui-react';
import { useEffect, useRef, useState } from 'react';
import { apiClient, type PatientFile, trpc } from '../api/trpc.ts';
import { DocumentSeen } from './document-seen.tsx';
import { NewPatient, type PatientRef } from './new-patient.tsx';
import { NO_PATIENT } from './patient-fields.ts';
import { ClaimedMark } from './standing-mark.tsx';

interface WhoIsHereProps {
  /** Somebody whose file is only claimed. */
  patient: PatientRef;
  /** The file to go on with: the linked one, or the clinic's own. */
  onKnown(patient: PatientRef): void;
  /** Amid a booking, where the question comes next: it takes the focus, and another patient may be chosen instead. */
  onCancel?(): void;
}

/** An account gains nothing by what the desk types: before anything is done for a claimed file, who stands here is asked. */
export function WhoIsHere({ patient, onKnown, onCancel }: WhoIsHereProps) {
  const file = trpc.patients.get.useQuery({ id: patient.id });
  const [apart, setApart] = useState(false);

  if (file.isError && !file.data) {
    return <ErrorState message={failureMessage(file.error)} onRetry={() => void file.refetch()} />;
  }
  if (!file.data) return <Skeleton className="h-40" />;
  if (!apart) {
    return (
      <Question
        patient={file.data.patient}
        onKnown={onKnown}
        onOwnFile={() => setApart(true)}
        onCancel={onCancel}
      />
    );
  }
  const { firstName, lastName, documentNumber } = patient;
  return (
    <section aria-label={m.office_own_record()} className="flex flex-col gap-3">
      <h3 className="text-base">{m.office_own_record()}</h3>
      <p className="text-muted text-sm">{m.office_own_record_hint()}</p>
      <NewPatient
        start={{ ...NO_PATIENT, firstName, lastName, documentNumber }}
        onCreated={onKnown}
        onCancel={() => setApart(false)}
      />
    </section>
  );
}

interface QuestionProps {
  patient: PatientFile['patient'];
  onKnown(patient: PatientRef): void;
  onOwnFile(): void;
  onCancel?(): void;
}

function Question({ patient, onKnown, onOwnFile, onCancel }: QuestionProps) {
  const utils = trpc.useUtils();
  const link = trpc.patients.linkAccount.useMutation();
  const [documentSeen, setDocumentSeen] = useState(false);
  const heading = useRef<HTMLHeadingElement>(null);
  const own = patient.sameDocument.find(({ standing }) => standing !== 'claimed');

  const settled = useSettled(patient.id);
  const amidBooking = onCancel !== undefined;

  useEffect(() => {
    if (amidBooking) heading.current?.focus();
  }, [amidBooking]);

  function linkIt() {
    link.mutate(
      { patientId: patient.id, documentSeen },
      {
        onSuccess: (answer) => {
          toast.success(m.office_who_linked());
          onKnown(answer.patient);
          void utils.patients.invalidate();
        },
      },
    );
  }

  async function goOnWith(id: string) {
    try {
      onKnown((await apiClient.patients.get.query({ id })).patient);
    } catch (error) {
      toast.failure(error);
    }
  }

  return (
    <section aria-label={m.office_who_title()} className="flex flex-col gap-3">
      {amidBooking && (
        <div className="rounded-control bg-sunk px-4 py-3">
          <p className="font-bold">
            {patient.lastName}, {patient.firstName}
          </p>
          <p className="text-sm">
            {m.office_document()} {patient.documentNumber}
          </p>
          <ClaimedMark standing={patient.standing} />
        </div>
      )}
      <h3 ref={heading} tabIndex={-1} className="text-base">
        {m.office_who_title()}
      </h3>
      <p>{m.office_who_text({ account: patient.account ?? '' })}</p>
      {own && <p>{m.office_who_other_file({ name: own.name })}</p>}
      <DocumentSeen checked={documentSeen} onChange={(event) => setDocumentSeen(event.target.checked)} />
      {link.error != null && <Alert tone="danger">{failureMessage(link.error)}</Alert>}
      <div className="flex flex-wrap gap-2">
        <Button pending={link.isPending} settling={!settled} onClick={linkIt}>
          {m.office_who_yes()}
        </Button>
        <Button settling={!settled} onClick={() => (own ? void goOnWith(own.id) : onOwnFile())}>
          {m.office_who_no()}
        </Button>
        {onCancel && (
          <Button variant="ghost" onClick={onCancel}>
            {m.office_change_patient()}
          </Button>
        )}
      </div>
    </section>
  );
}
