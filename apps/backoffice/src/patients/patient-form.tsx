import { utcDate } from '@vitalmed/core';
import { m } from '@vitalmed/i18n';
import {
  Alert,
  Button,
  DateField,
  failureMessage,
  fieldErrorsOf,
  TextArea,
  TextField,
} from '@vitalmed/ui-react';
import type { ReactNode } from 'react';
import { Controller, useForm } from 'react-hook-form';
import { todayIn, useCatalog, zoneOf } from '../app/use-catalog.ts';
import { DocumentSeen } from './document-seen.tsx';
import { type PatientFields, patientFieldError, type TextName } from './patient-fields.ts';

interface PatientFormProps {
  label: string;
  /** What the fields show until somebody types; when it changes, what was typed stays. */
  start: PatientFields;
  submitLabel: string;
  pending: boolean;
  /** Why the last attempt was refused. What was typed stays. */
  error: unknown;
  /** In place of the error's own sentence, where more is known. */
  explained?: ReactNode;
  /** What to show of the person while they are typed in. */
  beside?(fields: PatientFields): ReactNode;
  /** All that a file holds; otherwise without notes. */
  whole?: boolean;
  /** Whether the desk may say here that it saw the document. */
  asksDocument?: boolean;
  /** The masked address of the account that the file has. */
  account?: string | null;
  extra?: ReactNode;
  onSubmit(fields: PatientFields): void;
  onCancel(): void;
}

export function PatientForm(props: PatientFormProps) {
  const {
    label,
    start,
    submitLabel,
    pending,
    error,
    explained,
    whole = false,
    asksDocument = false,
    account,
    extra,
    beside,
    onSubmit,
    onCancel,
  } = props;
  const form = useForm<PatientFields>({
    defaultValues: start,
    values: start,
    resetOptions: { keepDirtyValues: true },
    mode: 'onTouched',
    shouldFocusError: true,
  });
  const refused = fieldErrorsOf(error);
  const catalog = useCatalog();
  const today = catalog.data ? todayIn(zoneOf(catalog.data)) : utcDate(Date.now());

  function field(name: TextName) {
    const { errors } = form.formState;
    return {
      ...form.register(name, {
        validate: (_, fields) => patientFieldError(name, fields) ?? true,
      }),
      error: errors[name]?.message ?? refused[name],
    };
  }

  const firstEmpty = (['lastName', 'firstName', 'documentNumber', 'phone'] as const).find(
    (name) => start[name] === '',
  );
  return (
    <form
      aria-label={label}
      className="flex flex-col gap-3"
      noValidate
      onSubmit={(event) => void form.handleSubmit(onSubmit)(event)}
    >
      <div className="grid gap-3 sm:grid-cols-2">
        <TextField
          label={m.office_last_name()}
          autoComplete="off"
          autoFocus={firstEmpty === 'lastName'}
          {...field('lastName')}
        />
        <TextField
          label={m.office_first_name()}
          autoComplete="off"
          autoFocus={firstEmpty === 'firstName'}
          {...field('firstName')}
        />
        <TextField
          label={m.office_document()}
          autoComplete="off"
          autoFocus={firstEmpty === 'documentNumber'}
          {...field('documentNumber')}
        />
        <TextField
          label={m.office_phone_optional()}
          type="tel"
          autoComplete="off"
          autoFocus={firstEmpty === 'phone'}
          {...field('phone')}
        />
        <TextField label={m.office_email_optional()} type="email" autoComplete="off" {...field('email')} />
        <Controller
          control={form.control}
          name="birthDate"
          rules={{
            validate: (_, fields) => patientFieldError('birthDate', fields) ?? true,
            deps: ['documentNumber'],
          }}
          render={({ field: { ref, name, value, onChange, onBlur }, fieldState }) => (
            <DateField
              label={m.office_birth_date_optional()}
              {...{ ref, name, value, onBlur, today }}
              onChange={(date) => {
                onChange(date);
                // At once: a complaint that goes when the field is left moves the button away under the finger.
                void form.trigger('documentNumber');
              }}
              max={today}
              error={fieldState.error?.message ?? refused.birthDate}
              onUnreadable={onChange}
            />
          )}
        />
      </div>
      {whole && <TextArea label={m.office_notes()} {...field('notes')} />}
      {beside?.(form.watch())}
      {asksDocument && <DocumentSeen account={account} {...form.register('documentSeen')} />}
      {error != null && <Alert tone="danger">{explained ?? failureMessage(error)}</Alert>}
      {extra}
      <div className="flex flex-wrap gap-2">
        <Button type="submit" variant="primary" pending={pending}>
          {submitLabel}
        </Button>
        <Button onClick={onCancel}>{m.common_cancel()}</Button>
      </div>
    </form>
  );
}
