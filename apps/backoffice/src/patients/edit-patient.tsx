import { formatDateTimeShort, m } from '@vitalmed/i18n';
import { detailsOf, reasonOf, toast } from '@vitalmed/ui-react';
import { useState } from 'react';
import * as z from 'zod/mini';
import { type PatientFile, trpc } from '../api/trpc.ts';
import { useCatalog, zoneOf } from '../app/use-catalog.ts';
import { fieldLabels, fieldsOf, type PatientFields, patientChanges } from './patient-fields.ts';
import { PatientForm } from './patient-form.tsx';

const text = z.nullable(z.string());
const changedSchema = z.object({
  patient: z.object({
    revision: z.number(),
    firstName: z.string(),
    lastName: z.string(),
    documentNumber: z.string(),
    phone: z.string(),
    email: text,
    birthDate: text,
    notes: text,
  }),
  changes: z.array(z.object({ at: z.string(), by: text, fields: z.array(z.string()) })),
});
type Changes = z.infer<typeof changedSchema>['changes'];

interface EditPatientProps {
  patient: PatientFile['patient'];
  onDone(): void;
}

/** Sends what was changed and the revision it was read at. What somebody else changed meanwhile is told, the typing kept. */
export function EditPatient({ patient, onDone }: EditPatientProps) {
  const utils = trpc.useUtils();
  const update = trpc.patients.update.useMutation();
  const [read, setRead] = useState(() => ({ revision: patient.revision, fields: fieldsOf(patient) }));
  const changed = changedMeanwhile(update.error);

  function submit(fields: PatientFields) {
    const changes = patientChanges(read.fields, fields);
    update.mutate(
      { id: patient.id, revision: read.revision, ...changes },
      {
        onSuccess: async () => {
          toast.success(m.office_patient_saved());
          onDone();
          await utils.patients.invalidate();
        },
        onError: (error) => {
          const now = changedMeanwhile(error)?.patient;
          if (now) setRead({ revision: now.revision, fields: fieldsOf(now) });
        },
      },
    );
  }

  return (
    <PatientForm
      label={m.office_edit_patient()}
      start={read.fields}
      submitLabel={m.common_save()}
      pending={update.isPending}
      error={update.error}
      explained={changed && changed.changes.length > 0 && <WhatOthersChanged changes={changed.changes} />}
      whole
      asksDocument={!patient.documentVerified}
      account={patient.account}
      onSubmit={submit}
      onCancel={onDone}
    />
  );
}

function changedMeanwhile(error: unknown) {
  if (reasonOf(error) !== 'patient-changed') return null;
  return changedSchema.safeParse(detailsOf(error)).data ?? null;
}

function WhatOthersChanged({ changes }: { changes: Changes }) {
  const catalog = useCatalog();
  return changes.map(({ at, by, fields }) => (
    <p key={at}>
      {m.office_patient_changed_by({
        who: by ?? m.office_somebody(),
        fields: fieldLabels(fields),
        when: catalog.data ? formatDateTimeShort(at, zoneOf(catalog.data)) : '',
      })}
    </p>
  ));
}
