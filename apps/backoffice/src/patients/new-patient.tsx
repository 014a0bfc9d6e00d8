import { m } from '@vitalmed/i18n';
import { Button, detailsOf, reasonOf, toast } from '@vitalmed/ui-react';
import { useRef } from 'react';
import * as z from 'zod/mini';
import { apiClient, type PatientSummary, trpc } from '../api/trpc.ts';
import { LikelyDuplicates } from './likely-duplicates.tsx';
import { type PatientFields, patientInput } from './patient-fields.ts';
import { PatientForm } from './patient-form.tsx';

const existingSchema = z.object({ patientId: z.string() });

export type PatientRef = Pick<
  PatientSummary,
  'id' | 'firstName' | 'lastName' | 'documentNumber' | 'standing'
>;

interface NewPatientProps {
  start: PatientFields;
  onCreated(patient: PatientRef): void;
  onCancel(): void;
}

/** Creates with the minimum. Somebody who is already there under that DNI is offered instead of refused. */
export function NewPatient({ start, onCreated, onCancel }: NewPatientProps) {
  const utils = trpc.useUtils();
  const create = trpc.patients.create.useMutation();
  // One file however often it is sent, until what is sent is another person.
  const attempt = useRef<{ document: string; key: string } | null>(null);
  const existing =
    reasonOf(create.error) === 'document-exists' ? existingSchema.safeParse(detailsOf(create.error)) : null;

  function submit(fields: PatientFields) {
    const input = patientInput(fields);
    const again = attempt.current?.document === input.documentNumber ? attempt.current : null;
    const { key } = again ?? { key: crypto.randomUUID() };
    attempt.current = { document: input.documentNumber, key };
    create.mutate(
      { ...input, idempotencyKey: key },
      {
        onSuccess: ({ patient }) => {
          onCreated(patient);
          void utils.patients.search.invalidate();
        },
      },
    );
  }

  async function takeExisting(id: string) {
    try {
      const { patient } = await apiClient.patients.get.query({ id });
      onCreated(patient);
    } catch (error) {
      toast.failure(error);
    }
  }

  return (
    <PatientForm
      label={m.office_create_patient()}
      start={start}
      submitLabel={m.office_save_patient()}
      pending={create.isPending}
      error={create.error}
      asksDocument
      beside={(person) => (
        <LikelyDuplicates
          title={m.office_alike_new()}
          person={person}
          takeLabel={m.office_take_this()}
          onTake={(id) => void takeExisting(id)}
        />
      )}
      extra={
        existing?.success && (
          <Button onClick={() => void takeExisting(existing.data.patientId)}>
            {m.office_take_existing()}
          </Button>
        )
      }
      onSubmit={submit}
      onCancel={onCancel}
    />
  );
}
